"""Public pages of programmes and their data for download."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control

from portal.paging import page_of, query_without_page

from . import exporting, indicator_page, programme_list, programme_page
from .filters import ProgrammeFilter
from .reading import (
    LEDGER_PARTS,
    data_of,
    ledgers,
    listed_programmes,
    programme_facts,
    published_measure,
    published_programme,
)

PROGRAMMES_PER_PAGE = 12
SECONDS_DATA_MAY_BE_KEPT = 300


def programmes(request: HttpRequest) -> HttpResponse:
    facts = programme_facts()
    filtered = ProgrammeFilter(request.GET, listed_programmes(), facts)
    page = page_of(request, filtered.qs, PROGRAMMES_PER_PAGE)
    context = programme_list.context(ledgers(page.object_list))
    query = query_without_page(request)
    return render(request, "measures/programmes.html", {**context, "form": filtered.form, "page": page, "query": query})


def programme(request: HttpRequest, slug: str) -> HttpResponse:
    found = published_programme(slug)
    return render(request, found.page_template, programme_page.context(found, request.GET))


def indicators(request: HttpRequest, slug: str) -> HttpResponse:
    return render(
        request, "measures/indicators.html", indicator_page.context(published_programme(slug, "source_notes"))
    )


def measure(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    found = published_measure(slug, number)
    return render(request, found.page_template, found.page_context())


def data(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """One programme for machines: the whole of it, so its size is bounded by the act."""
    content = data_of(published_programme(slug, *LEDGER_PARTS, "media_items"))
    etag = exporting.etag(content, kind)
    response = get_conditional_response(request, etag=etag) or exporting.response(content, kind)
    response["ETag"] = etag
    patch_cache_control(response, public=True, max_age=SECONDS_DATA_MAY_BE_KEPT)
    return response
