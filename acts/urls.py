"""Addresses of acts."""

from django.urls import path

from acts import views
from acts.feeds import ActFeed

app_name = "acts"
urlpatterns = [
    path("acts/", views.act_list, name="acts"),
    path("acts/feed.xml", ActFeed(), name="feed"),
    path("acts/<slug:slug>/", views.act_detail, name="act"),
]
