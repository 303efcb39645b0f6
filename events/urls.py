"""Addresses of what stands beside the pages of events."""

import datetime

from django.urls import path, register_converter

from events import views
from events.feeds import EventFeed
from events.models.dates import FIRST_YEAR, LAST_YEAR


class MonthConverter:
    """«2026-12»: a month of a year that events may have."""

    regex = r"\d{4}-\d{2}"

    def to_python(self, value: str) -> datetime.date:
        month = datetime.date.fromisoformat(f"{value}-01")
        if not FIRST_YEAR <= month.year <= LAST_YEAR:
            raise ValueError(value)
        return month

    def to_url(self, value: datetime.date) -> str:
        return f"{value:%Y-%m}"


register_converter(MonthConverter, "month")

app_name = "events"
urlpatterns = [
    path("events/calendar/", views.calendar, name="calendar"),
    path("events/calendar/<month:month>/", views.calendar, name="month"),
    path("events/past/", views.past, name="past"),
    path("events/feed.ics", views.feed_file, name="feed-file"),
    path("events/data.json", views.data, name="data"),
    path("events/feed.xml", EventFeed(), name="feed"),
    path("events/<slug:slug>/event.ics", views.event_file, name="file"),
]
