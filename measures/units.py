"""Units of money. An act's table has one; sums are entered in it or in roubles, and kept in roubles always."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.formatting import NBSP, number, rub
from portal.money import MULTIPLES, read_amount

from .arithmetic import known
from .checking import Finding, Kind
from .reconciling import Stated

ROUBLE = 1
# As many digits after the comma as keep a kopeck exact.
PLACES = {1: 2, 1000: 5, 1_000_000: 8}
FIGURE = re.compile(
    r"(?P<figure>\d{1,3}(?:\s\d{3})+(?!\d)|\d+)(?:[.,](?P<rest>\d+))?\s*(?P<unit>тыс|млн|млрд|руб|р\.|₽)?"
)
# «9 850,0 тыс. руб.»: the unit that was typed after the figure.
TYPED_UNIT = re.compile(
    r"\s*(?:(?P<multiple>тыс|млн|миллион|млрд|миллиард)[а-я]*\.?\s*)?(?P<roubles>руб(?:\.|л[а-я]+)?|р\.|₽)?\s*$",
    re.IGNORECASE,
)
WORTH = {**MULTIPLES, "руб": ROUBLE, "р.": ROUBLE, "₽": ROUBLE}
KOPECK = Decimal("0.01")
TOO_MUCH = Decimal(10) ** 20  # more than any column holds, and no more than a decimal can round


class OtherUnit(ValueError):
    """The text names a unit that is not the form's."""


def unit_name(unit: int) -> str:
    return {1: "₽", 1000: _("тыс. ₽"), 1_000_000: _("млн ₽")}[unit]


def read_in(text: str, unit: int) -> Decimal:
    """The roubles that the text names in that unit; ValueError where it names none, or leaves in doubt which.

    «1 000 тыс. руб.» in a form of thousands says its unit once more; «1 000 руб.» there is in doubt: OtherUnit.
    """
    words = TYPED_UNIT.search(text)
    typed = WORTH.get((words["multiple"] or "").lower(), ROUBLE if words["roubles"] else None)
    figure = read_amount(text[: words.start()], PLACES[unit])
    if typed not in (None, unit):
        raise OtherUnit(text)
    roubles = figure * unit
    if roubles >= TOO_MUCH or roubles != roubles.quantize(KOPECK):
        raise ValueError(text)
    return roubles.quantize(KOPECK)


def shown_in(roubles: Decimal, unit: int) -> str:
    """«9 850» thousand for 9 850 000: as many digits as it takes to be exact."""
    value = Decimal(roubles) / unit
    if unit == ROUBLE and value != value.to_integral_value():
        return number(value, 2)
    return number(value)


def conversion(roubles: Decimal, unit: int, other: int) -> str:
    """«9 850 тыс. ₽ = 9 850 000 ₽»; in roubles, what that is in the unit of the act's table."""
    if unit == other == ROUBLE:
        return rub(roubles)
    right = other if unit == ROUBLE else ROUBLE
    left = f"{shown_in(roubles, unit)}{NBSP}{unit_name(unit)}"
    return f"{left} = {shown_in(roubles, right)}{NBSP}{unit_name(right)}"


@dataclass(frozen=True, slots=True)
class Written:
    """A figure of the act as its text has it, and what was entered for it."""

    scope: Stated
    text: str
    amount: Decimal | None


def meant(text: str, unit: int) -> Decimal | None:
    """What the act's own words come to: its first figure, in the unit that stands beside it or in the table's own."""
    found = FIGURE.search(text)
    if not found:
        return None
    figure = Decimal(f"{''.join(found['figure'].split())}.{found['rest'] or '0'}")
    return figure * WORTH.get(found["unit"], unit)


def misread(written: Iterable[Written], unit: int) -> list[Finding]:
    """The trap of units: figures whose words come to something else than what was entered."""
    found = []
    for one in written:
        expected = meant(one.text, unit)
        if one.amount is not None and expected is not None and expected != one.amount:
            found.append(Finding(Kind.UNIT, one.scope, known(one.amount), known(expected), False, written=one.text))
    return found
