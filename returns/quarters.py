"""Quarters, and the day by which a return of one is due. Pure."""

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from portal.working_days import ONE_DAY, Moved, is_working

ROMAN = ("I", "II", "III", "IV")
FIRST_YEAR, LAST_YEAR = 2000, 2100


class Quarter(NamedTuple):
    year: int
    number: int

    def __str__(self):
        return _("%(quarter)s квартал %(year)s года") % {"quarter": ROMAN[self.number - 1], "year": self.year}

    @property
    def short(self) -> str:
        return f"{ROMAN[self.number - 1]} {self.year}"

    @property
    def previous(self) -> "Quarter":
        return Quarter(self.year, self.number - 1) if self.number > 1 else Quarter(self.year - 1, 4)

    @property
    def next(self) -> "Quarter":
        return Quarter(self.year, self.number + 1) if self.number < 4 else Quarter(self.year + 1, 1)

    @property
    def first_day(self) -> datetime.date:
        return datetime.date(self.year, self.number * 3 - 2, 1)

    @property
    def last_day(self) -> datetime.date:
        return self.next.first_day - ONE_DAY


def quarter_of(day: datetime.date) -> Quarter:
    return Quarter(day.year, (day.month + 2) // 3)


def last_ended(today: datetime.date) -> Quarter:
    """The quarter that is reported on today."""
    return quarter_of(today).previous


@dataclass(frozen=True)
class Deadline:
    """«До 5 числа следующего месяца»: whether the 5th itself is in time, and what a day off does to it, are settings.

    `day_off`: «stays», or «next» for the next working day.
    """

    text: str
    day: int
    inclusive: bool = True
    day_off: str = "stays"

    def of(self, quarter: Quarter, moved: Moved) -> datetime.date:
        """The last day that is in time."""
        due = quarter.next.first_day + ONE_DAY * (self.day - 1 if self.inclusive else self.day - 2)
        while self.day_off == "next" and not is_working(due, moved):
            due += ONE_DAY
        return due
