"""Policies that every response carries."""

import functools
from collections.abc import Callable

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.contrib import messages
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import redirect
from django.utils.cache import has_vary_header, patch_cache_control
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.middleware import RedirectMiddleware
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

PACKED = ("application/pdf", "application/zip")
STAFF_PATHS = ("/admin/", "/documents/")
# What a view writes on a response whose policy is another.
OWN_POLICY = ("_csp_config", "_csp_update", "_csp_replace", "_csp_exempt")
# Seconds that a page is kept: by a proxy, then stale while a new one is fetched; after that by a browser, likewise.
# With what a process keeps of the portal's settings, an emergency is on every page within a minute: see
# tests/home/test_emergency.py.
# A redirection too: of one that says nothing of time a browser never asks again, and a merger can be undone.
KEEPABLE = (200, 301)
KEPT = {"s_maxage": 20, "max_age": 10, "stale_while_revalidate": 10}
PERMISSIONS = "accelerometer=(), camera=(), geolocation=(self), microphone=(), payment=(), usb=(), browsing-topics=()"


class ContentSecurityPolicy(CSPMiddleware):
    """The strict policy on public pages, the admin's own on its pages."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if request.path_info.startswith("/admin/"):
            response._csp_replace = settings.ADMIN_CONTENT_SECURITY_POLICY
        elif not settings.DEBUG and HEADER not in response and vars(response).keys().isdisjoint(OWN_POLICY):
            response[HEADER] = strict_policy()
            return response
        return super().process_response(request, response)


@functools.cache
def strict_policy() -> str:
    """Written once: the package copies the settings and writes the policy for each response."""
    return build_policy(config=settings.CONTENT_SECURITY_POLICY["DIRECTIVES"])


class Compression(GZipMiddleware):
    """Leave alone what is packed already: it would gain nothing, and could no longer be asked for in parts."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if response.get("Content-Type", "").startswith(PACKED):
            return response
        return super().process_response(request, response)


class PermissionsPolicy:
    """Say which powerful features of the browser the portal does without."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["Permissions-Policy"] = PERMISSIONS
        return response


class ForeignCookies:
    """Let public pages see no cookie but the session's, which a page for signed-in readers needs.

    A malformed token of somebody else's would otherwise make Django set a new one on a page that anybody may keep.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(STAFF_PATHS):
            session = settings.SESSION_COOKIE_NAME
            request.COOKIES = {name: value for name, value in request.COOKIES.items() if name == session}
        return self.get_response(request)


class PublicCaching:
    """Let any proxy keep a public page for a while, and serve it stale for a day while the portal is down.

    A page that said otherwise, set a cookie or looked at one is left alone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if self.may_be_kept(request, response):
            patch_cache_control(response, public=True, stale_if_error=86_400, **KEPT)
        return response

    @staticmethod
    def may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
        return (
            request.method in ("GET", "HEAD")
            and response.status_code in KEEPABLE
            and not request.path_info.startswith(STAFF_PATHS)
            and not response.has_header("Cache-Control")
            and not response.cookies
            and not has_vary_header(response, "Cookie")
        )


class PublicRedirects(RedirectMiddleware):
    """An old address leads on only to a public page: of any other it would tell the new address."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        found = super().process_response(request, response)
        return response if found is not response and leads_to_hidden(request) else found


def leads_to_hidden(request: HttpRequest) -> bool:
    """Of two old addresses that fit, the one with the query counts, as for Wagtail."""
    whole, bare = (Redirect.normalise_path(path) for path in (request.get_full_path(), request.path))
    found = Redirect.objects.filter(old_path=whole) or Redirect.objects.filter(old_path=bare)
    pages = Page.objects.filter(redirect__in=found)
    return pages.exclude(pk__in=pages.live().public()).exists()


class KeptRecords:
    """A record that others rest on stays, and whoever would delete it is told so. Wagtail asks its neighbours only."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not (isinstance(exception, ProtectedError) and request.path_info.startswith("/admin/")):
            return None
        messages.error(request, _("Удалить нельзя: на этой записи держатся другие. Снимите её с сайта."))
        return redirect("wagtailadmin_home")
