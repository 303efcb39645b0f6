"""A month as weeks of days, each with what is held on it."""

import calendar
import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet

from events import when
from events.filters import within
from events.models.dates import EventDate

SHOWN = (
    *("day", "ends_day", "starts_at", "ends_at", "is_cancelled", "page__title", "page__url_path", "page__kind"),
    *("page__status",),
)


@dataclass
class Day:
    """A square of the calendar; one of a neighbouring month stays empty."""

    date: datetime.date
    is_within: bool
    held: list[EventDate] = field(default_factory=list)


def held_in_month(month: datetime.date, events: QuerySet) -> list[EventDate]:
    """The dates of the events that touch the month, each with its page."""
    dates = within(month).filter(page__in=events.order_by().values("pk"))
    return list(dates.select_related("page").only(*SHOWN).order_by("day", "starts_at", "page__title"))


def weeks(month: datetime.date, dates: Iterable[EventDate]) -> list[list[Day]]:
    """From Monday to Sunday; an event of several days stands on each."""
    by_day = defaultdict(list)
    for date in dates:
        for number in range((when.last_day(date) - date.day).days + 1):
            by_day[date.day + datetime.timedelta(days=number)].append(date)
    grid = calendar.Calendar().monthdatescalendar(month.year, month.month)
    return [[Day(day, here := day.month == month.month, by_day[day] if here else []) for day in week] for week in grid]
