"""The navigator, one page for every address of it. What a family answers is kept nowhere: not here, not on the way."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from navigator.models import Navigator
from navigator.places import Places
from navigator.showing import allowed, shown
from navigator.walking import Walk


@require_safe
def navigator(request: HttpRequest) -> HttpResponse:
    return untold(request, page(request))


def page(request: HttpRequest) -> HttpResponse:
    found = Navigator.objects.published().order_by("pk").first()
    tree = found and found.tree
    if not (tree and tree.first):
        return render(request, "navigator/absent.html")
    places = Places()
    walk = Walk.of(tree, request.GET, allowed(tree, places))
    return render(request, walk.page_template, shown(found, walk, places))


def untold(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Tell nobody where the reader comes from; keep no page that holds an answer, neither here nor on the device."""
    response["Referrer-Policy"] = "no-referrer"
    if request.GET:
        response["Cache-Control"] = "private, no-store"
    return response
