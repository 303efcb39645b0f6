"""What of the back office is open to whoever works for an institution: these addresses, and no other.

The rights to records are the policy's (services_directory.ownership). This list keeps all else shut, now and when more
is added: pages, reports, libraries of files, and what an institution does not do to its own cards.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from wagtail.admin.auth import permission_denied

from portal.reporters import is_reporter

RECORDS = ("provider", "location", "service")
VIEWS = (
    *("list", "list_results", "add", "edit", "copy", "inspect"),
    *("preview_on_add", "preview_on_edit", "revisions_view", "revisions_compare"),
    *("history", "history_results", "workflow_history", "workflow_history_detail", "confirm_workflow_cancellation"),
)
# Words and records that a card names.
CHOSEN_FROM = (*RECORDS, "practice", "territory", "helpkind", "serviceform", "familycategory")
CHOOSER = ("choose", "choose_results", "chosen", "chosen_multiple")
OFFICE = (
    *("wagtailadmin_home", "wagtailadmin_account", "wagtailadmin_dismissibles", "wagtailadmin_logout"),
    *("wagtailadmin_login", "wagtailadmin_sprite", "wagtailadmin_javascript_catalog"),
    "portal_edit_review",
    # Their own cards only.
    *(f"directory_review_{kind}{rest}" for kind in ("provider", "service") for rest in ("", "_results")),
    *("directory_checked_today", "directory_openness", "directory_openness_results", "directory_openness_provider"),
    # What their institution reports, and nothing over all institutions.
    *("returns_list", "returns_return"),
    *("wagtailadmin_editing_sessions:ping", "wagtailadmin_editing_sessions:release"),
    *("wagtailadmin_password_reset", "wagtailadmin_password_reset_done"),
    *("wagtailadmin_password_reset_confirm", "wagtailadmin_password_reset_complete"),
)
SECOND_FACTOR = ("mfa_", "account_")
OPEN = frozenset(
    [
        *OFFICE,
        *(f"wagtailsnippets_services_directory_{record}:{view}" for record in RECORDS for view in VIEWS),
        *(f"wagtailsnippetchoosers_services_directory_{record}:{view}" for record in CHOSEN_FROM for view in CHOOSER),
    ]
)


class ReporterDoors:
    """Send a reporter back from every address of the back office but hers, as Wagtail does where rights are wanting."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        if not request.path_info.startswith("/admin/") or is_open(request.resolver_match.view_name):
            return None
        return permission_denied(request) if is_reporter(request.user) else None


def leads_in(address: str) -> bool:
    """Whether a link of the menu opens something for a reporter; one that only unfolds stays."""
    try:
        return not address.startswith("/") or is_open(resolve(address).view_name)
    except Resolver404:
        return True


def is_open(name: str) -> bool:
    return name in OPEN or name.startswith(SECOND_FACTOR)
