"""Calendar, archive and files for calendars, beside the list that is a page."""

import datetime

from django.conf import settings
from django.db.models import Max, Min
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events import month as months
from events import open_data
from events.expiring import kept_while_true
from events.filters import NarrowFilter, first_of_next, first_of_previous, month_name
from events.gathering import for_calendars
from events.ics import written
from events.listing import feed_query, past_list
from events.models.dates import EventDate
from events.models.event import EventPage
from events.models.index import EventIndexPage

CALENDAR_TYPE = "text/calendar; charset=utf-8; method=PUBLISH"
# A calendar to follow keeps what was lately, so that a phone does not drop it the next morning.
KEPT_DAYS = datetime.timedelta(days=60)
MOST_ENTRIES = 500


def index_or_404() -> EventIndexPage:
    if index := EventIndexPage.objects.published().here().first():
        return index
    raise Http404


def narrowed(request: HttpRequest, events) -> NarrowFilter:
    return NarrowFilter(request.GET, events, request=request)


@require_safe
def past(request: HttpRequest) -> HttpResponse:
    index = index_or_404()
    return render(request, "events/past.html", {"page": index, **past_list(request, index)})


@require_safe
def calendar(request: HttpRequest, month: datetime.date | None = None) -> HttpResponse:
    index = index_or_404()
    today = timezone.localdate()
    month = month or today.replace(day=1)
    found = narrowed(request, EventPage.objects.child_of(index).published())
    held = months.held_in_month(month, found.qs)
    context = {
        "page": index,
        "month": month,
        "month_name": month_name(month),
        "today": today,
        "weeks": months.weeks(month, held),
        "count": len({date.page_id for date in held}),
        **ways(month, found.qs),
        "form": found.form,
        "filtered": found.form.is_valid() and any(found.form.cleaned_data.values()),
        "query": feed_query(found),
    }
    return kept_while_true(render(request, "events/calendar.html", context), [])


def ways(month: datetime.date, events) -> dict:
    """The neighbouring months, as far as there is anything: nobody, and no robot, walks into empty centuries."""
    dates = EventDate.objects.filter(page__in=events.order_by().values("pk"))
    known = dates.aggregate(first=Min("day"), last=Max("day"), longest=Max("ends_day"))
    last = max(filter(None, (known["last"], known["longest"])), default=None)
    earlier, later = first_of_previous(month), first_of_next(month)
    return {
        "earlier": earlier if known["first"] and known["first"] < month else None,
        "later": later if last and last >= later else None,
        "month_name_of": month_name,
    }


@require_safe
def event_file(request: HttpRequest, slug: str) -> HttpResponse:
    keys = EventPage.objects.published().here().filter(slug=slug).values_list("pk", flat=True)[:1]
    events = for_calendars(keys)
    if not events:
        raise Http404
    response = answered(request, events, events[0].title)
    response["Content-Disposition"] = f'attachment; filename="{slug}.ics"'
    return response


@require_safe
def feed_file(request: HttpRequest) -> HttpResponse:
    """To be followed: no attachment."""
    recent = EventDate.objects.filter(ends__gt=timezone.now() - KEPT_DAYS).values("page")
    found = narrowed(
        request, EventPage.objects.published().here().filter(pk__in=recent).order_by("-last_published_at", "pk")
    )
    events = for_calendars(found.qs.values_list("pk", flat=True)[:MOST_ENTRIES])
    name = _("События: %(site)s") % {"site": settings.WAGTAIL_SITE_NAME}
    return answered(request, events, name)


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    return kept_while_true(*open_data.answer(request))


def answered(request: HttpRequest, events: list[EventPage], name: str) -> HttpResponse:
    return HttpResponse(written(events, name, request.build_absolute_uri), content_type=CALENDAR_TYPE)
