"""Screens of returns: what is owed, a return to fill and to decide on, the consolidated table."""

import re
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import ModelLogEntry

from portal.quarters import Quarter

from . import keeping
from .book import as_xlsx
from .filling import Filling
from .forms_of_law import Form, forms
from .models import Respondent, Return
from .owing import DECIDE, READ, latest_quarters, may_enter, may_fill, owed_by, own_respondents, visible_respondents
from .printing import summary_pdf
from .quarters import FIRST_YEAR, LAST_YEAR, last_ended
from .summarising import Summary, summary

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
QUARTER = re.compile(r"(?P<year>\d{4})-(?P<number>[1-4])", re.ASCII)
MOST_EVENTS = 30


def for_people_of_returns(view):
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not may_enter(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def for_staff(view):
    """The tables over all institutions."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.has_perm(READ):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@for_people_of_returns
def returns_list(request: HttpRequest) -> HttpResponse:
    """Of an institution: what it owes. Of staff: a quarter of a form over all institutions."""
    if not request.user.has_perm(READ):
        owed = owed_by(list(own_respondents(request.user)), latest_quarters())
        return page(request, "owed", _("Отчёты организации"), {"owed": owed})
    form, quarter = chosen(request)
    respondents = list(Respondent.objects.filter(form=form.slug).select_related("provider"))
    context = {
        "forms": forms().values(),
        "form": form,
        "quarter": quarter,
        "quarters": quarters_offered(quarter),
        "owed": owed_by(respondents, [quarter]),
        "may_assign": request.user.has_perm("returns.add_respondent"),
    }
    return page(request, "quarter", _("Отчёты организаций"), context)


def chosen(request: HttpRequest) -> tuple[Form, Quarter]:
    """`?form=…&quarter=2026-3`; else the first form that anybody reports by, and the quarter that ended last."""
    known = forms()
    used = Respondent.objects.order_by("form").values_list("form", flat=True).first() or next(iter(known))
    form = known.get(request.GET.get("form", "")) or known[used]
    asked = QUARTER.fullmatch(request.GET.get("quarter", ""))
    if asked and FIRST_YEAR <= int(asked["year"]) <= LAST_YEAR:
        return form, Quarter(int(asked["year"]), int(asked["number"]))
    return form, last_ended(localdate())


def quarters_offered(quarter: Quarter) -> list[Quarter]:
    return sorted({quarter, *latest_quarters(12)}, reverse=True)


@for_people_of_returns
def one_return(request: HttpRequest, respondent_id: int, year: int, quarter: int) -> HttpResponse:
    respondent = get_object_or_404(visible_respondents(request.user), pk=respondent_id)
    period = Quarter(year, quarter) if quarter in (1, 2, 3, 4) else None
    if period is None or not respondent.owes(period):
        raise Http404
    record = keeping.of_quarter(respondent, period)
    before = keeping.of_quarter(respondent, period.previous)
    if request.method == "POST":
        return acted(request, record, before)
    return shown(request, Filling(record, before if before.pk else None), before)


def acted(request: HttpRequest, record: Return, before: Return) -> HttpResponse:
    action, version = request.POST.get("action", ""), whole(request.POST.get("version", ""))
    if action in ("save", "send"):
        return filled(request, record, before, version, send=action == "send")
    if not request.user.has_perm(DECIDE):
        raise PermissionDenied
    filling = Filling(record, before if before.pk else None)
    try:
        if action == "accept":
            keeping.accept(record, version, request.user)
        elif action == "return":
            keeping.give_back(record, version, request.user, request.POST.get("reason", "").replace("\0", ""))
        else:
            raise keeping.NotNow(_("Выберите: принять или вернуть."))
    except keeping.NotNow as refused:
        return shown(request, filling, before, [str(refused)])
    messages.success(request, _("Отчёт принят.") if action == "accept" else _("Отчёт возвращён с замечанием."))
    return redirect(address(record))


def filled(request: HttpRequest, record: Return, before: Return, version: int, *, send: bool) -> HttpResponse:
    if not may_fill(request.user, record.respondent):
        raise PermissionDenied
    filling = Filling(record, before if before.pk else None, request.POST)
    faults = filling.keeps_back() if send else [] if filling.is_sound else [_("Исправьте отмеченные ячейки.")]
    if faults:
        return shown(request, filling, before, faults)
    try:
        keeping.save(filling, version, request.user, send=send)
    except keeping.Overtaken as overtaken:
        filling.beside(overtaken.theirs)
        filling.record = overtaken.theirs
        return shown(request, filling, before, overtaken=overtaken.theirs)
    except keeping.NotNow as refused:
        return shown(request, filling, before, [str(refused)])
    messages.success(request, _("Отчёт отправлен.") if send else _("Сохранено. Отчёт ещё не отправлен."))
    return redirect(address(record))


def shown(
    request: HttpRequest, filling: Filling, before: Return, faults=(), overtaken: Return | None = None
) -> HttpResponse:
    """`overtaken`: what another person has saved meanwhile; the next save stands on it."""
    record, respondent = filling.record, filling.record.respondent
    (owed,) = owed_by([respondent], [record.period])
    context = {
        "filling": filling,
        "record": record,
        "owed": owed,
        "before": before,
        "faults": faults,
        "overtaken": overtaken,
        "may_fill": may_fill(request.user, respondent) and record.can_be_edited,
        "may_decide": request.user.has_perm(DECIDE) and record.is_reported,
        "events": events(record),
    }
    title = f"{respondent.provider.name}. {record.period}"
    return page(request, "return", title, context)


def events(record: Return) -> list:
    """What was done with it, the latest first."""
    if not record.pk:
        return []
    found = ModelLogEntry.objects.for_instance(record).select_related("user").order_by("-timestamp", "-pk")
    return list(found[:MOST_EVENTS])


def address(record: Return) -> str:
    return reverse("returns_return", args=[record.respondent_id, record.year, record.quarter])


def whole(text: str) -> int:
    return int(text[:9]) if text.isdecimal() else -1


@for_staff
def consolidated(request: HttpRequest, slug: str, year: int, quarter: int) -> HttpResponse:
    made = summary_or_404(slug, year, quarter)
    return page(request, "summary", _("Сводная таблица"), {"summary": made, "form": made.form, "quarter": made.quarter})


@for_staff
def consolidated_file(request: HttpRequest, slug: str, year: int, quarter: int, extension: str) -> HttpResponse:
    made = summary_or_404(slug, year, quarter)
    if extension == "xlsx":
        content, content_type = as_xlsx(made), XLSX
    elif extension == "pdf":
        content, content_type = summary_pdf(made, localdate())[0], "application/pdf"
    else:
        raise Http404
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{slug}-{year}-{quarter}.{extension}"'
    return response


def summary_or_404(slug: str, year: int, quarter: int) -> Summary:
    if slug not in forms() or not FIRST_YEAR <= year <= LAST_YEAR or quarter not in (1, 2, 3, 4):
        raise Http404
    return summary(forms()[slug], Quarter(year, quarter))


def page(request: HttpRequest, name: str, title: str, context: dict) -> HttpResponse:
    crumbs = [
        {"url": reverse("wagtailadmin_home"), "label": _("Главная")},
        {"url": reverse("returns_list"), "label": _("Отчёты организаций")},
    ]
    crumbs += [{"url": "", "label": title}] if name in ("return", "summary") else []
    common = {"header_title": title, "header_icon": "form", "breadcrumbs_items": crumbs}
    return render(request, f"returns/{name}.html", {**common, **context})
