"""Addresses of the directory; `/services/` and `/providers/` themselves belong to the search."""

from django.urls import path

from . import matrix_tables, views

app_name = "directory"
urlpatterns = [
    path("services/<slug:slug>/", views.service_detail, name="service"),
    path("providers/<slug:slug>/", views.provider_detail, name="provider"),
    path("categories/", views.category_list, name="categories"),
    path("categories/<slug:slug>/", views.category_detail, name="category"),
    path("practices/", views.practice_list, name="practices"),
    path("practices/data.<slug:extension>", matrix_tables.practice_table, name="practices-data"),
    path("practices/<slug:slug>/", views.practice_detail, name="practice"),
]
