"""Addresses of questions. They stand before those of measures, whose pages take any number."""

from django.urls import path, re_path

from . import views

app_name = "questions"
urlpatterns = [
    path("programmes/<slug:slug>/questions/", views.answers, name="answers"),
    re_path(r"^programmes/(?P<slug>[-\w]+)/(?P<number>[0-9A-Za-zА-Яа-я.-]{1,12})/ask/$", views.ask, name="ask"),
    path("questions/<slug:receipt>/", views.status, name="status"),
]
