"""What the index must know of places: which have a public point, and by what schedule each is open.

A confidential place has no point here, so nothing that is found, sorted or drawn can give it away.
"""

from collections.abc import Iterable

from search import calendars
from services_directory.models.location import LOCATIONS_TIMED
from services_directory.schedule import Calendar, Special

# Before the id of a place that has a public point.
POINT = "^"


class Whereabouts:
    """Remembers what it has looked up, as search.terms.TermIds does."""

    def __init__(self):
        self.calendars: dict[int, Calendar | None] = {}
        self.located: set[int] = set()
        self.ids: dict[Calendar, int] = {}

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

    def schedules(self, places: Iterable[int], closing: Special | None) -> list[int]:
        return sorted({self.ids[calendar] for calendar in self.kept(places, closing)})

    def points(self, places: Iterable[int]) -> list[int]:
        return sorted(set(places) & self.located)


def with_closing(calendar: Calendar, closing: Special) -> Calendar:
    return Calendar(calendar.zone, calendar.week, (closing, *calendar.specials))
