"""The policy of a public page is what the package would write, and a view may still have its own."""

import pytest
from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from django.http import HttpResponse
from django.test import RequestFactory

from portal.middleware import ContentSecurityPolicy


def written(by: type[CSPMiddleware], path: str, **own) -> set[str]:
    """The directives, whose order the package leaves open."""
    response = HttpResponse()
    vars(response).update(own)
    return set(by(lambda request: response)(RequestFactory().get(path))[HEADER].split("; "))


def test_what_is_written_once_is_what_the_package_writes():
    assert written(ContentSecurityPolicy, "/services/") == written(CSPMiddleware, "/services/")


def test_a_view_has_its_own():
    own = {"_csp_update": {"img-src": ["https://tiles.example"]}}
    assert written(ContentSecurityPolicy, "/services/map/", **own) == written(CSPMiddleware, "/services/map/", **own)
    assert any("tiles.example" in each for each in written(ContentSecurityPolicy, "/services/map/", **own))


@pytest.mark.parametrize("path", ["/", "/services/", "/no-such-page/", "/admin/login/", "/api/search/", "/health/live"])
def test_every_answer_says_what_the_browser_may_do_with_it(client, db, path):
    """Beside the policy of content; that HTTPS is kept to is asked for by the deployment check."""
    headers = client.get(path).headers
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] in ("same-origin", "strict-origin-when-cross-origin", "no-referrer")
    assert "frame-ancestors" in headers.get("Content-Security-Policy", "") or headers["X-Frame-Options"] == "DENY"


def test_the_back_office_has_its_own():
    assert "script-src 'self' 'unsafe-inline'" in written(ContentSecurityPolicy, "/admin/")
    assert "script-src 'self'" in written(ContentSecurityPolicy, "/")
