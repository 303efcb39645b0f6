"""Published events, under the list that `index()` makes once."""

import datetime

from django.utils import timezone

from events.models import EventDate, EventIndexPage, EventMaterial, EventPage, ResourceCentrePage
from tests.home.factories import home, put

DAY = datetime.timedelta(days=1)
TEN, NOON = datetime.time(10), datetime.time(12)


def index() -> EventIndexPage:
    return EventIndexPage.objects.first() or put(home(), EventIndexPage, title="События", slug="events")


def centre(**fields) -> ResourceCentrePage:
    return put(home(), ResourceCentrePage, **fields)


def in_days(number: int) -> datetime.date:
    return timezone.localdate() + number * DAY


def date(day: datetime.date | int, starts_at=TEN, ends_at=NOON, **fields) -> EventDate:
    """A date, or one so many days from now."""
    return EventDate(day=in_days(day) if isinstance(day, int) else day, starts_at=starts_at, ends_at=ends_at, **fields)


def event(*days, **fields) -> EventPage:
    """An event on those days, tomorrow week where none is named."""
    dates = [each if isinstance(each, EventDate) else date(each) for each in days or (8,)]
    return put(index(), EventPage, **{"kind": "seminar", "place": "Библиотека", "dates": dates, **fields})


def left(event: EventPage, **fields) -> EventMaterial:
    """What is left of the event."""
    return EventMaterial.objects.create(page=event, **fields)
