"""Addresses of the second factor. Of allauth's pages only these exist here: no sign-up, no e-mail, no social login."""

from allauth.account.views import reauthenticate
from django.urls import include, path, reverse_lazy
from django.views.generic import RedirectView

urlpatterns = [
    path("", include("allauth.mfa.urls")),
    path("password/", reauthenticate, name="account_reauthenticate"),
    path(
        "login/", RedirectView.as_view(url=reverse_lazy("wagtailadmin_login"), query_string=True), name="account_login"
    ),
    path("logout/", RedirectView.as_view(url=reverse_lazy("wagtailadmin_logout")), name="account_logout"),
]
