"""How the open data answer: JSON for anybody, kept for a minute, asked for again by ETag; mistakes in words."""

import datetime
import functools
import json
from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from hsds.asking import BadParameter

METHODS = "GET, HEAD, OPTIONS"
SECONDS = 60
A_DAY = 86_400


@dataclass
class Answer:
    """A document, and when it last changed where that is known."""

    body: dict | list
    modified: datetime.datetime | None = None


def open_to_all(view: Callable[..., Answer | HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Answer a program of any site; never with a page, never with a cookie."""

    @csrf_exempt  # nothing can be written here, and whoever tries must be told so in the words of the rest
    @functools.wraps(view)
    def answer(request: HttpRequest, **named) -> HttpResponseBase:
        response = respond(view, request, named)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Last-Modified"
        return response

    return answer


def respond(view: Callable, request: HttpRequest, named: dict) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return allowed()
    if request.method not in METHODS:
        response = mistake(405, _("Здесь только чтение: GET, HEAD, OPTIONS."))
        response["Allow"] = METHODS
        return response
    try:
        answer = view(request, **named)
    except BadParameter as wrong:
        return mistake(400, wrong.message, wrong.name)
    except Http404:
        return mistake(404, _("Такой записи нет, или она больше не опубликована."))
    return answer if isinstance(answer, HttpResponseBase) else kept(request, answer)


def allowed() -> HttpResponse:
    """What a browser asks before it lets a script of another site in."""
    response = HttpResponse(status=204)
    response["Allow"] = METHODS
    response["Access-Control-Allow-Methods"] = METHODS
    response["Access-Control-Allow-Headers"] = "Accept, If-None-Match, If-Modified-Since"
    response["Access-Control-Max-Age"] = A_DAY
    return response


def written(body: dict | list) -> bytes:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def mistake(status: int, message: str, field: str = "") -> HttpResponse:
    """What is wrong, in words, and with which parameter."""
    body = {"error": message, "field": field} if field else {"error": message}
    response = HttpResponse(written(body), status=status, content_type="application/json")
    response["Cache-Control"] = "no-store"
    return response


def kept(request: HttpRequest, answer: Answer) -> HttpResponse:
    response = HttpResponse(written(answer.body), content_type="application/json")
    patch_cache_control(response, public=True, max_age=SECONDS)
    set_response_etag(response)
    seconds = None
    if answer.modified:
        seconds = int(answer.modified.timestamp())
        response["Last-Modified"] = http_date(seconds)
    return get_conditional_response(request, etag=response["ETag"], last_modified=seconds, response=response)
