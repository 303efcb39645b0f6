"""Answers for the demo: about pages of the fictional region's site only, some weeks of them."""

import datetime
from itertools import cycle

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.loading import Outcome

from .models import Reason, Tally

FICTIONAL_SITE = "zarechny.localhost"
# Of each page: who was helped and who was not, day by day back from yesterday.
DAYS = [[(9, 1), (7, 0), (11, 2), (6, 1)], [(3, 4), (2, 5), (4, 6)], [(5, 1), (4, 0)]]
WORDS = [
    (Reason.Kind.MISSING, "Не нашла, работает ли центр в субботу."),
    (Reason.Kind.UNCLEAR, "Что такое индивидуальная программа?"),
    (Reason.Kind.BROKEN, "Расписание не открывается."),
    (Reason.Kind.MISSING, ""),
]


def load(report) -> None:
    """Once: what has been counted since is the readers'."""
    label = _("ответы о страницах")
    if Tally.objects.exists():
        report.count(label, Outcome.UNCHANGED)
        return
    pages = Page.objects.live().filter(depth__gt=2, url_path__startswith=tree()).order_by("-depth", "path")
    for page, days in zip(pages, DAYS, strict=False):
        for ago, (helped, missed) in enumerate(days, 1):
            Tally.objects.create(page=page, day=days_ago(ago), helped=helped, missed=missed)
            report.count(label, Outcome.CREATED)
    for number, ((kind, text), page) in enumerate(zip(WORDS, cycle(pages[:2]), strict=False)):
        Reason.objects.create(digest=f"demo-{number}", page=page, day=days_ago(number + 1), kind=kind, text=text)


def tree() -> str:
    """Where the pages of the fictional site stand; nowhere without it."""
    home = Page.objects.filter(sites_rooted_here__hostname=FICTIONAL_SITE).first()
    return home.url_path if home else "-"


def days_ago(number: int) -> datetime.date:
    return localdate() - datetime.timedelta(days=number)
