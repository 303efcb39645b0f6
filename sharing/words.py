"""The fixed texts of a sheet."""

from django.conf import settings
from django.utils.translation import gettext as _

from home.models.settings import portal_settings
from portal.formatting import phone


def sheet_words(host: str) -> dict[str, str]:
    region = [f"{line.name}: {phone(line.phone)}" for line in portal_settings().hotlines]
    helplines = [
        _("112 — если есть угроза жизни или здоровью"),
        _("%(phone)s — детский телефон доверия, для детей и родителей, бесплатно")
        % {"phone": phone(settings.CHILDREN_HELPLINE)},
        *region,
    ]
    return {
        "footer": _("Рядом с семьёй, %(host)s") % {"host": host},
        "contacts": _("Куда обратиться"),
        "nobody": _("Контакты уточняются: позвоните по телефонам на этом листе."),
        "fictional": _("Вымышленный регион"),
        "qr": _("Страница в интернете:"),
        "urgent": _("Нужна помощь прямо сейчас?"),
        "helplines": "\n".join(helplines),
    }
