"""What a screen shows, one slide after another: an emergency first, then helplines, announcements, the way to help."""

import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from home.models.settings import PublicSettings
from screens.models import Announcement, slide_of

MOST = 20


def slides(site: PublicSettings, day: datetime.date) -> list[dict]:
    """In the order of the show; there is always one at least. Costs one query."""
    announcements = Announcement.objects.due(day).order_by("position", "pk")[:MOST]
    return [*emergency(site), helplines(site), *map(slide_of, announcements), way_to_help()]


def emergency(site: PublicSettings) -> list[dict]:
    banner = site.emergency_banner
    if banner is None:
        return []
    address = banner.link if banner.link.startswith("/") else ""
    return [{"kind": f"alarm-{banner.severity}", "title": banner.text, "text": "", "address": address, "lines": []}]


def helplines(site: PublicSettings) -> dict:
    lines = [
        (settings.CHILDREN_HELPLINE, _("детский телефон доверия, бесплатно")),
        ("112", _("если есть угроза жизни или здоровью")),
        *((line.phone, line.name) for line in site.hotlines[:2]),
    ]
    return {"kind": "calls", "title": _("Куда позвонить"), "text": "", "address": "", "lines": lines}


def way_to_help() -> dict:
    return {
        "kind": "words",
        "title": _("Найдите помощь для своей семьи"),
        "text": _("Наведите телефон: несколько простых вопросов — и вы узнаете, кто поможет и куда звонить."),
        "address": "/navigator/",
        "lines": [],
    }
