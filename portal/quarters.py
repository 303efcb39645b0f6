"""Quarters of a year. Pure."""

import datetime
from typing import NamedTuple

from portal.speaking import gettext as _
from portal.working_days import ONE_DAY

ROMAN = ("I", "II", "III", "IV")


class Quarter(NamedTuple):
    year: int
    number: int

    @classmethod
    def of(cls, day: datetime.date) -> "Quarter":
        return cls(day.year, (day.month + 2) // 3)

    def __str__(self):
        return self.label

    @property
    def roman(self) -> str:
        return ROMAN[self.number - 1]

    @property
    def label(self) -> str:
        """«III квартал 2025 года»."""
        return _("%(quarter)s квартал %(year)s года") % {"quarter": self.roman, "year": self.year}

    @property
    def short(self) -> str:
        """«III 2025»."""
        return f"{self.roman} {self.year}"

    @property
    def code(self) -> str:
        """As addresses name it."""
        return f"{self.year}-{self.number}"

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
