"""Rows whose parts are sums, dates and choices as well as texts: tariffs, licences, inspections, days off."""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from services_directory.opening import clock

from ..hours import HoursRefused, clock_of
from .base import chosen
from .plain import CellRefused, as_date, as_decimal, one_line
from .rows import Rows, joined, split

KOPECK = Decimal("0.01")
CURRENCY = re.compile(r"\s*(?:₽|р\.?|руб(?:\.|л\w*)?)$", re.IGNORECASE)
# «01.01.2027–08.01.2027», «с 1 января 2027 по 8 января 2027».
RANGE = re.compile(r"\s*[–—]\s*|\s+-\s+|\s+по\s+|(?<=\d{4})-(?=\d{1,2}\.)")
SPAN = re.compile(r"(?:с\s*)?(\d{1,2}(?:[:.]\d{2})?)\s*(?:[-–—]|до)\s*(\d{1,2}(?:[:.]\d{2})?)")
CLOSED = {"", "выходной", "не работает", "закрыто"}


class Part(NamedTuple):
    """How a part of a row is read, and how it is said; `own` brings what the record has to the same terms."""

    read: Callable[[str], Any]
    said: Callable[[Any], str]
    own: Callable[[Any], Any] = lambda value: value


def roubles(text: str) -> Decimal:
    """Exact to the kopeck: a third digit is a slip, not something to round away."""
    if not text:
        raise CellRefused(_("нет суммы: пишите «за что | сумма | единица»"))
    amount = as_decimal(CURRENCY.sub("", text))
    if amount != amount.quantize(KOPECK):
        raise CellRefused(_("«%(text)s»: в сумме больше двух знаков после запятой") % {"text": text[:40]})
    return amount.quantize(KOPECK)


def roubles_said(amount: Decimal) -> str:
    whole = amount == amount.to_integral_value()
    return f"{amount:.0f}" if whole else f"{amount:.2f}".replace(".", ",")


def day_said(day: datetime.date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else ""


def choice(choices: Callable[[], list], label) -> Part:
    return Part(lambda text: chosen(text, choices(), label), lambda value: str(dict(choices())[value]))


TEXT = Part(one_line, str, one_line)
SUM = Part(roubles, roubles_said)
DAY = Part(as_date, day_said)
DAY_IF_ANY = Part(lambda text: as_date(text) if text else None, day_said)


@dataclass(frozen=True, kw_only=True)
class TypedRows(Rows):
    """«Занятие | 350 | за час | 01.01.2026»: `types` says of each part what it is."""

    types: tuple[Part, ...]

    def read(self, cell, row):
        return tuple(self.understood(line) for line in self.lines(cell))

    def understood(self, line: str) -> tuple:
        texts = split(line, len(self.types))
        return self.checked(tuple(part.read(text) for part, text in zip(self.types, texts, strict=True)), line)

    def row_value(self, row):
        return tuple(part.own(getattr(row, name)) for part, name in zip(self.types, self.parts, strict=True))

    def text(self, value, known):
        return "\n".join(joined(self.said(row)) for row in value)

    def said(self, row: tuple) -> tuple[str, ...]:
        return tuple(part.said(value) for part, value in zip(self.types, row, strict=True))


@dataclass(frozen=True, kw_only=True)
class OneOfEach(TypedRows):
    """Rows of which there is one of a sort: its first part."""

    def read(self, cell, row):
        found = super().read(cell, row)
        sorts = [values[0] for values in found]
        if twice := next((each for each in sorts if sorts.count(each) > 1), None):
            raise CellRefused(_("«%(name)s» названо дважды") % {"name": self.types[0].said(twice)})
        return found


@dataclass(frozen=True, kw_only=True)
class SpecialDays(Rows):
    """«31.12.2026 | 9:00–15:00 | короткий день», «01.01.2027–08.01.2027 | выходной | праздники»."""

    parts: tuple[str, ...] = ("starts_on", "ends_on", "opens", "closes", "reason")

    def read(self, cell, row):
        return tuple(self.understood(line) for line in self.lines(cell))

    def understood(self, line: str) -> tuple:
        days, hours, reason = split(line, 3)
        return self.checked((*day_range(days), *hours_of_day(hours), one_line(reason)), line)

    def row_value(self, row):
        times = (time and time.replace(second=0, microsecond=0) for time in (row.opens, row.closes))
        return (row.starts_on, row.ends_on, *times, one_line(row.reason))

    def text(self, value, known):
        return "\n".join(joined((days_said(*row[:2]), hours_said(*row[2:4]), row[4])) for row in value)


def day_range(text: str) -> tuple[datetime.date, datetime.date | None]:
    ends = RANGE.split(text.removeprefix("с ").strip(), maxsplit=1)
    return (as_date(ends[0]), as_date(ends[1])) if len(ends) == 2 else (as_date(ends[0]), None)


def days_said(first: datetime.date, last: datetime.date | None) -> str:
    return f"{day_said(first)}–{day_said(last)}" if last else day_said(first)


def hours_of_day(text: str) -> tuple[datetime.time | None, datetime.time | None]:
    if text.strip().lower() in CLOSED:
        return None, None
    if not (found := SPAN.fullmatch(text.strip().lower())):
        raise CellRefused(_("«%(text)s» — не часы. Пишите «9:00–15:00» или «выходной»") % {"text": text[:40]})
    try:
        return clock_of(found[1]), clock_of(found[2])
    except HoursRefused as error:
        raise CellRefused(str(error)) from None


def hours_said(opens: datetime.time | None, closes: datetime.time | None) -> str:
    return f"{clock(opens)}–{clock(closes)}" if opens and closes else _("выходной")
