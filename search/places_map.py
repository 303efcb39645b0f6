"""The page of a map: an addition to the list of services, with the same filters."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from search.cards import distance
from search.mapping import MOST, places, tiles_origin
from search.models import Section
from search.question import Question


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Places by their points; the map itself only where a source of its pictures is named."""
    question = Question.of(request.GET, sections=(Section.SERVICE,))
    found, near = places(question)
    context = {
        "question": question,
        "near": near,
        "places": found,
        "most": MOST,
        "distance": distance,
        "tiles": settings.MAP_TILES_URL,
        "attribution": settings.MAP_TILES_ATTRIBUTION,
        "back": f"{reverse('search:directory')}?{question.address}",
    }
    response = render(request, "search/map.html", context)
    if origin := tiles_origin():
        # Read by the middleware of django-csp, as its decorators do: no other page may ask that server.
        response._csp_update = {"img-src": [origin]}
    return response
