"""Events for the calendars of phones and computers: iCalendar (RFC 5545).

Moments are in UTC, so no time zone has to be told; a whole day is a date. Each date of an event is an entry of its own
whose number never changes, so that a calendar that has it already moves or crosses it out instead of adding another.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from events import when
from portal.formatting import date as in_words
from portal.formatting import phone as spelt

PRODUCER = "-//Family support portal//Events//RU"
LOOK_AGAIN = datetime.timedelta(hours=6)
DAY = datetime.timedelta(days=1)
LONG_AGO = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)

Address = Callable[[str], str]


def written(events: Iterable, name: str, address: Address) -> bytes:
    """A calendar to follow or to open; `address` makes a path of the portal a whole address."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", LOOK_AGAIN, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    for event in events:
        for entry in entries(event, address(event.url)):
            calendar.add_component(entry)
    return calendar.to_ical()


def entries(event, url: str) -> Iterator[Event]:
    for date in event.all_dates:
        entry = Event()
        called_off = event.is_cancelled or date.is_cancelled
        entry.add("uid", f"{event.translation_key}-{date.id}")
        first, last = published(event)
        entry.add("dtstamp", last)
        entry.add("last-modified", last)
        entry.add("created", first)
        entry.add("sequence", int((last - first).total_seconds()))  # grows with every publication
        entry.add("summary", _("Отменено: %(title)s") % {"title": event.title} if called_off else event.title)
        entry.add("status", "CANCELLED" if called_off else "CONFIRMED")
        add_moments(entry, date)
        entry.add("description", description(event, url))
        entry.add("url", url)
        entry.add("categories", [event.kind_label])
        if where := place_of(event):
            entry.add("location", where)
        yield entry


def published(event) -> tuple[datetime.datetime, datetime.datetime]:
    """When it was made public first, and last."""
    first = event.first_published_at or LONG_AGO
    return first, event.last_published_at or first


def add_moments(entry: Event, date) -> None:
    if date.starts_at is None:
        entry.add("dtstart", date.day)
        entry.add("dtend", when.last_day(date) + DAY)  # the day after: the end is not part of it
        return
    entry.add("dtstart", date.begins.astimezone(datetime.UTC))
    if date.ends_at or date.ends_day:
        entry.add("dtend", date.ends.astimezone(datetime.UTC))


def description(event, url: str) -> str:
    """What one must know away from the page, and the way back to it."""
    return "\n".join(filter(None, [changes(event), event.lead, event.for_whom, registration(event), url]))


def changes(event) -> str:
    moved = event.status == event.Status.MOVED and event.moved_from
    told = _("Перенесено с %(day)s.") % {"day": in_words(event.moved_from)} if moved else ""
    return " ".join(filter(None, [told, event.status_note]))


def registration(event) -> str:
    ways = [spelt(event.phone) if event.phone else "", event.registration_link]
    ways = ", ".join(filter(None, ways))
    if not ways:
        return ""
    return (_("Запись: %(ways)s") if event.needs_registration else _("Вопросы: %(ways)s")) % {"ways": ways}


def place_of(event) -> str:
    """Words, an address that the public may see, or where the broadcast is."""
    location = event.location
    if location and location.live and event.provider and event.provider.live:
        return ", ".join(filter(None, [event.provider.name, location.name, location.public_address]))
    return event.place or event.online_link
