"""Addresses of the navigator."""

from django.urls import path

from navigator import views

app_name = "navigator"
urlpatterns = [path("navigator/", views.navigator, name="navigator")]
