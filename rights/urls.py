"""Addresses of the legal navigator."""

from django.urls import path

from rights import views

app_name = "rights"
urlpatterns = [
    path("rights/", views.situation_list, name="situations"),
    path("rights/<slug:slug>/", views.situation, name="situation"),
    path("rights/<slug:slug>/letters/<int:number>/", views.letter, name="letter"),
    path("rights/<slug:slug>/letters/<int:number>.docx", views.letter_docx, name="letter-docx"),
    path("rights/<slug:slug>/letters/<int:number>.pdf", views.letter_pdf, name="letter-pdf"),
]
