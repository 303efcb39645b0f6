"""Coming events as data, narrowed as the list is."""

from collections.abc import Callable

from django.http import HttpRequest, JsonResponse

from events.describing import moment
from events.filters import NarrowFilter
from events.gathering import for_calendars
from events.ics import place_of
from events.models.event import EventPage
from events.when import last_day
from portal.paging import page_of

PER_PAGE = 100


def answer(request: HttpRequest) -> tuple[JsonResponse, list[EventPage]]:
    """The answer and the events in it, the next one first."""
    coming = EventPage.objects.published().here().coming()
    found = NarrowFilter(request.GET, coming, request=request)
    page = page_of(request, found.qs.values_list("pk", flat=True), PER_PAGE)
    events = for_calendars(page.object_list)
    told = {
        "total": page.paginator.count,
        "page": page.number,
        "pages": page.paginator.num_pages,
        "events": [described(event, request.build_absolute_uri) for event in events],
    }
    response = JsonResponse(told, json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"
    return response, events


def described(event: EventPage, absolute: Callable[[str], str]) -> dict:
    territory, provider = event.territory, event.provider
    return {
        "id": str(event.translation_key),
        "title": event.title,
        "summary": event.lead,
        "url": absolute(event.url),
        "kind": event.kind,
        "status": event.status,
        "status_note": event.status_note,
        "moved_from": event.moved_from and event.moved_from.isoformat(),
        "audience": event.audience,
        "for_whom": event.for_whom,
        "price": event.price or "unknown",
        "territory": territory and territory.name,
        "is_fictional": bool(territory and territory.is_fictional),
        "provider": provider.name if provider and provider.live else None,
        "place": place_of(event),
        "dates": [dates_of(date, event.zone) for date in event.all_dates],
        "needs_registration": event.needs_registration,
        "registration_until": event.registration_until and event.registration_until.isoformat(),
        "registration_link": event.registration_link,
        "phone": event.phone,
    }


def dates_of(date, zone: str) -> dict:
    return {
        "starts": moment(date, date.day, date.starts_at, zone),
        "ends": moment(date, last_day(date), date.ends_at, zone),
        "is_cancelled": date.is_cancelled,
    }
