"""The feed of what has been announced or changed."""

import datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse_lazy
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy as _

from events import when
from events.filters import NarrowFilter
from events.gathering import for_calendars
from events.models.event import EventPage

LATEST = 30


class EventFeed(Feed):
    """Coming events, the one announced or changed last first; narrowed as the list is."""

    feed_type = Atom1Feed
    title = settings.WAGTAIL_SITE_NAME
    subtitle = _("События")
    link = reverse_lazy("events:feed")
    language = "ru"

    def get_object(self, request):
        return NarrowFilter(request.GET, EventPage.objects.published().here().coming(), request=request).qs

    def items(self, found):
        return for_calendars(found.order_by("-last_published_at", "-pk").values_list("pk", flat=True)[:LATEST])

    def item_title(self, event):
        marks = {EventPage.Status.CANCELLED: _("Отменено: "), EventPage.Status.MOVED: _("Перенесено: ")}
        return f"{marks.get(event.status, '')}{event.title}"

    def item_description(self, event):
        date = event.shown_date
        return ". ".join(filter(None, [when.said(date, event.zone) if date else "", event.lead]))

    def item_link(self, event):
        return event.url or "/"

    def item_pubdate(self, event) -> datetime.datetime:
        return event.first_published_at

    def item_updateddate(self, event) -> datetime.datetime:
        return event.last_published_at
