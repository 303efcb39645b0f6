"""The configuration of nginx that operators copy: what its locations tell the portal, and what it writes of readers."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.http import QueryDict

from search.question import Question
from services_directory.filters import ProviderFilter

CONF = (Path(settings.BASE_DIR) / "docs" / "deploy" / "nginx.conf").read_text()
LOCATION = re.compile(r"^    location (?P<name>[^{]+) \{\n(?P<body>.*?)^    \}\n", re.MULTILINE | re.DOTALL)
HEADER = re.compile(r"proxy_set_header (\S+) (\S+);")
SERVER = LOCATION.sub("", CONF)
BODIES = {found["name"]: found["body"] for found in LOCATION.finditer(CONF) if "proxy_pass" in found["body"]}


CACHED = ["/static/", "/", "@asks_nothing", "@bare"]


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
    assert [name for name, body in BODIES.items() if "proxy_cache portal;" in body] == CACHED
    assert told("/")["Accept-Encoding"] == '""'


def test_the_log_names_no_reader_and_no_words():
    kept = re.search(r"log_format portal '([^']*)'", CONF)[1]
    assert "access_log /var/log/nginx/portal.log portal;" in CONF
    assert not re.search(r"\$(remote_|request\b|request_uri|args|query_string|http_|cookie_)", kept)
    # Its own pages have another address by then, and a line of the other log names the reader and the words.
    assert "$bare_address" in kept
    assert "$uri" not in kept
    assert re.findall(r"error_log \S+ (\w+);", CONF) == ["crit"]


def test_slow_readers_hold_no_thread_of_the_portal():
    for rule in ("proxy_request_buffering on;", "proxy_buffering on;", "client_header_timeout", "client_body_timeout"):
        assert rule in SERVER
    assert not re.search(r"proxy_(?:request_)?buffering off|proxy_max_temp_file_size 0", CONF)


def test_one_address_cannot_take_all_there_is():
    zone = re.search(r"limit_conn_zone \$binary_remote_addr zone=(\w+):", CONF)[1]
    assert re.search(rf"limit_conn {zone} \d+;", SERVER)


def test_who_is_refused_gets_a_kept_page_where_there_is_one():
    for name in CACHED:
        assert "http_503" in re.search(r"proxy_cache_use_stale ([^;]+);", BODIES[name])[1]


class Heard(QueryDict):
    """Notes the words of an address that are read."""

    def get(self, name, default=None):
        heard.add(str(name))
        return super().get(name, default)

    def getlist(self, name, default=None):
        heard.add(str(name))
        return super().getlist(name, default)


heard: set[str] = set()


def test_words_that_a_list_reads_are_never_left_out():
    """A question whose answer nobody has kept must fail rather than be answered by the whole list."""
    Question.of(Heard())
    read = heard | set(ProviderFilter.base_filters) | {"explain"}
    (rule,) = re.findall(r"\(\?:(q\|[a-z|]+)\)=", CONF)
    assert set(rule.split("|")) == read
