"""Cards by what an address names: one by its kind and slug, several by their short ids."""

import re
from collections import defaultdict
from dataclasses import dataclass

from services_directory.models import Location, MergedProvider, Provider, Service
from services_directory.models.provider import PROVIDER_PAGE
from services_directory.models.service import SERVICE_PAGE
from services_directory.models.twins import provider_merged_from
from sharing.cards import Card, provider_card, provider_sections, service_card, service_sections

MOST_SAVED = 50
ID = re.compile(r"([sp])([1-9]\d{0,8})")


@dataclass(frozen=True)
class Gone:
    """A card that was saved and is public no more, or never was; nothing more is said of it."""

    id: str


def one(kind: str, slug: str) -> Card | None:
    """The card with all that its page says, or nothing where there is no such public page."""
    page, card, sections = PAGES[kind]
    for record in page(slug):
        record.demand_here()
        context = record.page_context()
        return card(record, context["locations"], sections(context))
    merged = provider_merged_from(slug=slug) if kind == "provider" else None
    return one(kind, merged.slug) if merged else None


PAGES = {
    "service": (SERVICE_PAGE, service_card, service_sections),
    "provider": (PROVIDER_PAGE, provider_card, provider_sections),
}


def ids_of(text: str) -> list[str]:
    """«s12,p7» as a list, each once, in order; whatever is no id is left out."""
    found = (part for part in text[: MOST_SAVED * 24].split(",") if ID.fullmatch(part))
    return list(dict.fromkeys(found))[:MOST_SAVED]


def several(ids: list[str]) -> list[Card | Gone]:
    """A card for each id, in their order, asked for in the same few queries however many there are."""
    ids = led_on(ids)
    keys = {kind: [int(each[1:]) for each in ids if each[0] == kind] for kind in "sp"}
    services = list(services_by(keys["s"])) if keys["s"] else []
    providers = list(providers_by(keys["p"])) if keys["p"] else []
    places = Places(services, providers)
    cards = [
        *(service_card(each, places.of_service(each)) for each in services),
        *(provider_card(each, places.of_provider(each.pk)) for each in providers),
    ]
    known = {card.id: card for card in cards}
    return [known.get(each) or Gone(each) for each in ids]


def led_on(ids: list[str]) -> list[str]:
    """Where an organisation was merged into another since, that one."""
    numbers = [int(each[1:]) for each in ids if each[0] == "p"]
    merged = MergedProvider.objects.filter(number__in=numbers).values_list("number", "into") if numbers else ()
    now = {f"p{number}": f"p{into}" for number, into in merged}
    return [now.get(each, each) for each in ids]


def services_by(keys: list[int]):
    return Service.objects.published().filter(pk__in=keys).select_related("provider__territory__parent")


def providers_by(keys: list[int]):
    return Provider.objects.published().filter(pk__in=keys).select_related("territory__parent")


class Places:
    """Public places of several records: a service's own, or where it names none, its provider's."""

    def __init__(self, services: list[Service], providers: list[Provider]):
        owners = {service.provider_id for service in services} | {provider.pk for provider in providers}
        self.by_provider = defaultdict(list)
        for place in Location.objects.published().with_contacts().filter(provider__in=owners) if owners else ():
            self.by_provider[place.provider_id].append(place)
        self.chosen = defaultdict(set)
        through = Service.locations.through.objects
        for service, location in (
            through.filter(service__in=services).values_list("service", "location") if services else ()
        ):
            self.chosen[service].add(location)

    def of_provider(self, key: int) -> list[Location]:
        return self.by_provider[key]

    def of_service(self, service: Service) -> list[Location]:
        places, chosen = self.by_provider[service.provider_id], self.chosen[service.pk]
        return [place for place in places if place.pk in chosen] if chosen else places
