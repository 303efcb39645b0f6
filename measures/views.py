"""Public pages of programmes and their data for download."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.timezone import localdate

from portal.paging import page_of, query_without_page
from portal.sites import shown

from . import exporting, indicator_page, programme_list, programme_text
from .filters import ProgrammeFilter
from .gathering import OFFERED, PROGRAMME_NOTES, PROGRAMME_SUMS
from .models import Programme
from .offered import TABLES
from .printing import report_pdf
from .reading import data_of, listed_ledgers, published_measure, published_programme

PROGRAMMES_PER_PAGE = 12
SECONDS_DATA_MAY_BE_KEPT = 300


def programmes(request: HttpRequest) -> HttpResponse:
    form = ProgrammeFilter(request.GET, shown(OFFERED()))
    page = page_of(request, form.found, PROGRAMMES_PER_PAGE)
    context = programme_list.context(listed_ledgers(page.object_list))
    query = query_without_page(request)
    return render(request, "measures/programmes.html", {**context, "form": form, "page": page, "query": query})


def programme(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, Programme.page_template, programme_text.context(slug, request.GET))


def indicators(request: HttpRequest, slug: str) -> HttpResponse:
    found = published_programme(slug, PROGRAMME_NOTES)
    return render(request, "measures/indicators.html", indicator_page.context(found))


def measure(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    found = published_measure(slug, number)
    return render(request, found.page_template, found.page_context())


def data(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """One programme for machines: the whole of it, so its size is bounded by the act."""
    content = data_of(published_programme(slug, PROGRAMME_SUMS))
    etag = exporting.etag(content, kind)
    response = get_conditional_response(request, etag=etag) or exporting.response(content, kind)
    response["ETag"] = etag
    patch_cache_control(response, public=True, max_age=SECONDS_DATA_MAY_BE_KEPT)
    return response


def table(request: HttpRequest, slug: str, table: str, kind: str) -> HttpResponse:
    """One of the tables of a programme; see `offered`."""
    if table not in TABLES:
        raise Http404
    offered = TABLES[table]
    return kept(request, offered.response(published_programme(slug, offered.parts), kind))


def report(request: HttpRequest, slug: str) -> HttpResponse:
    """The programme as a document to sign and send."""
    found = published_programme(slug)
    body, mark = report_pdf(found, request.build_absolute_uri(found.get_absolute_url()), localdate())
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{found.slug}.pdf"'
    response["ETag"] = f'"{mark}"'
    return kept(request, response)


def kept(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Any proxy may keep it for a while; who has it already is told so."""
    patch_cache_control(response, public=True, max_age=SECONDS_DATA_MAY_BE_KEPT)
    return get_conditional_response(request, etag=response["ETag"], response=response)
