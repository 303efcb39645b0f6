"""What of the back office is open to those who do not work for the portal: what the apps name, and no more.

An app names them by the hook `portal_doors`: a function that gives the name of a group and its addresses. The rights to
records are the policies'. These lists keep all else shut, now and when more is added: pages, reports, libraries.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from wagtail import hooks
from wagtail.admin.auth import permission_denied

from portal.reporters import groups_of, is_reporter

OFFICE = frozenset(
    [
        *("wagtailadmin_home", "wagtailadmin_account", "wagtailadmin_dismissibles", "wagtailadmin_logout"),
        *("wagtailadmin_login", "wagtailadmin_sprite", "wagtailadmin_javascript_catalog"),
        "portal_edit_review",
        *("wagtailadmin_editing_sessions:ping", "wagtailadmin_editing_sessions:release"),
        *("wagtailadmin_password_reset", "wagtailadmin_password_reset_done"),
        *("wagtailadmin_password_reset_confirm", "wagtailadmin_password_reset_complete"),
    ]
)
SECOND_FACTOR = ("mfa_", "account_")


class ReporterDoors:
    """Send an outsider back from every address of the back office but hers, as Wagtail does where rights lack."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        if not request.path_info.startswith("/admin/") or is_for_all(request.resolver_match.view_name):
            return None
        shut = is_reporter(request.user) and not is_open(request.resolver_match.view_name, request.user)
        return permission_denied(request) if shut else None


def leads_in(address: str, user) -> bool:
    """Whether a link of the menu opens something for an outsider; one that only unfolds stays."""
    try:
        return not address.startswith("/") or is_open(resolve(address).view_name, user)
    except Resolver404:
        return True


def is_for_all(name: str) -> bool:
    return name in OFFICE or name.startswith(SECOND_FACTOR)


def is_open(name: str, user) -> bool:
    named = (fn() for fn in hooks.get_hooks("portal_doors"))
    return is_for_all(name) or any(name in addresses for group, addresses in named if group in groups_of(user))
