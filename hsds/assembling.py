"""Documents of the standard, many at a time: each kind of row is read once for all of them."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hsds.asking import BadParameter
from hsds.closing import changed, closing_words
from hsds.offers import brief_service, service, status
from hsds.organizations import brief_organization, organization
from hsds.places import brief_location, location
from hsds.rows import LOCATIONS, PROVIDERS, SERVICES
from hsds.terms import Vocabulary
from hsds.writing import known
from services_directory.models import Location, Service

SOME_SLUG = "slug-of-it"
MOST_FULL = 100
SITES, ORGANIZATION = "service_at_locations", "organization"


@dataclass
class Assembly:
    """Makes documents for one answer; `origin` is what addresses of pages begin with."""

    origin: str
    today: datetime.date = field(default_factory=timezone.localdate)

    def __post_init__(self):
        self.page = self.origin + reverse("directory:service", args=[SOME_SLUG])

    def services(self, ids: list[int], *, full: bool) -> dict[int, dict]:
        """Services by their keys, in the order of the keys."""
        rows = SERVICES(ids)
        providers = PROVIDERS(sorted({row.provider_id for row in rows.values()}))
        briefs = {pk: self.brief(rows[pk], providers) for pk in ids if pk in rows}
        if not full:
            return briefs
        places = self.places(place for row in rows.values() for _uuid, place in row.sites)
        words = Vocabulary()
        return {
            pk: service(
                brief,
                rows[pk],
                providers[rows[pk].provider_id],
                words.of(rows[pk]),
                [at_place(uuid, brief["id"], *places[place]) for uuid, place in rows[pk].sites if place in places],
            )
            for pk, brief in briefs.items()
        }

    def brief(self, row, providers: dict) -> dict:
        provider = providers[row.provider_id]
        address = self.page.replace(SOME_SLUG, row.slug)
        changed_at = changed(row, self.today)
        return brief_service(row, provider, brief_organization(provider), address, self.today, changed_at)

    def places(self, ids: Iterable[int]) -> dict[int, tuple[dict, str]]:
        """Each place as a document, and what it says of a closing."""
        rows = LOCATIONS(sorted(set(ids)))
        return {pk: (location(row, self.today), closing_words(row)) for pk, row in rows.items()}

    def sites(self, sites: list[tuple], *, full: bool) -> list[dict]:
        """Services at places, each with both."""
        offers = self.services(list(dict.fromkeys(key for _uuid, key, _place in sites)), full=full)
        rows = LOCATIONS(sorted({place for *_rest, place in sites}))
        return [
            self.site(uuid, offers[key], rows[place], full=full)
            for uuid, key, place in sites
            if key in offers and place in rows
        ]

    def site(self, uuid, offer: dict, row, *, full: bool) -> dict:
        place = location(row, self.today) if full else brief_location(row)
        return {**at_place(uuid, offer["id"], place, closing_words(row)), "service": without(offer, SITES)}

    def organizations(self, ids: list[int], *, full: bool) -> list[dict]:
        rows = PROVIDERS(ids)
        if not full:
            return [brief_organization(rows[pk]) for pk in ids if pk in rows]
        homes: dict[int, list[int]] = {pk: [] for pk in ids}
        public = Location.objects.published().filter(provider__in=ids).order_by("pk")
        for place, provider in public.values_list("pk", "provider"):
            homes[provider].append(place)
        places = self.places(place for found in homes.values() for place in found)
        return [
            organization(rows[pk], [places[place][0] for place in homes[pk] if place in places])
            for pk in ids
            if pk in rows
        ]

    def full_services_of(self, provider: int) -> list[dict]:
        """What an organization offers, whole."""
        ids = list(services_of(provider).values_list("pk", flat=True)[: MOST_FULL + 1])
        if len(ids) > MOST_FULL:
            raise BadParameter(
                "full_service",
                _("У организации больше %(most)s услуг. Возьмите их списком: /services?organization_id=…&full=true")
                % {"most": MOST_FULL},
            )
        return [without(document, ORGANIZATION) for document in self.services(ids, full=True).values()]

    def named_services_of(self, provider: int) -> list[dict]:
        """What an organization offers, by name."""
        rows = services_of(provider).values_list("uuid", "name", "closed_from", "closed_until", named=True)
        return [{"id": str(row.uuid), "name": row.name, "status": status(row, self.today)} for row in rows]


def services_of(provider: int) -> QuerySet[Service]:
    return Service.objects.published().filter(provider=provider).order_by("pk")


def at_place(uuid, own: str, place: dict, remark: str) -> dict:
    return known(id=str(uuid), service_id=own, location_id=place["id"], description=remark, location=place)


def without(document: dict, name: str) -> dict:
    return {key: value for key, value in document.items() if key != name}
