"""Addresses of this app."""

from django.urls import path

from search import views

app_name = "search"
urlpatterns = [
    path("services/", views.directory, name="directory"),
    path("search/", views.site, name="site"),
    path("api/search/", views.api, name="api"),
    path("api/suggest/", views.suggestions, name="suggest"),
]
