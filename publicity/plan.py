"""Items of media plans with their states: read for the office in a few queries, kept by filters, laid out by months."""

import calendar
import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch

from measures.gathering import with_owing
from measures.models import MediaPlanItem, MediaState, Programme
from measures.models.media_plan import plan_of

from .models import Publication

LOG = Publication.objects.select_related("institution")
FIRST_YEAR, LAST_YEAR = 1991, 2100
DAYS_OF_WEEK = 7


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a calendar; «2026-11» in addresses."""

    year: int
    number: int

    @classmethod
    def of(cls, day: datetime.date) -> "Month":
        return cls(day.year, day.month)

    @classmethod
    def named(cls, text: str) -> "Month | None":
        year, _dash, number = text.partition("-")
        if not (year.isdecimal() and number.isdecimal() and len(year) == 4 and len(number) <= 2):
            return None
        found = cls(int(year), int(number))
        return found if FIRST_YEAR <= found.year <= LAST_YEAR and 1 <= found.number <= 12 else None

    @property
    def code(self) -> str:
        return f"{self.year}-{self.number:02}"

    @property
    def first_day(self) -> datetime.date:
        return datetime.date(self.year, self.number, 1)

    @property
    def last_day(self) -> datetime.date:
        return self.first_day.replace(day=calendar.monthrange(self.year, self.number)[1])

    @property
    def next(self) -> "Month":
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    @property
    def previous(self) -> "Month":
        return Month(self.year - 1, 12) if self.number == 1 else Month(self.year, self.number - 1)

    def meets(self, item) -> bool:
        """Whether the item's term has a day in it; a term without an end is not of any month."""
        if item.ends_on is None:
            return item.starts_on is not None and Month.of(item.starts_on) == self
        return (item.starts_on or item.ends_on) <= self.last_day and item.ends_on >= self.first_day


@dataclass(slots=True)
class Day:
    """A day of the calendar: what begins, what is due, what was published."""

    date: datetime.date
    in_month: bool
    begins: list = field(default_factory=list)
    due: list = field(default_factory=list)
    published: list = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.begins or self.due or self.published)


def weeks_of(month: Month, items: Iterable, publications: Iterable) -> list[list[Day]]:
    """Whole weeks from Monday; what is not on a day of the month is left out."""
    dates = calendar.Calendar().itermonthdates(month.year, month.number)
    days = {date: Day(date, Month.of(date) == month) for date in dates}
    for item in items:
        if item.starts_on in days and item.starts_on != item.ends_on:
            days[item.starts_on].begins.append(item)
        if item.ends_on in days:
            days[item.ends_on].due.append(item)
    for each in publications:
        if each.published_on in days:
            days[each.published_on].published.append(each)
    shown = list(days.values())
    return [shown[at : at + DAYS_OF_WEEK] for at in range(0, len(shown), DAYS_OF_WEEK)]


def running(month: Month, items: Iterable) -> list:
    """What goes on for the whole month, or longer: it stands under the calendar, not in a day of it."""
    return [
        item
        for item in items
        if month.meets(item)
        and item.ends_on
        and (item.starts_on or item.ends_on) < month.first_day
        and item.ends_on > month.last_day
    ]


def months_of(items: Iterable, publications: Iterable) -> list[Month]:
    """Every month that has something of theirs."""
    found = {Month.of(each.published_on) for each in publications}
    for item in items:
        found |= {Month.of(day) for day in (item.starts_on, item.ends_on) if day}
    return sorted(found)


def month_to_show(asked: Month | None, known: list[Month], today: datetime.date) -> Month:
    """The one that is asked for; else this month where something stands in it; else the nearest that has something."""
    now = Month.of(today)
    if asked or not known or now in known:
        return asked or now
    return min(known, key=lambda each: abs((each.first_day - now.first_day).days))


def items_of(programmes: Iterable[Programme]) -> list[MediaPlanItem]:
    """With what was published of each; a programme's other parts are not read."""
    return [item for programme in programmes for item in plan_of(programme)]


def office_programmes(programme_id: int | None = None) -> list[Programme]:
    """Programmes that have a media plan, drafts included, with their plans: three queries whatever their number."""
    planned = Programme.objects.filter(media_items__isnull=False).distinct()
    planned = planned.filter(pk=programme_id) if programme_id else planned
    return list(with_owing(planned).prefetch_related("media_items", Prefetch("publications", LOG)).order_by("title"))


@dataclass(frozen=True, slots=True)
class Kept:
    """By what the list is kept: every part may be empty."""

    channel: str = ""
    state: str = ""
    month: Month | None = None

    def keeps(self, item: MediaPlanItem) -> bool:
        return (
            (not self.channel or self.channel in item.channels)
            and (not self.state or item.state.value == self.state)
            and (not self.month or self.month.meets(item))
        )


def longest_overdue_first(items: Iterable[MediaPlanItem]) -> list[MediaPlanItem]:
    late = [item for item in items if item.state is MediaState.OVERDUE]
    return sorted(late, key=lambda item: (item.ends_on, item.number))


def counts(items: Iterable[MediaPlanItem]) -> list[tuple[MediaState, int]]:
    """States that occur, in their order."""
    found = Counter(item.state for item in items)
    return [(state, found[state]) for state in MediaState if found[state]]


def overdue_number() -> int:
    """For the editors' first page: of public programmes, real and fictional."""
    return len(longest_overdue_first(items_of(each for each in office_programmes() if each.live)))
