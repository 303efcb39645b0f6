"""Terms on one axis of years: what overlaps goes into lanes, so that nothing hides anything. Percents across."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

MOST_TICKS = 8


@dataclass(frozen=True, slots=True)
class Axis:
    """Whole years from the first to the last."""

    first: int
    last: int

    @property
    def days(self) -> int:
        return (datetime.date(self.last + 1, 1, 1) - datetime.date(self.first, 1, 1)).days

    def at(self, day: datetime.date) -> float:
        """Percents from the left; outside the axis below 0 or above 100."""
        return round((day - datetime.date(self.first, 1, 1)).days * 100 / self.days, 2)

    @property
    def ticks(self) -> list[tuple[int, float]]:
        """Years that are written, with where each begins."""
        years = range(self.first, self.last + 1)
        step = -(-len(years) // MOST_TICKS)
        return [(year, self.at(datetime.date(year, 1, 1))) for year in years[::step]]

    def today(self, day: datetime.date) -> float | None:
        """Where that day stands, if it is on the axis at all."""
        return self.at(day) if self.first <= day.year <= self.last else None


class Span(NamedTuple):
    """A term to be drawn; one without an end runs to the edge. `key` is whatever the caller wants back."""

    starts_on: datetime.date
    ends_on: datetime.date | None
    key: object


class Strip(NamedTuple):
    x: float
    width: float
    lane: int
    span: Span


class Mark(NamedTuple):
    """A day on a lane."""

    x: float
    lane: int
    key: object


def axis_of(days: Iterable[datetime.date | None], years: Iterable[int] = ()) -> Axis | None:
    """From the first to the last year of them all; nothing where there is none."""
    known = [*(day.year for day in days if day), *years]
    return Axis(min(known), max(known)) if known else None


def packed(spans: Sequence[Span], axis: Axis, gap: float = 0) -> list[Strip]:
    """Each in the first lane that is free so much before its start. In order of their starts, the longer first."""
    strips, reached = [], []
    for span in sorted(spans, key=lambda one: (one.starts_on, -(one.ends_on or datetime.date.max).toordinal())):
        start = axis.at(span.starts_on)
        end = axis.at(span.ends_on + datetime.timedelta(days=1)) if span.ends_on else 100.0
        lane = next((lane for lane, taken in enumerate(reached) if taken + gap <= start), len(reached))
        reached[lane : lane + 1] = [end]
        strips.append(Strip(start, round(end - start, 2), lane, span))
    return strips
