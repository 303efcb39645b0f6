"""Working days of Russia: weekends, the holidays of the Labour Code (article 112), and what the government has moved.

Pure: `moved` tells of each day that differs from the rule whether it is off.
"""

import datetime
from collections.abc import Mapping

Moved = Mapping[datetime.date, bool]
ONE_DAY = datetime.timedelta(days=1)
SATURDAY = 5
# (month, day). The first eight days of January do not move by themselves.
NEW_YEAR = {(1, day) for day in range(1, 9)}
HOLIDAYS = NEW_YEAR | {(2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)}


def is_weekend(day: datetime.date) -> bool:
    return day.weekday() >= SATURDAY


def is_holiday(day: datetime.date) -> bool:
    return (day.month, day.day) in HOLIDAYS


def is_rest_moved_here(day: datetime.date) -> bool:
    """The first working day after a holiday that fell on a weekend is off instead of it."""
    before = day - ONE_DAY
    while is_weekend(before) or is_holiday(before):
        if is_weekend(before) and is_holiday(before) and (before.month, before.day) not in NEW_YEAR:
            return True
        before -= ONE_DAY
    return False


def is_working(day: datetime.date, moved: Moved) -> bool:
    if day in moved:
        return not moved[day]
    return not (is_weekend(day) or is_holiday(day) or is_rest_moved_here(day))


def after_working_days(day: datetime.date, number: int, moved: Moved) -> datetime.date:
    """The working day that is so many working days after this one, which itself does not count."""
    while number:
        day += ONE_DAY
        number -= is_working(day, moved)
    return day
