"""Which quarter a return is of, and the day by which it is due. Pure."""

import datetime
from dataclasses import dataclass

from portal.quarters import Quarter
from portal.working_days import ONE_DAY, Moved, is_working

FIRST_YEAR, LAST_YEAR = 2000, 2100


def last_ended(today: datetime.date) -> Quarter:
    """The quarter that is reported on today."""
    return Quarter.of(today).previous


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
