"""The last day for a report on a quarter. Pure: the rule and the moved days are handed in."""

import datetime
from collections.abc import Iterator
from enum import StrEnum

from portal.quarters import Quarter
from portal.working_days import ONE_DAY, Moved, is_working


class Shift(StrEnum):
    """Where a deadline goes that falls on a day off."""

    NONE = "as-is"
    NEXT = "next"
    PREVIOUS = "previous"


def quarters(first_year: int, last_year: int) -> Iterator[Quarter]:
    return (Quarter(year, number) for year in range(first_year, last_year + 1) for number in (1, 2, 3, 4))


def due_on(quarter: Quarter, day: int, inclusive: bool, shift: str, moved: Moved) -> datetime.date:
    """The last day in time: «до 10 числа» of the next month, that day itself included or not.

    The day off is asked of that last day: what is due before the 10th is due by the 9th, whatever the 10th is.
    """
    named = quarter.next.first_day.replace(day=day)
    return shifted(named if inclusive else named - ONE_DAY, shift, moved)


def shifted(day: datetime.date, shift: str, moved: Moved) -> datetime.date:
    step = {Shift.NEXT: ONE_DAY, Shift.PREVIOUS: -ONE_DAY}.get(shift)
    while step and not is_working(day, moved):
        day += step
    return day
