"""What lists, feeds and pages read of events, each in one query."""

from django.db.models.functions import Left

from events.models.event import SHOWN_DATES, SHOWN_PLACE, EventPage
from portal.gathering import AMONG, KEY, Gathering
from portal.pages import CARD, HOME_DEPTH

ON_CARD = (*CARD, "kind", "status", "audience", "price", "territory", "place", "online_link")
IN_CALENDAR = (
    *(*ON_CARD, "status_note", "moved_from", "provider", "location", "translation_key", "first_published_at"),
    *("last_published_at", "needs_registration", "registration_link", "registration_until", "phone", "for_whom"),
)
TERRITORY = {"territory": SHOWN_PLACE, "territory__parent": "name short_name level time_zone"}
WHERE = {
    "provider": "slug name live",
    "location": "name live address address_is_confidential latitude longitude",
}


def among():
    """Those with one of the ids, given as one array: the same SQL for any number of them."""
    return EventPage.objects.filter(pk__in=AMONG)


CARDS = Gathering(lambda: among().only(*ON_CARD), one=TERRITORY, rows={"dates": SHOWN_DATES})
FOR_CALENDARS = Gathering(lambda: among().only(*IN_CALENDAR), one={**TERRITORY, **WHERE}, rows={"dates": SHOWN_DATES})
# Of one site and language, by the path of its home page.
COMING = Gathering(
    lambda: (
        EventPage.objects.published()
        .alias(home=Left("path", HOME_DEPTH * EventPage.steplen))
        .filter(home=KEY)
        .coming()
        .exclude(status=EventPage.Status.CANCELLED)
        .only(*ON_CARD)[:3]
    ),
    one=TERRITORY,
    rows={"dates": SHOWN_DATES},
)


def cards(ids) -> list[EventPage]:
    """The events of those ids, in that order."""
    return CARDS.in_order(list(ids))


def for_calendars(ids) -> list[EventPage]:
    return FOR_CALENDARS.in_order(list(ids))
