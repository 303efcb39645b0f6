"""Screens of the sections on institutions' sites, and the report of a period."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from wagtail.admin import messages

from portal.keys import key_named
from portal.paging import page_of
from services_directory.models import Provider, Territory
from services_directory.ownership import own_providers

from . import keeping
from .forms import PeriodForm, PromiseForm, SaidForm, SectionForm
from .models import SectionOnSite, SectionPromise, SectionState
from .office import for_people_of_publicity, for_staff, page, query_of
from .owing import CHANGE_SECTION, CHECK, SECTIONS
from .plan import Month
from .printing import report_pdf
from .reporting import period_report
from .sections import coverages, in_state, institutions, rows_of, section_of
from .tables import XLSX, report_book, sections_book

ROWS_PER_PAGE = 50
KINDS = {"xlsx": XLSX, "pdf": "application/pdf"}


def asked_states() -> list[tuple[str, str]]:
    extra = [("unknown", _("не проверяли")), ("awaits", _("ждут проверки")), ("old", _("проверка старше 90 дней"))]
    return [*((state.value, str(state.label)) for state in SectionState if state.value), *extra]


@for_people_of_publicity
def sections(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm(SECTIONS):
        raise PermissionDenied
    if request.method == "POST":
        return checked(request)
    regions = coverages()
    region = region_asked(request, regions)
    found = in_state(institutions(region), request.GET.get("state", ""))
    shown = page_of(request, found, ROWS_PER_PAGE)
    context = {
        "regions": regions,
        "region": region,
        "covered": next((each for each in regions if region and each.region.pk == region.pk), None),
        "states": asked_states(),
        "state": request.GET.get("state", ""),
        "rows": rows_of(shown.object_list),
        "pages": shown,
        "query": query_of(request, "region", "state"),
        "may_check": request.user.has_perm(CHECK),
    }
    return page(request, "sections", _("Раздел на сайтах учреждений"), context)


def region_asked(request: HttpRequest, regions: list) -> Territory | None:
    """The one that is asked for; the only one where there is no choice."""
    slug = request.GET.get("region", "")
    known = [each.region for each in regions]
    return next((each for each in known if each.slug == slug), known[0] if len(known) == 1 else None)


def checked(request: HttpRequest) -> HttpResponse:
    """«Проверено сегодня» of the ticked rows."""
    if not request.user.has_perm(CHECK):
        raise PermissionDenied
    keys = [key for each in request.POST.getlist("institution") if (key := key_named(each)) is not None]
    done = keeping.check_sections(keys, request.user)
    if done:
        messages.success(request, _("Отмечено проверенными сегодня: %(number)d.") % {"number": done})
    if len(set(keys)) > done:
        text = _("Не отмечено: %(number)d. Там ещё никто не сказал, есть ли раздел: откройте учреждение и укажите.")
        messages.warning(request, text % {"number": len(set(keys)) - done})
    if not keys:
        messages.error(request, _("Отметьте учреждения, сайты которых вы сегодня открывали."))
    query = query_of(request, "region", "state", "page")
    return redirect(reverse("publicity_sections") + (f"?{query}" if query else ""))


@for_people_of_publicity
def sections_file(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm(SECTIONS):
        raise PermissionDenied
    found = in_state(institutions(region_asked(request, coverages())), request.GET.get("state", ""))
    return as_file(sections_book(rows_of(found)), "xlsx", "sections")


@for_people_of_publicity
def promises(request: HttpRequest) -> HttpResponse:
    """By which measures regions promised the section: added and taken off."""
    if not request.user.has_perm(CHECK):
        raise PermissionDenied
    form = PromiseForm(request.POST if request.POST and "remove" not in request.POST else None)
    if request.method == "POST":
        key = key_named(request.POST.get("remove"))
        if key is not None:
            SectionPromise.objects.filter(pk=key).delete()
            return redirect("publicity_promises")
        if form.is_valid():
            form.save()
            return redirect("publicity_promises")
    found = SectionPromise.objects.select_related("measure__programme").order_by("pk")
    crumbs = [{"url": reverse("publicity_sections"), "label": _("Раздел на сайтах учреждений")}]
    return page(request, "promises", _("Чем обещано"), {"form": form, "promises": found}, crumbs)


@for_people_of_publicity
def section(request: HttpRequest, provider_id: int) -> HttpResponse:
    """Staff say what they saw; an institution says what it has, and waits for a look."""
    own = provider_id in own_providers(request.user)
    staff = request.user.has_perm(CHANGE_SECTION)
    if not (staff or own):
        raise Http404
    institution = get_object_or_404(Provider.objects.select_related("territory__parent", "own_section"), pk=provider_id)
    record = section_of(institution)
    form = (SectionForm if staff else SaidForm)(request.POST or None, instance=record, initial=said_before(record))
    if request.method == "POST" and form.is_valid() and section_kept(form, request.user, said=not staff):
        text = _("Сохранено.") if staff else _("Сохранено. Модератор откроет ваш сайт и подтвердит.")
        messages.success(request, text)
        return redirect("publicity_sections" if staff else "publicity_plan")
    context = {
        "form": form,
        "section": SectionOnSite.objects.filter(provider=institution).first(),
        "institution": institution,
        "frame": frame_address(request, institution),
        "is_staff": staff,
    }
    crumbs = [{"url": reverse("publicity_sections"), "label": _("Раздел на сайтах учреждений")}] if staff else []
    return page(request, "section", institution.name, context, crumbs)


def section_kept(form: SectionForm | SaidForm, user, *, said: bool) -> bool:
    """Who is told that another person was first may save again what is left in the form."""
    try:
        keeping.keep_section(form, user, said=said)
    except keeping.NotNow as refused:
        form.add_error(None, str(refused))
        present = SectionOnSite.objects.filter(provider=form.instance.provider_id).first()
        form.data = {**form.data.dict(), "seen": present.stamp if present else ""}
        return False
    return True


def said_before(record: SectionOnSite) -> dict:
    """What the institution said stands ready in the form of whoever checks it."""
    if not record.awaits_check:
        return {}
    return {"address": record.said_address, "published_on": record.said_published_on or record.published_on}


def frame_address(request: HttpRequest, institution: Provider) -> str:
    """The card of the institution as a narrow page for its own site."""
    return request.build_absolute_uri(reverse("sharing:embed-provider", args=[institution.slug]))


@for_staff
def report(request: HttpRequest) -> HttpResponse:
    """The period and what is in it; the same as a file under the names of files."""
    form = PeriodForm(request.GET) if request.GET else PeriodForm(initial=last_month())
    made = made_report(form) if form.is_bound and form.is_valid() else None
    context = {"form": form, "report": made, "query": request.GET.urlencode()}
    return page(request, "report", _("Отчёт за период"), context)


@for_staff
def report_file(request: HttpRequest, extension: str) -> HttpResponse:
    form = PeriodForm(request.GET)
    if extension not in KINDS or not form.is_valid():
        raise Http404
    made = made_report(form)
    body = report_book(made) if extension == "xlsx" else report_pdf(made, localdate())[0]
    return as_file(body, extension, f"publicity-{made.since}-{made.until}")


def made_report(form: PeriodForm):
    asked = form.cleaned_data
    return period_report(asked["since"], asked["until"], asked["programme"], asked["channel"])


def last_month() -> dict:
    month = Month.of(localdate()).previous
    return {"since": month.first_day, "until": month.last_day}


def as_file(body: bytes, extension: str, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=KINDS[extension])
    response["Content-Disposition"] = f'attachment; filename="{name}.{extension}"'
    return response
