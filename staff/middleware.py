"""The second factor: a password alone opens no page of the back office."""

from collections.abc import Callable
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

OFFICE = "/admin/"
# Where one signs in, out, and proves or sets up the second factor.
DOORS = ("/admin/login/", "/admin/logout/", "/admin/second-factor/", "/admin/password_reset/", "/admin/jsi18n/")


def has_proved(request: HttpRequest) -> bool:
    """Whether this session has shown a code of the user's authenticator."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request))


class SecondFactor:
    """Send a signed-in user without a proven second factor to prove it, or to set it up first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self.is_due(request):
            step = "mfa_reauthenticate" if is_mfa_enabled(request.user) else "mfa_activate_totp"
            return redirect(f"{reverse(step)}?{urlencode({'next': request.get_full_path()})}")
        return self.get_response(request)

    @staticmethod
    def is_due(request: HttpRequest) -> bool:
        path = request.path_info
        return (
            settings.REQUIRE_SECOND_FACTOR
            and path.startswith(OFFICE)
            and not path.startswith(DOORS)
            and request.user.is_authenticated
            and not has_proved(request)
        )
