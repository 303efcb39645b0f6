"""From a file to the draft of a programme: choose, look, change, agree."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from measures.models import AnnexReading, FundingSource

from .editing import INDICATOR_FIELDS, MEASURE_FIELDS, MOST_ROWS, Editing
from .forms import SourceForm
from .found import Annex
from .grid import Source
from .naming import MOST_WORDS
from .opening import open_source
from .preview import content_of
from .recognising import recognise
from .saving import NotSaved, save
from .text import read_text
from .word import NotReadable

MOST_TABLE_ROWS = 6000
NEEDED = ("measures.add_measure", "measures.change_measure", "measures.add_indicator", "measures.change_programme")


def for_editors(view):
    """Whoever may fill a programme by hand may fill it from its annex."""

    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.has_perms(NEEDED):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@for_editors
def annexes(request: HttpRequest) -> HttpResponse:
    """Choose an annex, or go on with one that was read before."""
    form = SourceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and (reading := read(form, request.user)):
        return redirect("measures_annex", reading.pk)
    waiting = AnnexReading.objects.select_related("programme", "made_by").defer("content")
    context = {"form": form, "waiting": waiting[:50], "breadcrumbs_items": crumbs()}
    return render(request, "measures/admin/annexes.html", context)


def read(form: SourceForm, user) -> AnnexReading | None:
    """The stored reading, or none with the form saying why."""
    file = form.cleaned_data["file"]
    field = "file" if file else "text"
    try:
        source: Source = open_source(file) if file else read_text(form.cleaned_data["text"])
        bound(source)
    except NotReadable as fault:
        form.add_error(field, str(fault))
        return None
    annex = recognise(source)
    if fault := unfit(source, annex):
        form.add_error(field, fault)
        return None
    name = file.name[:255] if file else _("Вставленная таблица")
    content = content_of(annex, dict(FundingSource.objects.values_list("code", "name")))
    return AnnexReading.objects.create(
        programme=form.cleaned_data["programme"], name=name, content=content, made_by=user
    )


def bound(source: Source) -> None:
    """A table of tens of thousands of rows is no annex, and nobody would look through it."""
    rows = sum(len(table.rows) for table in source.tables)
    if rows > MOST_TABLE_ROWS:
        raise NotReadable(
            _("В таблицах %(rows)d строк, а за раз читается не больше %(most)d. Оставьте в файле только приложение.")
            % {"rows": rows, "most": MOST_TABLE_ROWS}
        )


def unfit(source: Source, annex: Annex) -> str:
    """Why nothing can be shown of what was read."""
    if max(len(annex.measures), len(annex.indicators)) > MOST_ROWS:
        return _("Больше %(most)d мероприятий или показателей: разделите приложение на части.") % {"most": MOST_ROWS}
    if fields_of(annex) > settings.DATA_UPLOAD_MAX_NUMBER_FIELDS:
        return _("Строк слишком много для одной проверки: загрузите мероприятия и показатели по отдельности.")
    if annex.measures or annex.indicators:
        return ""
    if not source.tables:
        return _(
            "Границ граф в тексте не видно: так бывает при копировании из PDF. Скопируйте таблицу из Word или Excel "
            "или загрузите файл."
        )
    return _("Таблицы мероприятий или показателей здесь нет. В шапке нужны номер, название и сроки, деньги или годы.")


def fields_of(annex: Annex) -> int:
    """How many fields the page of the reading would post."""
    columns = len({key for each in annex.indicators for key in each.values})
    beside = 20 + 2 * MOST_WORDS  # the unit, the token, what formsets count, names of sources
    rows = len(annex.measures) * len(MEASURE_FIELDS) + len(annex.indicators) * (len(INDICATOR_FIELDS) + columns)
    return rows + beside


@for_editors
def annex(request: HttpRequest, reading_id: int) -> HttpResponse:
    """What was recognised, beside its source; nothing is in the programme until the person agrees."""
    if request.method == "POST":
        return answered(request, reading_id)
    reading = get_object_or_404(AnnexReading.objects.select_related("programme"), pk=reading_id)
    return shown(request, reading, Editing(reading))


def answered(request: HttpRequest, reading_id: int) -> HttpResponse:
    """What a person decides. What was typed is kept first, and stands whatever ends the saving of what was agreed."""
    if "delete" in request.POST:
        return deleted(request, reading_id)
    editing = typed(request, reading_id)
    if editing is None:
        return gone(request)
    if "save" in request.POST and editing.is_valid:
        return agreed(request, editing)
    return shown(request, editing.reading, editing)


def locked(reading_id: int) -> AnnexReading | None:
    readings = AnnexReading.objects.select_for_update(of=("self",)).select_related("programme")
    return readings.filter(pk=reading_id).first()


def gone(request: HttpRequest) -> HttpResponse:
    messages.warning(request, _("Это приложение уже внесено в программу или удалено. Ничего не изменилось."))
    return redirect("measures_annexes")


@transaction.atomic
def deleted(request: HttpRequest, reading_id: int) -> HttpResponse:
    reading = locked(reading_id)
    if reading is None:
        return gone(request)
    reading.delete()
    messages.success(request, _("Прочитанное удалено. В программе ничего не изменилось."))
    return redirect("measures_annexes")


@transaction.atomic
def typed(request: HttpRequest, reading_id: int) -> Editing | None:
    reading = locked(reading_id)
    if reading is None:
        return None
    editing = Editing(reading, request.POST)
    reading.content = editing.kept()
    reading.save(update_fields=["content"])
    return editing


@transaction.atomic
def agreed(request: HttpRequest, editing: Editing) -> HttpResponse:
    """Of two who agree at once, or one who does twice, the second finds that it is done."""
    reading = editing.reading
    if locked(reading.pk) is None:
        return gone(request)
    try:
        counts = save(editing, request.user)
    except NotSaved as refused:
        return shown(request, reading, editing, refused.faults)
    messages.success(
        request, _("В черновик программы вошло мероприятий: %(measures)d, показателей: %(indicators)d.") % counts
    )
    return redirect("wagtailsnippets_measures_programme:edit", reading.programme_id)


def shown(request: HttpRequest, reading: AnnexReading, editing: Editing, faults: list[str] | None = None):
    invalid = editing.data is not None and not editing.is_valid
    context = {
        "reading": reading,
        "editing": editing,
        "faults": faults or ([_("Исправьте строки, отмеченные ниже. В программу ничего не вошло.")] if invalid else []),
        "sums": editing.sums,
        "breadcrumbs_items": crumbs(reading),
    }
    return render(request, "measures/admin/annex.html", context)


def crumbs(reading: AnnexReading | None = None) -> list[dict]:
    first = {"url": reverse("measures_annexes"), "label": _("Из приложения к приказу")}
    return [first, {"url": "", "label": str(reading)}] if reading else [first]
