"""What the page of an event shows beside its own words, and only what anybody may see."""

from wagtail.models import Page

from events import describing
from events.models.materials import MATERIALS
from measures.models import Measure
from portal.gathering import KEY, Gathering
from portal.pages import public
from services_directory.models.location import LOCATIONS_CHOSEN
from sharing.describing import block

CENTRE = Gathering(lambda: public(Page.objects.filter(pk=KEY)).only("title", "url_path"))
MEASURES = Gathering(
    lambda: Measure.objects.published().filter(events=KEY).only("number", "title", "programme"),
    one={"programme": "slug title"},
)


def beside(event) -> dict:
    location = shown_location(event)
    return {
        "location": location,
        "provider": event.provider if event.provider and event.provider.live else None,
        "phones": phones(event, location),
        "centre": next(iter(CENTRE(event.centre_id)), None) if event.centre_id else None,
        "categories": [each for each in event.categories.all() if each.live],
        "practices": [each for each in event.practices.all() if each.live],
        "measures": MEASURES(event.pk) if event.pk else [],
        "materials": MATERIALS(event.pk) if event.pk else [],
        "described": lambda url: block(describing.event(event, location, url)),
    }


def shown_location(event):
    """The place of the directory, if it and its organisation are public."""
    if not event.location_id or not (event.provider and event.provider.live):
        return None
    return next(iter(LOCATIONS_CHOSEN([event.location_id])), None)


def phones(event, location) -> list[str]:
    """The event's own number, else those of its place."""
    if event.phone:
        return [event.phone]
    return [each.number for each in location.phones.all()] if location else []
