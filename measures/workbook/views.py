"""Screens of the exchange with Excel: take the table of a programme, bring it back, look at every change, agree."""

from functools import wraps

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from measures.models import Programme, WorkbookReading
from portal.keys import key_named
from portal.tables import FileRefused

from .asking import HowForm, moved_by
from .exporting import workbook
from .planning import plan
from .receiving import receive
from .saving import How, NotSaved, save

NEEDED = ("measures.add_measure", "measures.change_measure", "measures.add_indicator", "measures.change_indicator")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_WAITING = 30


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Заполненная таблица"), help_text=gettext_lazy("Файл .xlsx, скачанный здесь. До 10 МБ")
    )


class TakeForm(forms.Form):
    programme = forms.ModelChoiceField(
        Programme.objects.order_by("title"),
        label=gettext_lazy("Программа"),
        empty_label=gettext_lazy("— выберите —"),
    )


def for_editors(view):
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.has_perms(NEEDED):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@for_editors
def workbooks(request: HttpRequest) -> HttpResponse:
    """Take a table, or bring one."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            programme, content = receive(file)
        except FileRefused as refused:
            form.add_error("file", str(refused))
        else:
            reading = WorkbookReading.objects.create(
                programme=programme, name=file.name[-255:], content=content, made_by=request.user
            )
            return redirect("measures_workbook", reading.pk)
    waiting = WorkbookReading.objects.select_related("programme", "made_by").defer("content")
    take = TakeForm(initial={"programme": key_named(request.GET.get("programme"))})
    context = {"form": form, "take": take, "waiting": waiting[:MOST_WAITING], "breadcrumbs_items": crumbs()}
    return render(request, "measures/admin/workbooks.html", context)


@for_editors
def take(request: HttpRequest) -> HttpResponse:
    """`?programme=7`: the table of that programme."""
    form = TakeForm(request.GET)
    if not form.is_valid():
        raise Http404
    programme = form.cleaned_data["programme"]
    response = HttpResponse(b"".join(workbook(programme)), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{programme.slug}.xlsx"'
    return response


@for_editors
def workbook_reading(request: HttpRequest, workbook_id: int) -> HttpResponse:
    """What the table would change; nothing is in the programme until the person agrees."""
    reading = get_object_or_404(WorkbookReading.objects.select_related("programme"), pk=workbook_id)
    if "delete" in request.POST:
        reading.delete()
        messages.success(request, _("Таблица отложена. В программе ничего не изменилось."))
        return redirect("measures_workbooks")
    made, fault = plan(reading.programme, reading.content), ""
    moved = moved_by(reading.programme, made)
    asked = {"user": request.user, "programme": reading.programme, "moved": moved}
    form = HowForm(request.POST or None, initial={"how": How.DRAFT}, **asked)
    if request.method == "POST" and form.is_valid():
        try:
            made = save(reading, form.cleaned_data["digest"], How(form.cleaned_data["how"]), request.user, form.settle)
        except NotSaved as refused:
            fault, made = str(refused), plan(reading.programme, reading.content)
        else:
            messages.success(request, said_of(made, How(form.cleaned_data["how"])))
            return redirect("measures_workbooks")
    context = {
        "reading": reading,
        "plan": made,
        "moved": moved,
        "form": form,
        "fault": fault,
        "breadcrumbs_items": crumbs(reading),
    }
    return render(request, "measures/admin/workbook.html", context)


def said_of(made, how: How) -> str:
    done = {
        How.DRAFT: _("Строк в черновиках: %(count)d. На сайте пока прежнее."),
        How.REVIEW: _("Строк отправлено на проверку: %(count)d."),
        How.PUBLISH: _("Строк опубликовано: %(count)d."),
    }
    return done[how] % {"count": len(made.wanted)}


def crumbs(reading: WorkbookReading | None = None) -> list[dict]:
    first = {"url": reverse("measures_workbooks"), "label": _("Обмен с Excel")}
    return [first, {"url": "", "label": str(reading)}] if reading else [first]
