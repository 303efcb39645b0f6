"""Addresses of acts."""

from django.urls import path

from acts import views

app_name = "acts"
urlpatterns = [
    path("acts/", views.act_list, name="acts"),
    path("acts/<slug:slug>/", views.act_detail, name="act"),
]
