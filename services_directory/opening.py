"""Opening hours as a door plate has them: days that are alike stand together. Pure."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

DAYS = (
    gettext_lazy("пн"),
    gettext_lazy("вт"),
    gettext_lazy("ср"),
    gettext_lazy("чт"),
    gettext_lazy("пт"),
    gettext_lazy("сб"),
    gettext_lazy("вс"),
)


class Day(Protocol):
    weekday: int
    opens: datetime.time
    closes: datetime.time
    break_starts: datetime.time | None
    break_ends: datetime.time | None


@dataclass(frozen=True)
class Hours:
    """One line of the plate; a day off has no `time`."""

    days: str
    time: str
    pause: str = ""

    def __str__(self):
        return ", ".join(part for part in (f"{self.days} {self.time or _('выходной')}", self.pause) if part)


def opening_lines(week: Iterable[Day]) -> list[Hours]:
    """«пн–пт 8:30–17:00, перерыв 12:00–13:00», «сб, вс выходной»; nothing where no day is known."""
    known = {day.weekday: (span(day.opens, day.closes), pause(day)) for day in week}
    if not known:
        return []
    plan = [known.get(weekday, ("", "")) for weekday in range(1, 8)]
    alike = [(plate, [index for index, _plate in run]) for plate, run in groupby(enumerate(plan), lambda day: day[1])]
    return [Hours(day_names(indexes), *plate) for plate, indexes in alike]


def day_names(indexes: list[int]) -> str:
    """«пн», «сб, вс», «пн–пт»."""
    first, last = DAYS[indexes[0]], DAYS[indexes[-1]]
    if len(indexes) == 1:
        return str(first)
    return f"{first}–{last}" if len(indexes) > 2 else f"{first}, {last}"


def pause(day: Day) -> str:
    if not (day.break_starts and day.break_ends):
        return ""
    return _("перерыв %(time)s") % {"time": span(day.break_starts, day.break_ends)}


def span(start: datetime.time, end: datetime.time) -> str:
    if start == datetime.time.min and end >= datetime.time(23, 59):
        return _("круглосуточно")
    return f"{clock(start)}–{clock(end)}"


def clock(time: datetime.time) -> str:
    """«8:30»: no zero before the hour."""
    return f"{time.hour}:{time.minute:02}"
