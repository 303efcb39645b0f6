"""Addresses of programmes."""

from django.urls import path, re_path

from . import comparing_page, feeds, views
from .amendments.views import changes
from .reports import views as reports

app_name = "measures"
NUMBER = r"(?P<number>[0-9A-Za-zА-Яа-я.-]{1,12})"
PERIOD = r"(?P<period>(?:199[1-9]|20[0-9]{2}|2100)-[1-4])"
urlpatterns = [
    path("programmes/", views.programmes, name="programmes"),
    path("programmes/discipline/", reports.discipline_of_all, name="discipline_of_all"),
    path("programmes/compare/", comparing_page.compare, name="compare"),
    path("programmes/<slug:slug>/", views.programme, name="programme"),
    path("programmes/<slug:slug>/indicators/", views.indicators, name="indicators"),
    path("programmes/<slug:slug>/changes/", changes, name="changes"),
    re_path(r"^programmes/(?P<slug>[-\w]+)/data\.(?P<kind>csv|xlsx|json)$", views.data, name="data"),
    path("programmes/<slug:slug>/discipline/", reports.discipline, name="discipline"),
    re_path(rf"^programmes/(?P<slug>[-\w]+)/{NUMBER}/reports/$", reports.reports, name="reports"),
    re_path(rf"^programmes/(?P<slug>[-\w]+)/{NUMBER}/reports/{PERIOD}/$", reports.report, name="report"),
    re_path(
        rf"^programmes/(?P<slug>[-\w]+)/{NUMBER}/reports/{PERIOD}/(?P<edition>[0-9]{{1,4}})/$",
        reports.report,
        name="report_edition",
    ),
    re_path(
        rf"^programmes/(?P<slug>[-\w]+)/{NUMBER}/reports/{PERIOD}/files/(?P<file_id>[0-9]{{1,18}})/$",
        reports.report_file,
        name="report_file",
    ),
    path("programmes/<slug:slug>/report.pdf", views.report, name="report-pdf"),
    path("programmes/<slug:slug>/feed.xml", feeds.programme_feed, name="feed"),
    re_path(r"^programmes/(?P<slug>[-\w]+)/(?P<table>[a-z]+)\.(?P<kind>csv|xlsx|json)$", views.table, name="table"),
    re_path(
        rf"^programmes/(?P<slug>[-\w]+)/{NUMBER}/feed\.xml$",
        feeds.measure_feed,
        name="measure-feed",
    ),
    # The characters that the field allows, so that nothing else reaches the database.
    re_path(r"^programmes/(?P<slug>[-\w]+)/(?P<number>[0-9A-Za-zА-Яа-я.-]{1,12})/$", views.measure, name="measure"),
]
