"""Pages of the portal as a whole: Wagtail's own, and errors, which render without a database or a session."""

import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from wagtail import views
from wagtail.url_routing import RouteResult

from portal import unsaved
from portal.languages import home_here
from portal.sites import current

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def serve_page(request: HttpRequest, path: str) -> HttpResponse:
    """Wagtail's view of a page, told the site."""
    request._wagtail_site = current()
    request._wagtail_route_for_request = route(request, path)
    return views.serve(request, path)


def route(request: HttpRequest, path: str) -> RouteResult | None:
    """Where Wagtail looks for what it found before: from the home page of the address's own language."""
    home = home_here(request._wagtail_site)
    try:
        return home and home.route(request, [part for part in path.split("/") if part])
    except Http404:
        return None


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What is too large is no mistake of the address, and whoever wrote it wants to know where it is now."""
    return error_page("413.html", 413) if isinstance(exception, TOO_MUCH) else error_page("400.html", 400)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page("404.html", 404)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page("403.html", 403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Called by Django while the exception is being handled."""
    return unsaved.told(request, sys.exc_info()[1]) or error_page("500.html", 500)


def error_page(template: str, status: int) -> HttpResponse:
    response = HttpResponse(render_to_string(template), status=status)
    response["Cache-Control"] = "no-store"
    return response
