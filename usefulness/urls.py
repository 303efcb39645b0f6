"""Addresses of «Страница помогла?»."""

from django.urls import path

from . import views

app_name = "usefulness"
urlpatterns = [
    path("useful/<int:page_id>/", views.answer, name="answer"),
    path("useful/<int:page_id>/why/", views.why, name="why"),
    path("useful/<int:page_id>/thanks/", views.thanks, name="thanks"),
]
