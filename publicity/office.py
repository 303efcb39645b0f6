"""Screens of the media plan in the office: the list, the months, an item; of an institution, what is asked of it."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from measures.models import Channel, MediaPlanItem, MediaState
from services_directory.ownership import own_providers

from .models import Publication
from .owing import CONFIRM, LOG, completions, may_enter, may_log, own_institutions
from .plan import (
    Kept,
    Month,
    counts,
    items_of,
    longest_overdue_first,
    month_to_show,
    months_of,
    office_programmes,
    running,
    weeks_of,
)
from .sections import rows_of

MOST_PUBLICATIONS = 200


def for_people_of_publicity(view):
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not may_enter(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def for_staff(view):
    """What is over all institutions."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.has_perm(LOG):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@for_people_of_publicity
def plan(request: HttpRequest) -> HttpResponse:
    """Of staff: all items, kept by the filters. Of an institution: its own page."""
    if not request.user.has_perm(LOG):
        return of_institution(request)
    programmes = office_programmes()
    items = items_of(chosen(request, programmes))
    kept = Kept(
        known(request, "channel", Channel),
        known(request, "state", MediaState),
        Month.named(request.GET.get("month", "")),
    )
    context = {
        **choices(request, programmes),
        "items": [item for item in items if kept.keeps(item)],
        "kept": kept,
        "states": MediaState,
        "months": months_of(items, ()),
        "counts": counts(items),
        "overdue": longest_overdue_first(items),
        "waiting": Publication.objects.filter(is_confirmed=False).count(),
    }
    return page(request, "plan", _("Медиаплан"), context)


@for_staff
def months(request: HttpRequest) -> HttpResponse:
    """What begins, is due and was published, by days of a month."""
    programmes = office_programmes()
    shown = chosen(request, programmes)
    channel = known(request, "channel", Channel)
    items = [item for item in items_of(shown) if not channel or channel in item.channels]
    published = [each for item in items for each in item.log]
    month = month_to_show(Month.named(request.GET.get("month", "")), months_of(items, published), localdate())
    context = {
        **choices(request, programmes),
        "kept": Kept(channel),
        "month": month,
        "weeks": weeks_of(month, items, published),
        "running": running(month, items),
        "today": localdate(),
        "query": query_of(request, "programme", "channel"),
    }
    return page(request, "months", _("Календарь медиаплана"), context)


@for_staff
def item(request: HttpRequest, item_id: int) -> HttpResponse:
    """An item with its log; of one that every institution owes, how far each of them is."""
    record = get_object_or_404(MediaPlanItem.objects.select_related("programme"), pk=item_id)
    found = next(each for each in items_of(office_programmes(record.programme_id)) if each.pk == record.pk)
    log = list(record.publications.select_related("institution", "page"))
    confirmed = [each for each in log if each.is_confirmed]
    context = {
        "item": found,
        "log": log,
        "completions": completions(found, confirmed) if found.per_institution else [],
        "may_log": may_log(request.user),
    }
    return page(request, "item", str(found), context)


@for_staff
def log(request: HttpRequest) -> HttpResponse:
    """The latest lines; `?wait=1`: those that institutions wrote and nobody has confirmed."""
    found = Publication.objects.select_related("item", "institution", "programme")
    waits = bool(request.GET.get("wait"))
    found = found.filter(is_confirmed=False) if waits else found
    context = {
        "log": list(found[:MOST_PUBLICATIONS]),
        "whole": found.count(),
        "waits": waits,
        "may_log": may_log(request.user),
        "may_confirm": request.user.has_perm(CONFIRM),
    }
    return page(request, "log", _("Журнал публикаций"), context)


def of_institution(request: HttpRequest) -> HttpResponse:
    """What plans ask of the user's institutions, what they have said, and the section on their sites."""
    institutions = list(own_institutions(request.user).select_related("territory__parent", "own_section"))
    context = {
        "sections": rows_of(institutions),
        "asked": asked_of(institutions),
        "log": list(Publication.objects.filter(institution__in=institutions).select_related("item")),
        "may_log": True,
    }
    return page(request, "own", _("Публикации организации"), context)


def asked_of(institutions: list) -> list[MediaPlanItem]:
    """Items that every institution of their regions owes; `has_own` of those that are done."""
    regions = {each.territory.region.pk for each in institutions}
    own = {each.pk for each in institutions}
    found = []
    for each in items_of(one for one in office_programmes() if one.live and one.territory_id in regions):
        if each.per_institution and not each.cancelled_on:
            each.has_own = bool(each.reporting & own)
            found.append(each)
    return found


def items_open_to(user) -> list[MediaPlanItem]:
    """What the user may log a publication of: staff of anything, an institution of what is asked of it."""
    if user.has_perm(LOG):
        return items_of(office_programmes())
    return asked_of(list(own_institutions(user).select_related("territory__parent")))


def visible_log(user):
    """An institution sees its own lines and no other's."""
    found = Publication.objects.select_related("institution", "item__programme")
    return found if user.has_perm(LOG) else found.filter(institution__in=own_providers(user))


def chosen(request: HttpRequest, programmes: list) -> list:
    key = request.GET.get("programme", "")
    return [each for each in programmes if str(each.pk) == key] or programmes


def choices(request: HttpRequest, programmes: list) -> dict:
    return {
        "programmes": programmes,
        "programme": request.GET.get("programme", ""),
        "channels": Channel,
        "may_log": may_log(request.user),
    }


def known(request: HttpRequest, name: str, among) -> str:
    value = request.GET.get(name, "")
    return value if value in among.values else ""


def query_of(request: HttpRequest, *names: str) -> str:
    query = request.GET.copy()
    for name in [name for name in query if name not in names]:
        query.pop(name)
    return query.urlencode()


def page(request: HttpRequest, name: str, title: str, context: dict, crumbs=(), status: int = 200) -> HttpResponse:
    top = _("Медиаплан") if request.user.has_perm(LOG) else _("Публикации организации")
    trail = [{"url": reverse("wagtailadmin_home"), "label": _("Главная")}]
    trail += [{"url": reverse("publicity_plan"), "label": top}, *crumbs]
    trail += [] if name in ("plan", "own") else [{"url": "", "label": title}]
    common = {"header_title": title, "header_icon": "calendar-check", "breadcrumbs_items": trail}
    return render(request, f"publicity/{name}.html", {**common, **context}, status=status)
