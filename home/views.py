"""What machines ask of the site, and how readers want it to look."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

CLOSED = ("/admin/", "/documents/", "/api/", "/search/?", "/services/?", "/useful/")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in CLOSED),
        f"Sitemap: {request.build_absolute_uri(reverse('home:sitemap'))}",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


@require_safe
def display(request: HttpRequest) -> HttpResponse:
    """Everything there is done by the browser and kept in it."""
    return render(request, "home/display.html")
