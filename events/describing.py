"""An event in the words of schema.org."""

from events import when
from sharing.describing import MADE_UP, offer, organisation_type, place

STATUSES = {"planned": "EventScheduled", "moved": "EventRescheduled", "cancelled": "EventCancelled"}


def event(page, location, url: str) -> dict:
    date = page.shown_date
    held_at = places(page, location)
    return {
        "@type": "Event",
        "@id": url,
        "url": url,
        "name": page.title,
        "description": page.lead,
        "disambiguatingDescription": str(MADE_UP) if page.territory and page.territory.is_fictional else "",
        "startDate": moment(date, date.day, date.starts_at, page.zone) if date else None,
        "endDate": moment(date, when.last_day(date), date.ends_at, page.zone) if date else None,
        "previousStartDate": page.moved_from.isoformat() if page.moved_from else None,
        "eventStatus": f"https://schema.org/{STATUSES[page.status]}",
        "eventAttendanceMode": f"https://schema.org/{attendance(page, held_at)}",
        "location": held_at,
        "organizer": organizer(page),
        "offers": offer(0) if page.price == page.Price.FREE else None,
        "audience": {"@type": "Audience", "audienceType": page.for_whom or page.audience_label},
    }


def moment(date, day, time, zone: str) -> str | None:
    """A day, or an hour of it by the clock of the place."""
    if date.starts_at is None:
        return day.isoformat()
    return when.at(day, time, zone).isoformat() if time else None


def places(page, location) -> list[dict]:
    known = [place(location)] if location else []
    if page.place and not location:
        known.append({"@type": "Place", "name": page.place, "address": page.place})
    if page.online_link:
        known.append({"@type": "VirtualLocation", "url": page.online_link})
    return known


def attendance(page, held_at: list[dict]) -> str:
    if not page.online_link:
        return "OfflineEventAttendanceMode"
    return "MixedEventAttendanceMode" if len(held_at) > 1 else "OnlineEventAttendanceMode"


def organizer(page) -> dict | None:
    provider = page.provider
    if provider is None or not provider.live:
        return None
    return {"@type": organisation_type(provider), "name": provider.name}
