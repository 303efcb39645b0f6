"""Numbers and sums as annexes write them. Absent, zero and unreadable are three things. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from .grid import unmarked

ABSENT = {"", "-", "–", "—", "−", "x", "х", "нет данных", "н/д"}
NOT_REQUIRED = re.compile(
    r"не требу|без финансир|без затрат|не предусм|в пределах .*(средств|ассигн)|за сч[её]т текущ|в рамках текущ", re.I
)
# 9 850,0 · 7862500 · 1 000.00 · 1.000.000,00
NUMBER = re.compile(
    r"\d{1,3}(?:[ \u00a0]\d{3})+(?:[.,]\d+)?(?!\d)|\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?(?!\d)|\d+(?:[.,]\d+)?"
)
BROKEN_NUMBER = re.compile(r"\d+(?: \d+)+")
WORDS_AROUND = re.compile(r"^[\s,;:.–—*-]*(?:в том числе|из них|из)?[\s,;:–—-]*|[\s,;*]+$", re.I)
UNIT_WORDS = re.compile(r"^\s*(?:тыс\.?|млн\.?)?\s*руб(?:\.|лей|ля|ль)?", re.I)
YES_NO = {"да": Decimal(1), "нет": Decimal(0)}


@dataclass(frozen=True)
class Figure:
    """A number of a cell. `problem` says why a person should look; `value` is then the best reading, or absent."""

    value: Decimal | None
    written: str
    problem: str = ""


@dataclass(frozen=True)
class Sum:
    """A sum of a cell with the words beside it, which name its source."""

    amount: Decimal | None
    words: str = ""
    problem: str = ""
    not_required: bool = False


def decimal(text: str) -> Decimal:
    """The number that a match of NUMBER spells."""
    plain = re.sub(r"[ \u00a0]", "", text)
    if plain.count(".") > 1 or ("." in plain and "," in plain):
        plain = plain.replace(".", "")
    return Decimal(plain.replace(",", "."))


def figure(cell: str) -> Figure:
    """The value of an indicator: a number, да or нет, or absent."""
    text = unmarked(cell).rstrip("*% ").strip()
    if text.lower() in ABSENT:
        return Figure(None, cell)
    if text.lower() in YES_NO:
        return Figure(YES_NO[text.lower()], cell)
    if NUMBER.fullmatch(text):
        return Figure(decimal(text), cell)
    if BROKEN_NUMBER.fullmatch(text):
        together = Decimal(text.replace(" ", ""))
        return Figure(together, cell, _("Пробел внутри числа: прочитано как %(number)s") % {"number": f"{together:f}"})
    return Figure(None, cell, _("Не похоже на число"))


def sums(cell: str) -> list[Sum]:
    """The sums of a cell of money, in their order: none where the cell is empty or has a dash."""
    cell = unmarked(cell)
    if cell.strip("* ").lower() in ABSENT:
        return []
    found = list(found_sums(cell))
    if found:
        return found
    if NOT_REQUIRED.search(cell):
        return [Sum(None, cell, not_required=True)]
    return [Sum(None, cell, _("В ячейке нет суммы"))]


def found_sums(cell: str) -> Iterator[Sum]:
    """Each number with the words up to the next one."""
    if BROKEN_NUMBER.fullmatch(cell) and not NUMBER.fullmatch(cell):
        together = Decimal(cell.replace(" ", ""))
        yield Sum(together, problem=_("Пробел внутри числа: прочитано как %(number)s") % {"number": f"{together:f}"})
        return
    matches = list(NUMBER.finditer(cell))
    ends = [*(match.start() for match in matches[1:]), len(cell)]
    for match, end in zip(matches, ends, strict=False):
        words = UNIT_WORDS.sub("", cell[match.end() : end])
        yield Sum(decimal(match.group()), WORDS_AROUND.sub("", words))
