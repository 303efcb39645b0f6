"""A card as a short text: for an SMS, a messenger, a sheet on the fridge."""

from urllib.parse import quote

from django.utils.translation import gettext as _

from portal.formatting import plain
from sharing.cards import Card

MOST_PLACES = 2


def text(card: Card, url: str) -> str:
    lines = [card.title, card.provider, card.closing]
    for spot in card.spots[:MOST_PLACES]:
        lines += [_("Тел. %(phone)s") % {"phone": line.text} for line in spot.phones[:2]]
        # All of the week: half of it would be read as the whole.
        lines += [spot.address, spot.closing, *spot.hours, *spot.other_days]
    return plain("\n".join(line for line in [*lines, card.checked, url] if line))


def sms_link(body: str) -> str:
    """Understood by Android and by iOS alike: no number, the text after «?&»."""
    return f"sms:?&body={quote(body)}"
