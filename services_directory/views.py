"""Public pages of the directory, but for the list of services, which is the search's."""

from itertools import groupby
from operator import attrgetter

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from portal.paging import page_of, query_without_page

from .filters import PracticeFilter, ProviderFilter
from .matrix import Mark, ProviderLink, matrix
from .models import FamilyCategory, Practice, PracticeSite, Provider, Territory
from .models.practice import PRACTICE_PAGE
from .models.provider import PROVIDER_PAGE
from .models.service import SERVICE_PAGE

PROVIDERS_PER_PAGE = 20


def service_detail(request: HttpRequest, slug: str) -> HttpResponse:
    return record_page(request, SERVICE_PAGE(slug))


def provider_detail(request: HttpRequest, slug: str) -> HttpResponse:
    return record_page(request, PROVIDER_PAGE(slug))


def category_detail(request: HttpRequest, slug: str) -> HttpResponse:
    return record_page(request, FamilyCategory.objects.published().filter(slug=slug)[:1])


def practice_detail(request: HttpRequest, slug: str) -> HttpResponse:
    return record_page(request, PRACTICE_PAGE(slug))


def record_page(request: HttpRequest, found) -> HttpResponse:
    """The page of the one record found, with the same values as its preview."""
    for record in found:
        return render(request, record.page_template, record.page_context())
    raise Http404


def provider_list(request: HttpRequest) -> HttpResponse:
    providers = ProviderFilter(request.GET, Provider.objects.published().for_list())
    context = {
        "form": providers.form,
        "places": by_region(providers.form.fields["territory"].queryset),
        "providers": page_of(request, providers.qs.with_service_counts(), PROVIDERS_PER_PAGE),
        "query": query_without_page(request),
        "filtered": any(chosen(providers)),
    }
    return render(request, "services_directory/providers.html", context)


def category_list(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "services_directory/categories.html",
        {"categories": FamilyCategory.objects.published().only("slug", "name", "summary")},
    )


def practice_list(request: HttpRequest) -> HttpResponse:
    practices = PracticeFilter(request.GET, Practice.objects.published().in_order())
    context = {
        "form": practices.form,
        "regions": practices_by_region(practices.qs),
        "filtered": any(chosen(practices)),
    }
    return render(request, "services_directory/practices.html", context)


def chosen(filterset) -> list:
    """The values that were understood."""
    return [value for value in getattr(filterset.form, "cleaned_data", {}).values() if value]


def by_region(territories: QuerySet) -> list[tuple[Territory, list[Territory]]]:
    """Regions with their municipalities, for a select with groups; regions come first in the rows."""
    rows = list(territories)
    parts = {
        region: list(group)
        for region, group in groupby((row for row in rows if row.parent_id), attrgetter("parent_id"))
    }
    return [(row, parts.get(row.pk, [])) for row in rows if not row.parent_id]


def practices_by_region(practices: QuerySet[Practice]) -> list[tuple]:
    """(region, its practices and who uses them) in the order of the rows."""
    practices = list(practices)
    marks = marks_of(practices)
    return [(region, matrix(group, marks)) for region, group in groupby(practices, attrgetter("territory"))]


def marks_of(practices: list[Practice]) -> list[Mark]:
    """Who uses which of the practices."""
    sites = PracticeSite.objects.filter(practice__in=practices, provider__live=True)
    rows = sites.values_list("practice_id", "provider_id", "provider__slug", "provider__name")
    return [Mark(practice, ProviderLink(*provider)) for practice, *provider in rows]
