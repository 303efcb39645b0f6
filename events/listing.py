"""The lists of events: what is to come, and what there was."""

from django.http import HttpRequest

from events.filters import ComingFilter, NarrowFilter, PastFilter
from events.gathering import cards
from events.models.event import EventPage
from portal.paging import page_of, query_without_page

PER_PAGE = 20


def coming_list(request: HttpRequest, index) -> dict:
    return listed(request, ComingFilter, EventPage.objects.child_of(index).published().coming())


def past_list(request: HttpRequest, index) -> dict:
    return listed(request, PastFilter, EventPage.objects.child_of(index).published().past())


def listed(request: HttpRequest, narrowed: type[NarrowFilter], events) -> dict:
    found = narrowed(request.GET, events, request=request)
    page = page_of(request, found.qs.values_list("pk", flat=True), PER_PAGE)
    return {
        "form": found.form,
        "events": cards(page.object_list),
        "paging": page,
        "query": query_without_page(request),
        "filtered": found.form.is_valid() and any(found.form.cleaned_data.values()),
        "feed_query": feed_query(found),
    }


def feed_query(found: NarrowFilter) -> str:
    """The part of the question that a feed can be asked too, as «?territory=…»."""
    query = found.form.data.copy()
    for name in set(query) - set(NarrowFilter.Meta.fields):
        del query[name]
    return f"?{text}" if (text := query.urlencode()) else ""
