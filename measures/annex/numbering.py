"""Numbers of measures as the list gives them out: told apart where two bear one, offered where a row has none. Pure."""

import re

from django.utils.translation import gettext as _

from .found import Annex, Direction, Measure

# «а) пособия», «– выплаты»: a part of the measure or section above, with sums of its own.
ITEM = re.compile(r"^\s*(?:[–—•·▪-]\s+|(?P<letter>[а-я])\)\s*)(?=\S)", re.I)


def tell_apart(annex: Annex, measure: Measure) -> None:
    """A number that another measure bears already: of another section, the section's goes before it."""
    number, section = measure.number, measure.direction
    others = annex.numbered.setdefault(number, [])
    others.append(measure)
    if not number or len(others) < 2:
        return
    longer = f"{section}.{number}"
    if section and longer not in annex.numbered and all(each.direction != section for each in others[:-1]):
        measure.number = longer
        annex.numbered[longer] = [measure]
        said = _("Номер %(number)s уже есть в другом разделе: записано как %(longer)s")
        measure.problems.append(said % {"number": number, "longer": longer})
    else:
        measure.problems.append(_("Номер повторяется"))


def number_of_item(annex: Annex, above: Measure | Direction, title: str) -> str:
    """The number to offer for an item of a list: its letter, or the next one free, within what it is an item of."""
    whole = above.item_of if isinstance(above, Measure) and above.item_of else above.number
    if letter := ITEM.match(title)["letter"]:
        return f"{whole}.{letter.lower()}"
    return next(each for part in range(1, len(annex.measures) + 2) if (each := f"{whole}.{part}") not in annex.numbered)
