"""Public pages of the directory, but for the lists of services and institutions, which are the search's."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from portal.gathering import gathered

from .matrix import Mark, ProviderLink, matrix
from .models import FamilyCategory, Practice
from .models.practice import PRACTICE_PAGE
from .models.provider import PROVIDER_PAGE
from .models.service import SERVICE_PAGE
from .practice_choice import PracticeChoice


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
    choice = PracticeChoice.of(request.GET)
    context = {"choice": choice, "regions": practices_by_region(choice.practices())}
    return render(request, "services_directory/practices.html", context)


def practices_by_region(practices: list[Practice]) -> list[tuple]:
    """(region, its practices and who uses them) in the order of the rows."""
    marks = list(marks_of(practices))
    return [(region, matrix(group, marks)) for region, group in groupby(practices, attrgetter("territory"))]


def marks_of(practices: list[Practice]) -> Iterator[Mark]:
    """Who uses which of the practices."""
    for practice in practices:
        for site in gathered(practice, "sites"):
            if site.provider.live:
                yield Mark(practice.pk, ProviderLink(site.provider.id, site.provider.slug, site.provider.name))
