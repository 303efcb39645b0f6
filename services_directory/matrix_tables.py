"""The matrix of practices as a table to take away: what the page shows under the same filters."""

from collections.abc import Iterable, Iterator

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.tables.writing import Cell, SheetOf, csv_lines, xlsx_pieces

from .matrix import Matrix
from .models import Practice, Territory
from .practice_choice import PracticeChoice
from .views import practices_by_region

TYPES = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv; charset=utf-8"}
NAMES, MARKS = 44, 18
# What a spreadsheet program takes for the name of a sheet.
LONGEST_NAME = 31
NOT_IN_NAMES = str.maketrans("", "", r"[]:*?/\\")


@require_safe
def practice_table(request: HttpRequest, extension: str) -> StreamingHttpResponse:
    if extension not in TYPES:
        raise Http404
    regions = practices_by_region(PracticeChoice.of(request.GET).practices())
    pieces = csv_lines(in_one(regions)) if extension == "csv" else xlsx_pieces(sheets(regions))
    response = StreamingHttpResponse(pieces, content_type=TYPES[extension])
    response["Content-Disposition"] = f'attachment; filename="practices-{localdate():%Y-%m-%d}.{extension}"'
    return response


def sheets(regions: list[tuple[Territory, Matrix]]) -> list[SheetOf]:
    """A sheet for each region."""
    return [
        SheetOf(
            region.label.translate(NOT_IN_NAMES)[:LONGEST_NAME],
            [NAMES, *[MARKS] * (len(matrix.practices) + 1)],
            rows(matrix),
            frozen=1,
        )
        for region, matrix in regions
    ] or [SheetOf(_("Практики"), [NAMES], [[_("Организация")]])]


def in_one(regions: list[tuple[Territory, Matrix]]) -> Iterator[list[Cell]]:
    """Regions one under another, each with its own heading and an empty line between."""
    for place, (region, matrix) in enumerate(regions):
        yield from [[]] * bool(place)
        yield [region.label]
        yield from rows(matrix)


def rows(matrix: Matrix) -> Iterable[list[Cell]]:
    """As the page has them: a mark is «да», where there is none the cell is empty."""
    yield [_("Организация"), *map(heading, matrix.practices), _("Всего")]
    for row in matrix.rows:
        yield [row.provider.name, *(_("да") if mark else "" for mark in row.marks), row.total]
    yield [_("Всего организаций"), *matrix.totals, matrix.total]


def heading(practice: Practice) -> str:
    return f"{practice.number}. {practice.name}" if practice.number else practice.name
