"""Addresses of programmes."""

from django.urls import path, re_path

from . import feeds, views

app_name = "measures"
urlpatterns = [
    path("programmes/", views.programmes, name="programmes"),
    path("programmes/<slug:slug>/", views.programme, name="programme"),
    path("programmes/<slug:slug>/indicators/", views.indicators, name="indicators"),
    re_path(r"^programmes/(?P<slug>[-\w]+)/data\.(?P<kind>csv|xlsx|json)$", views.data, name="data"),
    path("programmes/<slug:slug>/report.pdf", views.report, name="report"),
    path("programmes/<slug:slug>/feed.xml", feeds.programme_feed, name="feed"),
    re_path(r"^programmes/(?P<slug>[-\w]+)/(?P<table>[a-z]+)\.(?P<kind>csv|xlsx|json)$", views.table, name="table"),
    re_path(
        r"^programmes/(?P<slug>[-\w]+)/(?P<number>[0-9A-Za-zА-Яа-я.-]{1,12})/feed\.xml$",
        feeds.measure_feed,
        name="measure-feed",
    ),
    # The characters that the field allows, so that nothing else reaches the database.
    re_path(r"^programmes/(?P<slug>[-\w]+)/(?P<number>[0-9A-Za-zА-Яа-я.-]{1,12})/$", views.measure, name="measure"),
]
