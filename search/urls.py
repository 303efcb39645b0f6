"""Addresses of this app."""

from django.urls import path

from search import geojson, institutions, places_map, views

app_name = "search"
urlpatterns = [
    path("services/", views.directory, name="directory"),
    path("services/map/", places_map.page, name="map"),
    path("services/data.geojson", geojson.services, name="services-geojson"),
    path("providers/", institutions.page, name="providers"),
    path("providers/data.geojson", geojson.providers, name="providers-geojson"),
    path("search/", views.site, name="site"),
    path("api/search/", views.api, name="api"),
    path("api/suggest/", views.suggestions, name="suggest"),
]
