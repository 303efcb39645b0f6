"""Entries of the directory.

Drafts, services of unpublished providers, confidential addresses and cards that nobody has checked for too long are
left out here.
"""

import functools

from django.db.models import Exists, F, OuterRef, QuerySet

from search import language
from search.documents import Document
from search.models import Type
from search.sources.base import RANKS, Source, address, freshness, named, values_of
from search.terms import Group, age_codes
from services_directory.models import (
    CategoryWording,
    FamilyCategory,
    Location,
    Phone,
    Practice,
    Provider,
    RequiredDocument,
    Service,
    ServiceStep,
    Territory,
)
from services_directory.schedule import Special

# After it a name says whom the service is for.
WHOM = " для "
LINKED_CATEGORIES = "familycategory_id"


def phones(provider: str) -> Exists:
    return Exists(Phone.objects.filter(location__provider=OuterRef(provider), location__live=True))


def service_rows() -> QuerySet:
    here = {"service_id": OuterRef("pk")}
    return named(
        Service.objects.published()
        .shown()
        .annotate(
            category_ids=values_of(Service.categories.through, LINKED_CATEGORIES, **here),
            place_ids=values_of(Location, "territory_id", services=OuterRef("pk"), live=True),
            steps_said=values_of(ServiceStep, "text", **here),
            documents_said=values_of(RequiredDocument, "name", **here),
            served_ids=values_of(Service.also_serves.through, "territory_id", **here),
            served_parts=values_of(Territory, "pk", parent__served_by_services=OuterRef("pk")),
            provider_served_ids=values_of(
                Provider.also_serves.through, "territory_id", provider_id=OuterRef("provider_id")
            ),
            provider_served_parts=values_of(Territory, "pk", parent__served_by_providers=OuterRef("provider_id")),
            chosen_places=values_of(Service.locations.through, "location_id", **here),
            provider_places=values_of(Location, "pk", provider=OuterRef("provider_id"), live=True),
            has_phone=phones("provider_id"),
            provider_name=F("provider__name"),
            provider_full_name=F("provider__full_name"),
            provider_synonyms=F("provider__synonyms"),
            provider_territory=F("provider__territory_id"),
            territory_name=F("provider__territory__name"),
            territory_short_name=F("provider__territory__short_name"),
        ),
        """
        pk slug name summary description eligibility residence synonyms kind_id form_id price
        served_ids served_parts provider_served_ids provider_served_parts chosen_places provider_places
        closed_from closed_until closed_reason age_from age_to places_free verified_on category_ids place_ids
        steps_said documents_said
        has_phone provider_name provider_full_name provider_synonyms provider_territory
        territory_name territory_short_name
        """,
    )


def service(row) -> Document:
    audience = audience_of(row.name)
    return Document(
        type=Type.SERVICE,
        object_id=row.pk,
        title=row.name,
        url=address("directory:service", row.slug),
        rank=RANKS[Type.SERVICE] + sum(service_merits(row).values()),
        names=[row.synonyms],
        texts=[
            *(row.provider_name, row.provider_full_name, row.provider_synonyms),
            *(row.summary, row.description, row.eligibility, row.residence),
            *(*row.steps_said, *row.documents_said),
        ],
        summary=row.summary or row.description,
        facts=[row.provider_name, row.territory_short_name or row.territory_name],
        facets={
            Group.TERRITORY: {
                *(row.provider_territory, *row.place_ids, *row.served_ids, *row.served_parts),
                *(*row.provider_served_ids, *row.provider_served_parts),
            },
            Group.KIND: [row.kind_id],
            Group.CATEGORY: row.category_ids,
            Group.FORM: [row.form_id] if row.form_id else [],
            Group.PRICE: [row.price] if row.price else [],
            Group.AGE: age_codes(row.age_from, row.age_to),
        },
        places=tuple(row.chosen_places or row.provider_places),
        closing=closing(row),
        is_for_some=bool(audience),
        audience=audience,
    )


def closing(row) -> Special | None:
    """Closed for a while, by now or soon; the schedule that the index knows has it."""
    if row.closed_from is None:
        return None
    return Special(row.closed_from, row.closed_until, reason=row.closed_reason, is_closing=True)


def service_merits(row) -> dict[str, int]:
    """What makes a card more useful to a family: for whom it is, who checked it, who answers, whether there is room."""
    return {
        "for everybody": 5 * (not audience_of(row.name)),
        "checked": freshness(row.verified_on),
        "phone": 3 * row.has_phone,
        "places": 2 * bool(row.places_free),
        "price": int(bool(row.price)),
    }


def provider_merits(row) -> dict[str, int]:
    return {"checked": freshness(row.verified_on), "phone": 3 * row.has_phone}


MERITS = {Type.SERVICE: service_merits, Type.PROVIDER: provider_merits}


def audience_of(name: str) -> str:
    """Whom a name shuts in, «одиноких отцов» of «… для одиноких отцов»; whoever it names asks in its words."""
    _what, _given, whom = name.partition(WHOM)
    return "" if is_everybody(whom) else whom


@functools.lru_cache(maxsize=10_000)
def is_everybody(whom: str) -> bool:
    """Words that nearly every family answers to: «родителей», «семьи и детей», «школьников»."""
    spoken = filter(None, map(language.lemmas, language.tokens(whom)))
    return all(not language.general_words().isdisjoint(readings) for readings in spoken)


def provider_rows() -> QuerySet:
    services = {"service__provider_id": OuterRef("pk"), "service__live": True}
    places = {"provider": OuterRef("pk"), "live": True}
    published = {"provider_id": OuterRef("pk"), "live": True}
    return named(
        Provider.objects.published()
        .shown()
        .annotate(
            place_ids=values_of(Location, "territory_id", **places),
            own_places=values_of(Location, "pk", **places),
            served_ids=values_of(Provider.also_serves.through, "territory_id", provider_id=OuterRef("pk")),
            served_parts=values_of(Territory, "pk", parent__served_by_providers=OuterRef("pk")),
            addresses=values_of(Location, "address", **places, address_is_confidential=False),
            category_ids=values_of(Service.categories.through, LINKED_CATEGORIES, **services),
            kind_ids=values_of(Service, "kind_id", **published),
            form_ids=values_of(Service, "form_id", **published, form__isnull=False),
            has_phone=phones("pk"),
            territory_name=F("territory__name"),
            territory_short_name=F("territory__short_name"),
        ),
        """
        pk slug name full_name synonyms summary verified_on own_places served_ids served_parts place_ids
        addresses category_ids kind_ids
        form_ids has_phone territory_id territory_name territory_short_name
        """,
    )


def provider(row) -> Document:
    return Document(
        type=Type.PROVIDER,
        object_id=row.pk,
        title=row.name,
        url=address("directory:provider", row.slug),
        rank=RANKS[Type.PROVIDER] + sum(provider_merits(row).values()),
        names=[row.full_name, row.synonyms],
        texts=[row.summary, *row.addresses],
        summary=row.summary or row.full_name,
        facts=[row.territory_short_name or row.territory_name],
        facets={
            Group.TERRITORY: {row.territory_id, *row.place_ids, *row.served_ids, *row.served_parts},
            Group.KIND: row.kind_ids,
            Group.CATEGORY: row.category_ids,
            Group.FORM: row.form_ids,
        },
        places=tuple(row.own_places),
    )


def category_rows() -> QuerySet:
    wordings = values_of(CategoryWording, "wording", category_id=OuterRef("pk"))
    return named(
        FamilyCategory.objects.published().annotate(worded=wordings),
        "pk slug name summary synonyms worded",
    )


def category(row) -> Document:
    return Document(
        type=Type.CATEGORY,
        object_id=row.pk,
        title=row.name,
        url=address("directory:category", row.slug),
        rank=RANKS[Type.CATEGORY],
        names=[*row.synonyms, *row.worded],
        texts=[row.summary],
        summary=row.summary,
    )


def practice_rows() -> QuerySet:
    linked = values_of(Practice.categories.through, LINKED_CATEGORIES, practice_id=OuterRef("pk"))
    return named(
        Practice.objects.published().annotate(
            category_ids=linked,
            territory_name=F("territory__name"),
            territory_short_name=F("territory__short_name"),
        ),
        """
        pk slug name official_name summary audience category_ids territory_id
        territory_name territory_short_name
        """,
    )


def practice(row) -> Document:
    return Document(
        type=Type.PRACTICE,
        object_id=row.pk,
        title=row.name,
        url=address("directory:practice", row.slug),
        rank=RANKS[Type.PRACTICE],
        names=[row.official_name],
        texts=[row.summary, row.audience],
        summary=row.summary,
        facts=[row.territory_short_name or row.territory_name],
        facets={Group.TERRITORY: [row.territory_id], Group.CATEGORY: row.category_ids},
    )


SOURCES = [
    Source(Type.SERVICE, Service, service_rows, service),
    Source(Type.PROVIDER, Provider, provider_rows, provider),
    Source(Type.CATEGORY, FamilyCategory, category_rows, category),
    Source(Type.PRACTICE, Practice, practice_rows, practice),
]
