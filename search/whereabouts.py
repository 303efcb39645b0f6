"""What the index must know of places: which have a public point, and by what schedule each is open.

A confidential place has no point here, so nothing that is found, sorted or drawn can give it away.
"""

import functools
from collections.abc import Iterable
from typing import NamedTuple

from search import calendars
from services_directory.models.location import LOCATIONS_TIMED
from services_directory.schedule import Calendar, Special

# Before the id of a place that has a public point.
POINT = "^"
MOST_KEPT = 20_000


class Found(NamedTuple):
    """Of the places of an entry: ids of schedules, public points as «3 17», and both as lexemes of its vector."""

    schedules: list[int]
    points: str
    lexemes: str


class Whereabouts:
    """Remembers what it has looked up, as search.terms.TermIds does."""

    def __init__(self):
        self.calendars: dict[int, Calendar | None] = {}
        self.located: set[int] = set()
        self.ids: dict[Calendar, int] = {}
        # The services of an institution share its places.
        self.of = functools.lru_cache(MOST_KEPT)(self._of)

    def learn(self, places: Iterable[int], closings: Iterable[tuple[tuple[int, ...], Special | None]] = ()) -> None:
        """Read places that are new, and give every schedule its id."""
        new = set(places) - self.calendars.keys()
        for place in LOCATIONS_TIMED(sorted(new)) if new else ():
            calendar = place.calendar
            self.calendars[place.pk] = calendar if calendar.is_known else None
            self.located |= {place.pk} if place.public_point else set()
        for place in new - self.calendars.keys():
            self.calendars[place] = None
        wanted = {calendar for ids, closing in closings for calendar in self.kept(ids, closing)}
        self.ids |= calendars.store(wanted - self.ids.keys())

    def kept(self, places: Iterable[int], closing: Special | None) -> list[Calendar]:
        """The schedules of these places, and of the service that is closed for a while."""
        found = [calendar for place in places if (calendar := self.calendars[place])]
        return [with_closing(calendar, closing) for calendar in found] if closing else found

    def _of(self, places: tuple[int, ...], closing: Special | None) -> Found:
        schedules = sorted({self.ids[calendar] for calendar in self.kept(places, closing)})
        points = sorted(set(places) & self.located)
        marks = [*(f"{calendars.MARK}{pk}" for pk in schedules), *(f"{POINT}{pk}" for pk in points)]
        return Found(schedules, " ".join(map(str, points)), " ".join(f"'{mark}'" for mark in marks))


def with_closing(calendar: Calendar, closing: Special) -> Calendar:
    return Calendar(calendar.zone, calendar.week, (closing, *calendar.specials))
