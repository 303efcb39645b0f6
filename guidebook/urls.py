"""Addresses of the printed guide: its page, and a file for each choice."""

from django.urls import path

from . import views

app_name = "guidebook"
urlpatterns = [
    path("guide/", views.guide, name="guide"),
    path("guide.pdf", views.guide_pdf, name="pdf"),
    path("guide/<slug:slug>.pdf", views.guide_pdf, name="pdf-of"),
]
