"""Addresses of the report form."""

from django.urls import path

from . import views

app_name = "feedback"
urlpatterns = [
    path("feedback/", views.report, name="report"),
    path("feedback/consent/", views.consent, name="consent"),
    path("feedback/<slug:receipt>/", views.status, name="status"),
]
