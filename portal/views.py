"""Error pages: they render without a database, a session or a request to lean on."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page("404.html", 404)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page("403.html", 403)


def server_error(request: HttpRequest) -> HttpResponse:
    return error_page("500.html", 500)


def error_page(template: str, status: int) -> HttpResponse:
    response = HttpResponse(render_to_string(template), status=status)
    response["Cache-Control"] = "no-store"
    return response
