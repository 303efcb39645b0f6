"""A card as a short text: for an SMS, a messenger, a sheet on the fridge."""

from urllib.parse import quote

from django.conf import settings
from django.utils.translation import gettext as _

from portal.formatting import phone, plain
from sharing.cards import Card

MOST_PLACES = 2


def text(card: Card, url: str) -> str:
    fictional = _("Вымышленный регион") if card.is_fictional else ""
    lines = [card.title, card.provider, fictional, card.closing]
    for spot in card.spots[:MOST_PLACES]:
        # Whom a phone reaches and when: of two, one may be answered on weekdays alone.
        lines += [spot.name if len(card.spots) > 1 else ""]
        lines += [_("Тел. %(phone)s") % {"phone": joined(line.text, line.purpose)} for line in spot.phones[:2]]
        lines += [spot.email]
        # All of the week: half of it would be read as the whole.
        lines += [spot.address, spot.closing, *spot.hours, *spot.other_days]
    if not card.is_reachable:
        lines += [f"{_('Телефона пока нет. Спросите, как связаться:')} {phone(settings.CHILDREN_HELPLINE)}"]
    return plain("\n".join(line for line in [*lines, card.further(MOST_PLACES), card.checked, url] if line))


def joined(number: str, purpose: str) -> str:
    return f"{number}: {purpose}" if purpose else number


def sms_link(body: str) -> str:
    """Understood by Android and by iOS alike: no number, the text after «?&»."""
    return f"sms:?&body={quote(body)}"
