"""The list of institutions: the directory's own filters, and what the search knows of places and hours."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.db.models import Exists, F, FloatField, OuterRef, QuerySet, Subquery, Value
from django.db.models.expressions import RawSQL
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.gathering import AMONG, Gathering
from portal.paging import page_of, query_without_page
from portal.sites import territories_here
from search import calendars
from search.models import SearchEntry, Section, Type
from search.near import DISTANCE, PLACES, Near, resolve
from search.query import limits
from search.question import RADII, Question
from search.vector import any_of
from services_directory.distance import distance_words
from services_directory.filters import ProviderFilter, places_of_providers
from services_directory.models import Provider, Territory
from services_directory.schedule_words import Line

PER_PAGE = 20
PLACE = "slug name short_name level parent_id is_fictional"
NEAREST = f"(SELECT min({DISTANCE}) {PLACES} AND location.provider_id = services_directory_provider.id)"


@dataclass(frozen=True)
class Institutions:
    """Those that were asked for, in order, and what was understood of near what and when."""

    providers: QuerySet[Provider]
    places: list[Territory]
    filters: ProviderFilter
    question: Question
    near: Near | None

    @property
    def measured(self) -> QuerySet:
        """Their numbers, each with how far away it is, where that is asked and known."""
        measured = self.near and self.near.point
        return self.providers.values_list("pk", "km" if measured else Value(None, FloatField()))

    @property
    def chosen(self) -> int:
        """How many conditions were understood."""
        own = getattr(self.filters.form, "cleaned_data", {}).values()
        return sum(map(bool, own)) + bool(self.question.near) + len(self.question.when)


def found(query: QueryDict) -> Institutions:
    """By the address of the list. Whoever is not in the index, unchecked for too long, is near and open for nobody."""
    question = Question.of(query, sections=(Section.PROVIDER,))
    near = resolve(question.near)
    places = territories_here(PLACES_OF_PROVIDERS())
    filters = ProviderFilter(query, Provider.objects.published().here(), places)
    providers = filters.qs
    for lexemes in limits(question, near):
        providers = providers.filter(bearing(lexemes))
    return Institutions(nearest_first(providers, near), places, filters, question, near)


def bearing(lexemes: Iterable[str]) -> Exists:
    """Whose entry has one of the lexemes."""
    entries = SearchEntry.objects.filter(type=Type.PROVIDER, object_id=OuterRef("pk"))
    return Exists(entries.filter(terms__meets=any_of(lexemes)))


def nearest_first(providers: QuerySet[Provider], near: Near | None) -> QuerySet[Provider]:
    """As the list of services: who serves the territory first, then by distance; each has `km`, where it is known."""
    if not (near and near.point):
        return providers
    by_distance = F("km").asc(nulls_last=True)
    measured = providers.annotate(km=RawSQL(NEAREST, near.arguments, output_field=FloatField()))  # noqa: S611
    if not near.serving:
        return measured.order_by(by_distance, "name", "pk")
    return measured.annotate(serves=bearing(near.serving)).order_by("-serves", by_distance, "name", "pk")


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    institutions = found(request.GET)
    form = institutions.filters.form
    providers = page_of(request, institutions.measured, PER_PAGE)
    kms = dict(providers.object_list)
    providers.object_list = CARDS.in_order(list(kms))
    context = {
        "form": form,
        "places": by_region(institutions.places),
        "providers": providers,
        "hours": hours(providers.object_list),
        "distance": lambda provider: "" if kms[provider.pk] is None else distance_words(kms[provider.pk]),
        "result": institutions,
        "question": institutions.question,
        "hours_of_day": calendars.choices(),
        "radii": RADII,
        "query": query_without_page(request),
    }
    return render(request, "search/providers.html", context)


def hours(providers: list[Provider]) -> list[Line | None]:
    """Of each row whether one of its places is open."""
    return calendars.lines(json.loads(provider.schedules or "null") or () for provider in providers)


def shown() -> QuerySet[Provider]:
    """What the rows of a page show, of the index too."""
    entry = SearchEntry.objects.filter(type=Type.PROVIDER, object_id=OuterRef("pk"))
    rows = Provider.objects.published().filter(pk__in=AMONG).for_list().with_service_counts()
    return rows.annotate(schedules=Subquery(entry.values("card__schedules")))


# In SQL that is made once: these are most of what a list costs.
PLACES_OF_PROVIDERS = Gathering(places_of_providers)
CARDS = Gathering(shown, one={"territory": PLACE, "territory__parent": PLACE})


def by_region(rows: list[Territory]) -> list[tuple[Territory, list[Territory]]]:
    """Regions with their municipalities, for a select with groups; regions come first in the rows."""
    known = {row.pk for row in rows}
    parts = {
        region: list(group)
        for region, group in groupby((row for row in rows if row.parent_id in known), attrgetter("parent_id"))
    }
    return [(row, parts.get(row.pk, [])) for row in rows if row.parent_id not in known]
