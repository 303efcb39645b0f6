"""The screens of an import: upload, columns, dry run, progress, result, taking back."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from portal import revealing
from portal.tables import FileRefused

from .columns import KINDS
from .draft_views import waiting
from .forms import MappingForm, UploadForm
from .headings import headings_of, missing, remember
from .models import Import
from .planning import Outcome
from .receiving import forget, note, receive, understand
from .running import ImportRefused, interrupted, table_of
from .screens import may_enter, own, page
from .tasks import start_check, start_load, start_undo
from .undoing import revealed

PER_PAGE = 50
MOST_LISTED = 30
State = Import.State
# Among the outcomes of rows, by which they are chosen.
REVEALING, SHOWN_ELSEWHERE = "reveals", "elsewhere"


@may_enter
def imports(request: HttpRequest) -> HttpResponse:
    """What has been imported, and the form for a new table."""
    form = UploadForm(request.POST or None, request.FILES or None, user=request.user, kind=request.GET.get("kind", ""))
    if request.method == "POST" and form.is_valid():
        try:
            importing = receive(
                form.cleaned_data["file"],
                form.cleaned_data["file"].name,
                request.user,
                KINDS[form.cleaned_data["kind"]],
            )
        except FileRefused as error:
            form.add_error("file", str(error))
        else:
            return redirect(after_upload(importing))
    context = {
        "form": form,
        "kinds": [KINDS[key] for key, _label in form.fields["kind"].choices],
        "imports": Import.objects.select_related("user")[:MOST_LISTED],
    }
    return page(request, "imports", _("Импорт"), context)


def after_upload(importing: Import) -> str:
    """Headings that are all known go straight to the dry run."""
    if missing(importing.exchanged, importing.order.columns):
        return reverse("exchange_columns", args=[importing.uuid])
    start_check(importing)
    return reverse("exchange_import", args=[importing.uuid])


@may_enter
def columns(request: HttpRequest, uuid) -> HttpResponse:
    """What the columns of the sheet mean."""
    importing = own(request, uuid)
    if importing.is_working or importing.state in (State.DONE, State.UNDONE):
        return redirect("exchange_import", uuid)
    try:
        table = table_of(importing)
        choose_sheet(request, importing, table)
        headings = headings_of(importing.exchanged, table, importing.sheet, importing.heading_row)
    except (FileRefused, ImportRefused) as error:
        messages.error(request, str(error))
        return redirect("exchange_imports")
    form = MappingForm(request.POST or None, importing=importing, headings=headings, user=request.user)
    if request.method == "POST" and form.is_valid():
        keep(importing, form, headings, table)
        start_check(importing)
        return redirect("exchange_import", uuid)
    context = {"form": form, "importing": importing, "sheets": table.sheets}
    return page(request, "columns", _("Столбцы таблицы"), context, importing)


def choose_sheet(request: HttpRequest, importing: Import, table) -> None:
    """`?sheet=…&row=…`: another sheet, or the headings elsewhere."""
    sheet, row = request.GET.get("sheet", importing.sheet), request.GET.get("row", "")
    at = int(row[:6]) if row.isdecimal() and int(row[:6]) else None
    if sheet in table.sheets and (sheet != importing.sheet or (at and at != importing.heading_row)):
        importing.sheet = sheet
        understand(importing, table, at)
        importing.save()


def keep(importing: Import, form: MappingForm, headings, table) -> None:
    importing.columns = {str(place): name for place, name in form.chosen.items()}
    note(importing, table, headings)
    importing.clears = bool(form.cleaned_data["clears"])
    importing.publishes = bool(form.cleaned_data.get("publishes"))
    importing.save()
    remember(importing.exchanged, headings, importing.columns)


@may_enter
def show(request: HttpRequest, uuid) -> HttpResponse:
    """Where the import stands: at work, checked, loaded, taken back."""
    importing = own(request, uuid)
    interrupted(importing)
    if importing.is_working:
        return page(request, "working", _("Загрузка таблицы"), {"importing": importing}, importing)
    outcome = request.GET.get("outcome", "")
    context = {
        "importing": importing,
        "drafts": waiting(importing, request.user) if importing.state == State.DONE else None,
        "outcome": outcome,
        "rows": Paginator(rows_of(importing, outcome), PER_PAGE).get_page(request.GET.get("p")),
        "elsewhere": rows_of(importing, SHOWN_ELSEWHERE).count(),
        "missing": missing(importing.exchanged, importing.order.columns),
        "may_load": importing.state == State.CHECKED and bool(importing.to_load),
    }
    return page(request, "import", importing.file_name, context, importing)


def rows_of(importing: Import, outcome: str) -> QuerySet:
    if outcome == REVEALING:
        return importing.rows.exclude(reveals="")
    if outcome == SHOWN_ELSEWHERE:
        return importing.rows.exclude(also_shown=[])
    return importing.rows.filter(outcome=outcome) if outcome in Outcome.values else importing.rows.all()


@may_enter
def status(request: HttpRequest, uuid) -> HttpResponse:
    importing = own(request, uuid)
    interrupted(importing)
    return JsonResponse(
        {
            "working": importing.is_working,
            "done": importing.done,
            "total": importing.goal,
            "percent": importing.percent,
            "message": importing.message or capfirst(importing.get_state_display()),
        }
    )


@may_enter
@require_POST
def start(request: HttpRequest, uuid) -> HttpResponse:
    importing = own(request, uuid)
    if importing.state == State.CHECKED:
        importing.skips_refused = "skip" in request.POST
        importing.user = request.user
        importing.may_reveal = revealing.is_ticked(request.POST)
        if importing.publishes and not importing.exchanged.may(request.user, "publish"):
            raise PermissionDenied
        if importing.publishes and importing.reveals and not importing.may_reveal:
            messages.error(request, revealing.ask())
            return redirect(f"{reverse('exchange_import', args=[uuid])}?outcome={REVEALING}")
        importing.save()
        start_load(importing)
    return redirect("exchange_import", uuid)


@may_enter
@require_POST
def check_again(request: HttpRequest, uuid) -> HttpResponse:
    importing = own(request, uuid)
    if importing.state in (State.CHECKED, State.FAILED, State.UNDONE):
        start_check(importing)
    return redirect("exchange_import", uuid)


@may_enter
def take_back(request: HttpRequest, uuid) -> HttpResponse:
    importing = own(request, uuid)
    if importing.state != State.DONE:
        return redirect("exchange_import", uuid)
    reveals = revealed(importing)
    may_reveal = revealing.is_ticked(request.POST)
    if request.method == "POST" and (may_reveal or not reveals):
        start_undo(importing, request.user, may_reveal)
        return redirect("exchange_import", uuid)
    if request.method == "POST":
        messages.error(request, revealing.ask())
        # A page that answers a form is sent again by «Back».
        return redirect("exchange_undo", uuid)
    return page(request, "undo", _("Отменить загрузку"), {"importing": importing, "reveals": reveals}, importing)


@may_enter
@require_POST
def delete(request: HttpRequest, uuid) -> HttpResponse:
    """A table that came to nothing, with its file."""
    importing = own(request, uuid)
    if not importing.is_working and importing.state not in (State.DONE, State.UNDONE):
        forget(importing)
        importing.delete()
        messages.success(request, _("Таблица удалена."))
    return redirect("exchange_imports")
