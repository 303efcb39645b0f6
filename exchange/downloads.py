"""Tables to take away from the back office: the empty template, and records with all columns of the import."""

import operator
from functools import reduce

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from wagtail.admin.auth import permission_required

from portal.tables.writing import csv_lines, xlsx_pieces

from .columns import KINDS, Kind
from .exporting import file_name, ordered_pks, rows, sheet, template

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {"xlsx": XLSX, "csv": "text/csv; charset=utf-8"}
may_enter = permission_required("exchange.add_import")


def streamed(pieces, name: str, extension: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(pieces, content_type=TYPES[extension])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@may_enter
def empty_table(request: HttpRequest, kind: str) -> HttpResponse:
    """The heading of all columns, and a sheet that says how to fill them in."""
    return streamed(xlsx_pieces(template(known(kind))), f"{kind}-template.xlsx", "xlsx")


@may_enter
def export(request: HttpRequest, kind: str, extension: str) -> HttpResponse:
    """The records that the list of the back office shows under the same filters."""
    exchanged = known(kind)
    if extension not in TYPES:
        raise Http404
    if not exchanged.may(request.user, "change"):
        raise PermissionDenied
    pks = ordered_pks(listed(request, exchanged))
    pieces = csv_lines(rows(exchanged, pks)) if extension == "csv" else xlsx_pieces([sheet(exchanged, pks)])
    return streamed(pieces, file_name(kind, extension), extension)


def known(kind: str) -> Kind:
    if kind not in KINDS:
        raise Http404
    return KINDS[kind]


def listed(request: HttpRequest, kind: Kind):
    """Narrowed as the list is: by its filters and its words."""
    viewset = kind.model.snippet_viewset
    records = kind.model._default_manager.all()
    filters = viewset.filterset_class(request.GET, queryset=records, request=request)
    found = filters.qs if filters.form.is_valid() else records
    words = request.GET.get("q", "").replace("\0", "")[:100].split()
    for word in words:
        found = found.filter(
            reduce(operator.or_, (Q(**{f"{name}__icontains": word}) for name in viewset.search_fields))
        )
    return found.order_by().distinct()
