"""The configuration of nginx that operators copy: what its locations tell the portal, and what it writes of readers."""

import re
from pathlib import Path

import pytest
from django.conf import settings

CONF = (Path(settings.BASE_DIR) / "docs" / "deploy" / "nginx.conf").read_text()
LOCATION = re.compile(r"^    location (?P<name>[^{]+) \{\n(?P<body>.*?)^    \}\n", re.MULTILINE | re.DOTALL)
HEADER = re.compile(r"proxy_set_header (\S+) (\S+);")
SERVER = LOCATION.sub("", CONF)
BODIES = {found["name"]: found["body"] for found in LOCATION.finditer(CONF) if "proxy_pass" in found["body"]}


def told(name: str) -> dict[str, str]:
    """nginx's own rule: a location that sets a header itself inherits none."""
    return dict(HEADER.findall(BODIES[name]) or HEADER.findall(SERVER))


def test_the_whole_site_is_passed_on():
    assert {"/", "= /admin/login/", "= /navigator/"} < set(BODIES)


@pytest.mark.parametrize("name", BODIES)
def test_the_portal_is_told_the_site_the_scheme_and_the_reader(name):
    expected = {"Host": "$host", "X-Forwarded-Proto": "$scheme", "X-Forwarded-For": "$remote_addr"}
    assert expected.items() <= told(name).items()


@pytest.mark.parametrize("name", BODIES)
def test_cookies_pass_to_the_back_office_alone(name):
    assert told(name)["Cookie"] == ("$http_cookie" if "admin" in name else '""')


def test_one_plain_copy_is_kept_for_all():
    assert [name for name, body in BODIES.items() if "proxy_cache portal;" in body] == ["/"]
    assert told("/")["Accept-Encoding"] == '""'


def test_the_log_names_no_reader_and_no_words():
    kept = re.search(r"log_format portal '([^']*)'", CONF)[1]
    assert "access_log /var/log/nginx/portal.log portal;" in CONF
    assert not re.search(r"\$(remote_|request\b|request_uri|args|query_string|http_|cookie_)", kept)
