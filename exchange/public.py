"""The lists of services and organisations as tables: what the page shows under the same address, all pages of it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from portal.tables.writing import Cell, SheetOf, csv_lines, xlsx_pieces
from search import institutions
from search.models import Section
from search.query import search
from search.question import Question

from .cards import provider_heading, provider_rows, service_heading, service_rows
from .downloads import TYPES, streamed
from .exporting import file_name

MOST_ROWS = 20_000
PER_STEP = 2_000
WIDTH = 28


@require_safe
def services(request: HttpRequest, extension: str) -> HttpResponse:
    found = islice(slugs(Question.of(request.GET, sections=(Section.SERVICE,))), MOST_ROWS)
    rows = service_rows(found, request.build_absolute_uri)
    return table(extension, "services", len(service_heading()), rows)


def slugs(question: Question) -> Iterator[str]:
    """The services that the search finds, in its order."""
    page, pages = 1, 1
    while page <= min(pages, MOST_ROWS // PER_STEP):
        result = search(replace(question, page=page, per_page=PER_STEP, counts_facets=False))
        yield from (row.url.rstrip("/").rpartition("/")[2] for row in result.rows)
        page, pages = page + 1, result.pages


@require_safe
def providers(request: HttpRequest, extension: str) -> HttpResponse:
    pks = institutions.found(request.GET).providers.values_list("pk", flat=True)[:MOST_ROWS]
    rows = provider_rows(pks.iterator(), request.build_absolute_uri)
    return table(extension, "providers", len(provider_heading()), rows)


def table(extension: str, name: str, columns: int, rows: Iterable[Iterable[Cell]]) -> HttpResponse:
    if extension not in TYPES:
        raise Http404
    sheet = SheetOf(name, [WIDTH] * columns, rows)
    pieces = csv_lines(rows) if extension == "csv" else xlsx_pieces([sheet])
    response = streamed(pieces, file_name(name, extension), extension)
    # As large an answer is asked for seldom and made at some cost: a copy may serve for a while.
    patch_cache_control(response, public=True, max_age=600)
    return response
