"""More visitors than the portal can answer: some are told so at once, and the rest are answered as ever."""

import functools
import logging
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from portal.lanes import crowded
from portal.languages import language_of

# Watchers must learn that the portal lives, and editors may be the ones to tell what has happened.
ALWAYS_ANSWERED = ("/health/", "/admin/")
RETRY_AFTER = 10
SECONDS_BETWEEN_LINES = 60
logger = logging.getLogger(__name__)


class Overload:
    """Refuse public pages of the lane that is for what is too much (portal.lanes): no database, no view.

    What somebody has filled in and sent is taken all the same.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return refusal(request) if crowded.get() and may_be_refused(request) else self.get_response(request)


def may_be_refused(request: HttpRequest) -> bool:
    return request.method in ("GET", "HEAD") and not request.path_info.startswith(ALWAYS_ANSWERED)


def refusal(request: HttpRequest) -> HttpResponse:
    headers = {"Retry-After": f"{RETRY_AFTER}", "Cache-Control": "no-store"}
    response = HttpResponse(page(language_of(request.path_info)), status=503, headers=headers)
    # Django would write a line for each, a flood of its own.
    response._has_been_logged = True
    refused.note()
    return response


class Refused:
    """How many there were, told to the log once a minute and never of whom."""

    def __init__(self):
        self.number, self.told = 0, -SECONDS_BETWEEN_LINES

    def note(self) -> None:
        self.number += 1
        if time.monotonic() - self.told > SECONDS_BETWEEN_LINES:
            number, self.number, self.told = self.number, 0, time.monotonic()
            logger.warning("Too many visitors: %s pages refused since the last such line", number)


refused = Refused()


@functools.cache
def page(language: str) -> str:
    """Once for the life of the process: it says the same to everybody."""
    with translation.override(language):
        return render_to_string("503.html")
