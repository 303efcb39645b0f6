"""Addresses of programmes."""

from django.urls import path, re_path

from . import comparing_page, views

app_name = "measures"
urlpatterns = [
    path("programmes/", views.programmes, name="programmes"),
    path("programmes/compare/", comparing_page.compare, name="compare"),
    path("programmes/<slug:slug>/", views.programme, name="programme"),
    path("programmes/<slug:slug>/indicators/", views.indicators, name="indicators"),
    re_path(r"^programmes/(?P<slug>[-\w]+)/data\.(?P<kind>csv|xlsx|json)$", views.data, name="data"),
    # The characters that the field allows, so that nothing else reaches the database.
    re_path(r"^programmes/(?P<slug>[-\w]+)/(?P<number>[0-9A-Za-zА-Яа-я.-]{1,12})/$", views.measure, name="measure"),
]
