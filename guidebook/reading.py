"""What a guide reads of the directory: in the same few queries, however many services there are."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Model

from services_directory.models import FamilyCategory, Location, Provider, Service, Territory

from .choosing import Choice

ROWS = ("steps", "documents", "tariffs")


@dataclass(frozen=True)
class Holding:
    """An institution with those of its services that the guide tells."""

    provider: Provider
    places: list[Location]
    services: list[Service]


class Reading:
    """The records of a choice. Asked for once each, and then held."""

    def __init__(self, choice: Choice):
        self.choice = choice

    @cached_property
    def services(self) -> list[Service]:
        named = ("kind__parent", "form", "provider")
        found = self.choice.services().select_related(*named).prefetch_related(*ROWS)
        return list(found.order_by("kind__branch", "kind__position", "kind__name", "name", "pk"))

    @cached_property
    def holdings(self) -> list[Holding]:
        own = defaultdict(list)
        for service in self.services:
            own[service.provider_id].append(service)
        providers = self.choice.providers().select_related("territory__parent").order_by("name", "pk")
        return [Holding(each, self.places[each.pk], own[each.pk]) for each in providers]

    @cached_property
    def places(self) -> dict[int, list[Location]]:
        """Public places by their provider."""
        found = defaultdict(list)
        providers = self.choice.providers().order_by().values("pk")
        for place in Location.objects.published().with_contacts().filter(provider__in=providers).order_by("pk"):
            found[place.provider_id].append(place)
        return found

    @cached_property
    def named_places(self) -> dict[int, set[int]]:
        """Which of the places a service names as its own."""
        return linked(Service.locations.through, self.services, "location_id")

    @cached_property
    def families(self) -> dict[int, list[FamilyCategory]]:
        """Whom each service is for, in the order of the list."""
        ids = linked(Service.categories.through, self.services, "familycategory_id")
        return {pk: [each for each in self.categories if each.pk in own] for pk, own in ids.items()}

    @cached_property
    def categories(self) -> list[FamilyCategory]:
        return list(FamilyCategory.objects.published().order_by("position", "name"))

    def served(self, service: Service) -> list[str]:
        """Where else families may live whom the service takes, by its own word or its provider's."""
        own, provider = self.service_areas.get(service.pk, set()), self.provider_areas.get(service.provider_id, set())
        return [self.areas[pk] for pk in self.areas if pk in own | provider]

    @cached_property
    def service_areas(self) -> dict[int, set[int]]:
        return linked(Service.also_serves.through, self.services, "territory_id")

    @cached_property
    def provider_areas(self) -> dict[int, set[int]]:
        found = defaultdict(set)
        links = Provider.also_serves.through.objects.filter(provider__in={each.provider_id for each in self.services})
        for provider, territory in links.values_list("provider_id", "territory_id"):
            found[provider].add(territory)
        return found

    @cached_property
    def areas(self) -> dict[int, str]:
        """Labels of those territories, by name."""
        named = set().union(*self.service_areas.values(), *self.provider_areas.values())
        return {each.pk: each.label for each in Territory.objects.filter(pk__in=named).order_by("level", "name")}

    def places_of(self, service: Service) -> list[Location]:
        """Where the service names its own; nothing where any place of the institution will do."""
        named = self.named_places.get(service.pk, set())
        chosen = [place for place in self.places[service.provider_id] if place.pk in named]
        return [] if len(chosen) == len(self.places[service.provider_id]) else chosen


def linked(through: type[Model], services: Iterable[Service], to: str) -> dict[int, set[int]]:
    found = defaultdict(set)
    keys = [service.pk for service in services]
    for service, other in through.objects.filter(service__in=keys).values_list("service_id", to):
        found[service].add(other)
    return found


def by_territory(holdings: list[Holding]) -> list[tuple[Territory, list[tuple[Territory, list[Holding]]]]]:
    """(region, its territories with their institutions): by name, the region's own first."""
    places = defaultdict(list)
    for holding in holdings:
        places[holding.provider.territory].append(holding)
    regions = defaultdict(list)
    for place in sorted(places, key=lambda place: (place.level, place.label)):
        regions[place.region].append((place, places[place]))
    return sorted(regions.items(), key=lambda item: (item[0].is_fictional, item[0].label))
