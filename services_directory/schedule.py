"""When a place is open: a week, what departs from it, and the time zone of both. Pure.

A shift belongs to the day on which it begins: one from 20:00 to 8:00 goes on into the next day, whatever that day is.
Times are those on the wall of the place, so a clock that is put forward changes nothing here.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

DAY = datetime.timedelta(days=1)
WHOLE_DAY = 24 * 60
LAST_MINUTE = WHOLE_DAY - 1
# How far ahead an opening is looked for; holidays of New Year take ten days.
HORIZON = 21


class Shift(NamedTuple):
    """Minutes from the midnight of its day, the last one excluded; beyond 24 hours it goes on into the next day."""

    opens: int
    closes: int


class Span(NamedTuple):
    """A shift on a date, by the wall clock of the place."""

    starts: datetime.datetime
    ends: datetime.datetime


def minutes(time: datetime.time) -> int:
    return time.hour * 60 + time.minute


def shifts_of(opens: datetime.time, closes: datetime.time, pause: tuple | None = None) -> tuple[Shift, ...]:
    """The shifts of a day: two where a break divides it. Until 23:59 means until midnight."""
    start, end = minutes(opens), minutes(closes)
    end = WHOLE_DAY if end == LAST_MINUTE else end
    end += WHOLE_DAY if end <= start else 0
    if not pause or None in pause:
        return (Shift(start, end),)
    return (Shift(start, minutes(pause[0])), Shift(minutes(pause[1]), end))


@dataclass(frozen=True)
class Special:
    """Dates on which the week does not hold: no shifts, or other ones. Without a last day it has no end yet."""

    first: datetime.date
    last: datetime.date | None
    shifts: tuple[Shift, ...] = ()
    reason: str = ""
    is_closing: bool = False

    def covers(self, day: datetime.date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    @property
    def weight(self) -> tuple:
        """A temporary closing outdoes everything; else the shorter period is meant for its days."""
        return (not self.is_closing, self.last is None, (self.last or self.first) - self.first, self.first)


@dataclass(frozen=True)
class Calendar:
    """`week` holds the shifts of Monday to Sunday; `specials` depart from it."""

    zone: str
    week: tuple[tuple[Shift, ...], ...]
    specials: tuple[Special, ...] = ()

    @cached_property
    def is_known(self) -> bool:
        """Some hours are named. Unknown hours are not days off."""
        return any(self.week)

    def local(self, moment: datetime.datetime) -> datetime.datetime:
        """The wall clock of the place."""
        return moment.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None)

    def special(self, day: datetime.date) -> Special | None:
        return min((each for each in self.specials if each.covers(day)), key=lambda each: each.weight, default=None)

    def shifts(self, day: datetime.date) -> tuple[Shift, ...]:
        """Those that begin on this day."""
        special = self.special(day)
        return self.week[day.weekday()] if special is None else special.shifts

    def spans(self, first: datetime.date, days: int) -> Iterator[Span]:
        """Shifts of so many days in their order; one that begins as another ends is one with it."""
        going: Span | None = None
        for span in self._each_span(first, days):
            if going and span.starts <= going.ends:
                going = Span(going.starts, max(going.ends, span.ends))
                continue
            if going:
                yield going
            going = span
        if going:
            yield going

    def _each_span(self, first: datetime.date, days: int) -> Iterator[Span]:
        for number in range(days):
            midnight = datetime.datetime.combine(first + number * DAY, datetime.time())
            for shift in self.shifts(midnight.date()):
                yield Span(*(midnight + datetime.timedelta(minutes=each) for each in shift))

    def is_open(self, moment: datetime.datetime) -> bool:
        now = self.local(moment)
        return any(span.starts <= now < span.ends for span in self._each_span(now.date() - DAY, 2))

    def works(self, today: datetime.date, weekdays: Iterable[int], after: int = 0, days: int = 14) -> bool:
        """In the coming days, on one of these weekdays (Monday is 0), it is open after that minute of the day."""
        return any(
            shift.closes > max(after, shift.opens)
            for number in range(days)
            if (day := today + number * DAY).weekday() in weekdays
            for shift in self.shifts(day)
        )


@dataclass(frozen=True)
class State:
    """How things stand at a moment, by the wall clock of the place.

    `until`: when that changes; nothing where it does not in sight. `pause`: a break that comes before the end of the
    day. `opens`: the next opening where it is closed. `special`: what departs from the week today.
    """

    now: datetime.datetime
    is_open: bool
    until: datetime.datetime | None = None
    pause: Span | None = None
    opens: datetime.datetime | None = None
    in_pause: bool = False
    special: Special | None = None


@lru_cache(maxsize=4096)
def state(calendar: Calendar, moment: datetime.datetime) -> State:
    """`moment` is aware; callers cut it to the minute."""
    now = calendar.local(moment)
    spans = list(calendar.spans(now.date() - DAY, HORIZON + 2))
    current = next((span for span in spans if span.starts <= now < span.ends), None)
    after = [span for span in spans if span.starts > now]
    special = calendar.special(now.date())
    if current is None:
        following = after[0].starts if after else None
        before = [span for span in spans if span.ends <= now]
        in_pause = bool(before and after and is_pause(before[-1], after[0]))
        return State(now, False, opens=following, in_pause=in_pause, special=special)
    if current.ends - now > (HORIZON - 1) * DAY:
        return State(now, True, special=special)
    if after and is_pause(current, after[0]):
        return State(now, True, until=after[0].ends, pause=Span(current.ends, after[0].starts), special=special)
    return State(now, True, until=current.ends, special=special)


def is_pause(one: Span, other: Span) -> bool:
    """Between two shifts that begin on the same day there is a break."""
    return one.starts.date() == other.starts.date()
