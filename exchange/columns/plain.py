"""Cells as values: texts, numbers, dates as people write them in Russian. Pure."""

import datetime
import re
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from portal.tables import Trouble, Value


class CellRefused(ValueError):
    """Why the cell cannot be taken: a sentence."""


YES = {"да", "yes", "true", "1", "+", "есть", "имеется", "истина", "✓", "✔", "√", "☑", "✅"}
NO = {"нет", "no", "false", "0", "-", "–", "—", "отсутствует", "ложь", "✗", "✘", "☐", "❌"}
# In a table filled by hand it stands for «nothing to say».
DASHES = {"-", "–", "—", "−"}
MONTHS = ("январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр")
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
SPACES = re.compile(r"[^\S\n]+")
ALL_SPACES = re.compile(r"\s+")
QUOTES = re.compile(r"[«»\"“”„']")
DIGITS_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
DAY_FIRST = re.compile(
    r"(\d{1,2})[./\- ](\d{1,2})[./\- ](\d{4}|\d{2})(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?\s*(?:г\.?|года)?"
)
IN_WORDS = re.compile(r"[«\"]?(\d{1,2})[»\"]?\s+([а-яё]+)\.?,?\s+(\d{4})\s*(?:г\.?|года)?", re.IGNORECASE)
# Excel counts days from 1900; a number this big in a column of dates is a date that lost its look.
SERIAL_DATES = range(10_000, 80_000)
BEFORE_DATE = re.compile(r"^(?:с|со|от|до|по)\s+(?=[\d«\"])", re.IGNORECASE)
SERIAL_START = datetime.date(1899, 12, 30)


def key(text: str) -> str:
    """By which two spellings of a name are the same: no quotes, no double spaces, one case, «ё» as «е»."""
    return ALL_SPACES.sub(" ", QUOTES.sub("", text)).strip().casefold().replace("ё", "е")


def one_line(text: str) -> str:
    return ALL_SPACES.sub(" ", CONTROLS.sub("", text)).strip()


def many_lines(text: str) -> str:
    lines = CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).replace("\u2028", "\n").split("\n")
    return "\n".join(SPACES.sub(" ", line).strip() for line in lines).strip("\n")


def as_text(cell: Value) -> str:
    """What the cell shows."""
    if isinstance(cell, Trouble):
        raise CellRefused(cell.why)
    if isinstance(cell, bool):
        return _("да") if cell else _("нет")
    if isinstance(cell, datetime.datetime):
        return f"{cell:%d.%m.%Y}"
    if isinstance(cell, datetime.time):
        return f"{cell:%H:%M}"
    if isinstance(cell, float):
        return f"{Decimal(repr(cell)):f}".replace(".", ",")
    return str(cell)


def as_date(cell: Value) -> datetime.date:
    if isinstance(cell, datetime.datetime):
        return cell.date()
    if isinstance(cell, int | float) and not isinstance(cell, bool) and int(cell) in SERIAL_DATES:
        return SERIAL_START + datetime.timedelta(days=int(cell))
    text = one_line(as_text(cell))
    parts = date_parts(text)
    try:
        return datetime.date(*parts)
    except (TypeError, ValueError):
        raise CellRefused(_("«%(text)s» — не дата. Пишите так: 31.12.2026") % {"text": text[:40]}) from None


def date_parts(text: str) -> tuple[int, int, int] | tuple:
    """«с 01.02.2025» is the day itself: from or until is said by the column."""
    text = BEFORE_DATE.sub("", text)
    if found := DIGITS_FIRST.fullmatch(text):
        return tuple(map(int, found.groups()))
    if found := DAY_FIRST.fullmatch(text):
        day, month, year = map(int, found.groups())
        return year if year > 99 else 2000 + year, month, day
    if found := IN_WORDS.fullmatch(text):
        day, name, year = found.groups()
        month = next((number for number, stem in enumerate(MONTHS, 1) if name.lower().startswith(stem)), 0)
        return int(year), month, int(day)
    return ()


def as_decimal(cell: Value) -> Decimal:
    """«55,75» and «1 250.5» alike."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Decimal(repr(cell))
    text = one_line(as_text(cell))
    try:
        number = Decimal(text.replace(" ", "").replace(",", "."))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise CellRefused(_("«%(text)s» — не число") % {"text": text[:40]})
    return number


def as_integer(cell: Value) -> int:
    number = as_decimal(cell)
    if number != number.to_integral_value() or abs(number) > 10**9:
        raise CellRefused(_("«%(text)s» — не целое число") % {"text": one_line(as_text(cell))[:40]})
    return int(number)


def as_yes(cell: Value) -> bool:
    if isinstance(cell, bool):
        return cell
    text = key(as_text(cell))
    if text in YES | NO:
        return text in YES
    raise CellRefused(_("«%(text)s» — напишите «да» или «нет»") % {"text": text[:40]})
