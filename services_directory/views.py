"""Public pages of the directory, but for the lists of services and institutions, which are the search's."""

from itertools import groupby
from operator import attrgetter
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from .filters import OFFERED_OF_PRACTICES, PracticeFilter
from .matrix import Mark, ProviderLink, matrix
from .models import FamilyCategory, Practice, PracticeSite
from .models.practice import PRACTICE_PAGE
from .models.provider import PROVIDER_PAGE
from .models.service import SERVICE_PAGE


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
        record.demand_here()
        return render(request, record.page_template, record.page_context())
    raise Http404


def category_list(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "services_directory/categories.html",
        {"categories": FamilyCategory.objects.published().only("slug", "name", "summary")},
    )


def practice_list(request: HttpRequest) -> HttpResponse:
    """A form is made only of what was asked: it would cost more than the list of all."""
    asked = {name: value for name in OFFERED_OF_PRACTICES if (value := request.GET.get(name))}
    practices = Practice.objects.published().here().in_order()
    filters = PracticeFilter(request.GET, practices) if asked else None
    regions = practices_by_region(filters.qs if filters else practices)
    context = {
        "asked": asked,
        "offered": {name: offered() for name, offered in OFFERED_OF_PRACTICES.items()},
        "regions": regions,
        "query": urlencode(asked) if filters and any(chosen(filters)) else "",
    }
    return render(request, "services_directory/practices.html", context)


def chosen(filterset) -> list:
    """The values that were understood."""
    return [value for value in getattr(filterset.form, "cleaned_data", {}).values() if value]


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
