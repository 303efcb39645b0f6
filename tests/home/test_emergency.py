"""The emergency banner: on every page soon, those that a proxy keeps included; by its severity; gone in time.

A page that nginx has kept is as old as its Cache-Control lets it be (docs/deploy/nginx.conf sets no time of its own), a
browser may keep it on top of that, and the settings of the portal are as old as another process keeps them.
"""

import datetime
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils import timezone

from home.models import PortalSettings
from home.models.settings import CACHE_SECONDS
from tests.factories import ServiceFactory
from tests.home import factories as make

pytestmark = pytest.mark.django_db
MINUTE = 60


@pytest.fixture(autouse=True)
def fresh_cache():
    cache.clear()
    yield
    cache.clear()


def banner(**fields) -> PortalSettings:
    return PortalSettings.objects.create(emergency_text="Паводок: пункты помощи открыты", **fields)


def pages() -> list[str]:
    news = make.news()
    return ["/", "/services/", ServiceFactory().get_absolute_url(), "/programmes/", "/news/", news.url, "/display/"]


def seconds(response) -> dict[str, int]:
    """«s-maxage=20» as {"s-maxage": 20}."""
    return {name: int(number) for name, number in re.findall(r"([a-z-]+)=(\d+)", response["Cache-Control"])}


def oldest(response) -> int:
    """How old a page may be that a reader opens: kept settings, then a proxy, then her browser, each at its latest."""
    said = seconds(response)
    stale = said.get("stale-while-revalidate", 0)
    proxy = said.get("s-maxage", said["max-age"]) + stale
    return CACHE_SECONDS + proxy + said["max-age"] + stale


def test_a_page_kept_on_the_way_is_no_older_than_a_minute(client):
    for path in pages():
        response = client.get(path)
        assert response.status_code == 200, path
        assert oldest(response) <= MINUTE, path


def test_the_minute_is_made_of_these_parts(client):
    assert CACHE_SECONDS == 10
    assert seconds(client.get("/news/feed/"))["s-maxage"] == 20
    assert seconds(client.get("/display/")) == {
        "s-maxage": 20, "max-age": 10, "stale-while-revalidate": 10, "stale-if-error": 86_400,
    }  # fmt: skip


def test_nginx_keeps_pages_no_longer_than_they_say():
    conf = (Path(settings.BASE_DIR) / "docs" / "deploy" / "nginx.conf").read_text()
    assert "proxy_cache portal;" in conf
    assert "proxy_cache_valid" not in conf
    assert "updating" not in re.search(r"proxy_cache_use_stale ([^;]+);", conf)[1]
    assert "Cache-Control" not in " ".join(re.findall(r"proxy_ignore_headers ([^;]+);", conf))


@pytest.mark.parametrize("severity", ["info", "warn", "bad"])
def test_each_severity_has_its_own_look_and_says_it_is_urgent(client, severity):
    banner(emergency_severity=severity)
    for path in pages():
        html = client.get(path).content.decode()
        assert f'class="alarm alarm-{severity}" role="region" aria-label="Срочное сообщение"' in html, path
    styles = (Path(settings.BASE_DIR) / "portal/static/portal/css/frame.css").read_text()
    assert severity == "bad" or f".alarm-{severity}" in styles


def test_it_disappears_on_time_while_its_settings_are_still_kept(client, monkeypatch):
    until = timezone.now() + datetime.timedelta(hours=1)
    banner(emergency_until=until)
    assert "Паводок" in client.get("/").content.decode()
    monkeypatch.setattr("home.models.settings.timezone.now", lambda: until + datetime.timedelta(seconds=1))
    assert "Паводок" not in client.get("/").content.decode()


@pytest.mark.parametrize("link", ["//other.example", "/\\other.example", "https://", "javascript:alert(1)", "/a b"])
def test_its_link_stays_here_or_names_its_site(link):
    with pytest.raises(ValidationError, match="Адрес начинается"):
        PortalSettings(emergency_link=link).clean_fields(exclude=["site"])


@pytest.mark.parametrize("link", ["", "/", "/support/danger/?a=1#now", "https://other.example/x"])
def test_a_link_as_it_is_written_is_taken(link):
    PortalSettings(emergency_link=link).clean_fields(exclude=["site"])
