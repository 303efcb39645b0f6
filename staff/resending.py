"""A form of the back office that comes when its sender's sign-in has ended, or has begun anew in another tab.

Wagtail would show the sign-in page, Django a refusal, and a morning's text would be gone. Instead the answer is a page
that holds all that was sent, to be sent once more. Only what a page of ours has sent is held: a stranger's page must
not have its words laid before a signed-in editor with a button below.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from portal.unsaved import typed_in
from portal.views import error_page

from .middleware import DOORS, OFFICE

# Shorter values are choices and numbers, which nobody would type anew with sorrow.
WORTH_COPYING = 20


class KeepsWhatWasSent:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        """After Django's own check of the form's token."""
        return held(request) if is_form(request) and not request.user.is_authenticated else None


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A new sign-in makes tokens anew, and every form that was open has an old one."""
    if is_form(request) and is_own(request):
        return held(request)
    return error_page("403_csrf.html", 403)


def is_form(request: HttpRequest) -> bool:
    """Sent by a person in a browser, not by a script of the page."""
    path = request.path_info
    is_of_office = request.method == "POST" and path.startswith(OFFICE) and not path.startswith(DOORS)
    # Asked last: Django reads all headers for it.
    return is_of_office and "text/html" in request.headers.get("accept", "")


def is_own(request: HttpRequest) -> bool:
    """By what the browser says of where the form stood, and no page can forge."""
    return urlsplit(request.headers.get("origin", "")).netloc == request.get_host()


def held(request: HttpRequest) -> HttpResponse:
    # The page has a token of its own.
    fields = [(name, value) for name, value in typed_in(request.POST) if name != "csrfmiddlewaretoken"]
    context = {
        "fields": fields,
        "texts": [value for _name, value in fields if len(value) > WORTH_COPYING and " " in value],
        "files": [file.name for file in request.FILES.values()],
        "is_signed_in": request.user.is_authenticated,
        "address": request.get_full_path(),
        "title": _("Осталось отправить") if request.user.is_authenticated else _("Ваш вход закончился"),
    }
    response = render(request, "staff/resend.html", context, status=403)
    add_never_cache_headers(response)
    return response
