"""The public page of a plan's changes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from measures.gathering import PROGRAMME_NOTES
from measures.reading import published_programme

from . import page


def changes(request: HttpRequest, slug: str) -> HttpResponse:
    programme = published_programme(slug, PROGRAMME_NOTES)
    return render(request, "measures/changes.html", page.context(programme, request.GET))
