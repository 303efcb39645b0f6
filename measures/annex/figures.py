"""Numbers and sums as annexes write them. Absent, zero and unreadable are three things. Pure."""

import re
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.money import MULTIPLES

from .grid import unmarked

ABSENT = {"", "-", "–", "—", "−", "x", "х", "нет данных", "н/д", "н.д."}
# 9 850,0 · 7862500 · 1 000.00 · 1.000.000,00 · 1.234,50 · 1,234.50 · 1'234,50
NUMBER = re.compile(
    r"\d{1,3}(?:[ \u00a0'’]\d{3})+(?:[.,]\d+)?(?!\d)|\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?(?!\d)|\d{1,3}(?:,\d{3}){2,}(?!\d)"
    r"|\d{1,3}(?:\.\d{3})+,\d+(?!\d)|\d{1,3}(?:,\d{3})+\.\d+(?!\d)|\d+(?:[.,]\d+)?"
)
BROKEN_NUMBER = re.compile(r"\d+(?: \d+)+")
GROUPING = re.compile(r"[ \u00a0'’]")
# «12.345» may be twelve thousand, or twelve and a part.
DOUBTFUL = re.compile(r"(?<![\d.,])\d{1,3}\.\d{3}(?![\d.,])")
BOUND = re.compile(r"^(?:не\s+(?:менее|ниже|более|выше)|более|свыше|до|около|не\s+мен\.|[≥≤><~]=?)\s*", re.I)
RANGE = re.compile(rf"^(?:от\s*)?(?:{NUMBER.pattern})\s*(?:-|–|—|до|/)\s*(?:{NUMBER.pattern})$", re.I)
YES_NO = {"да": Decimal(1), "нет": Decimal(0)}
UNITS = {"": 1, **MULTIPLES}
UNIT = re.compile(rf"\b({'|'.join(MULTIPLES)})?[а-я]{{0,5}}\.?\s*руб|\b({'|'.join(MULTIPLES)})\.?\s*р\b", re.I)
# «т. руб.», «т.р.»
SHORT_THOUSAND = re.compile(r"\bт\.?\s*(?=р(?:уб|\.))", re.I)
# «2,5 млн», «300 тыс.»: beside a figure the word alone is a unit.
MULTIPLE = re.compile(rf"\s*({'|'.join(MULTIPLES)})", re.I)


@dataclass(frozen=True)
class Figure:
    """A number of a cell. `problem` says why a person should look; `value` is then the best reading, or absent."""

    value: Decimal | None
    written: str
    problem: str = ""


def decimal(text: str) -> Decimal:
    """The number that a match of NUMBER spells."""
    plain = GROUPING.sub("", text)
    point, comma = plain.rfind("."), plain.rfind(",")
    if plain.count(",") > 1 or (comma >= 0 and point > comma):
        plain = plain.replace(",", "")
    elif plain.count(".") > 1 or (point >= 0 and comma > point):
        plain = plain.replace(".", "")
    return Decimal(plain.replace(",", "."))


def unit_of(words: str) -> int | None:
    """«(тыс. руб.)» → 1000."""
    found = UNIT.search(SHORT_THOUSAND.sub("тыс. ", words))
    return UNITS[(found[1] or found[2] or "").lower()] if found else None


def unit_beside(words: str) -> int | None:
    """The unit that the words right after a figure begin with."""
    found = MULTIPLE.match(SHORT_THOUSAND.sub("тыс. ", words))
    return UNITS[found[1].lower()] if found else 1 if words.strip() else None


def figure(cell: str) -> Figure:
    """The value of an indicator: a number, да or нет, or absent."""
    text = unmarked(cell).rstrip("*% ").strip()
    if text.lower() in ABSENT:
        return Figure(None, cell)
    if text.lower() in YES_NO:
        return Figure(YES_NO[text.lower()], cell)
    if BOUND.match(text) and NUMBER.fullmatch(bare := BOUND.sub("", text)):
        return Figure(decimal(bare), cell, _("Число с оговоркой: прочитано как %(number)s") % {"number": bare})
    if NUMBER.fullmatch(text.removeprefix("+")):
        grows = _("Знак «+»: проверьте, не прирост ли это") if text.startswith("+") else ""
        return Figure(decimal(text.removeprefix("+")), cell, grows or doubt(text))
    if re.fullmatch(rf"[-–−](?:{NUMBER.pattern})", text):
        return Figure(-decimal(text[1:]), cell)
    if BROKEN_NUMBER.fullmatch(text):
        together = Decimal(text.replace(" ", ""))
        return Figure(together, cell, _("Пробел внутри числа: прочитано как %(number)s") % {"number": f"{together:f}"})
    return Figure(None, cell, _("Два числа: выберите одно") if RANGE.match(text) else _("Не похоже на число"))


def doubt(text: str) -> str:
    """Why a person should look at a number that can be read in two ways."""
    found = DOUBTFUL.search(text)
    return _("Точка в «%(number)s» прочитана как дробь, а не как разряд") % {"number": found[0]} if found else ""
