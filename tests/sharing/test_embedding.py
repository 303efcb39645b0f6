"""Frames of other sites: who may show them, and what stands in them."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from sharing.models import EmbedHost
from tests.factories import WEEK, HelpKindFactory, LocationFactory, ProviderFactory, RegionFactory, ServiceFactory

pytestmark = pytest.mark.django_db


def ancestors(response) -> str:
    policy = response.headers["Content-Security-Policy"]
    return next(each.strip() for each in policy.split(";") if "frame-ancestors" in each)


def test_nobody_else_may_show_a_frame_until_a_site_is_named(client):
    ProviderFactory(slug="centre")
    assert ancestors(client.get("/embed/provider/centre/")) == "frame-ancestors 'self'"
    EmbedHost.objects.create(host="centre.example")
    EmbedHost.objects.create(host="xn--e1aqjhr.xn--p1ai:8080")
    named = (
        "frame-ancestors 'self' https://centre.example http://centre.example "
        "https://xn--e1aqjhr.xn--p1ai:8080 http://xn--e1aqjhr.xn--p1ai:8080"
    )
    for path in ("/embed/provider/centre/", "/embed/search/", "/embed/provider/no-such/"):
        assert ancestors(client.get(path)) == named


@pytest.mark.parametrize("path", ["/embed/provider/centre/", "/embed/search/", "/embed/provider/no-such/"])
def test_frames_alone_are_free_of_the_older_header(client, path):
    ProviderFactory(slug="centre")
    assert "X-Frame-Options" not in client.get(path).headers


@pytest.mark.parametrize("path", ["/", "/providers/centre/", "/embed/", "/saved/", "/navigator/"])
def test_every_other_page_stays_unframed(client, path):
    ProviderFactory(slug="centre")
    EmbedHost.objects.create(host="centre.example")
    response = client.get(path)
    assert ancestors(response) == "frame-ancestors 'none'"
    assert response.headers["X-Frame-Options"] == "DENY"


def test_a_frame_has_no_script_no_cookie_and_links_that_open_outside(client):
    provider = ProviderFactory(slug="centre", name="Центр")
    ServiceFactory(provider=provider, name="Няня на час")
    response = client.get("/embed/provider/centre/")
    soup = BeautifulSoup(response.content, "html.parser")
    assert not soup.select("script, header, nav")
    assert not response.cookies
    assert "Няня на час" in soup.text
    assert soup.base["target"] == "_top"


def test_the_search_keeps_what_its_address_names(client):
    region, kind = RegionFactory(slug="kray"), HelpKindFactory()
    ServiceFactory(name="Психолог рядом", kind=kind, provider__territory=region)
    ServiceFactory(name="Психолог далеко", kind=kind)
    soup = BeautifulSoup(client.get("/embed/search/?territory=kray&q=психолог").content, "html.parser")
    assert "Психолог рядом" in soup.text
    assert "Психолог далеко" not in soup.text
    assert soup.select_one("input[type=hidden][name=territory]")["value"] == "kray"
    assert soup.form["target"] == "_self"


def test_the_search_says_what_is_closed_for_a_while(client):
    ServiceFactory(name="Психолог", closed_from=localdate(), provider=LocationFactory(hours=WEEK).provider)
    ServiceFactory(name="Психолог без места")
    (line,) = BeautifulSoup(client.get("/embed/search/?q=психолог").content, "html.parser").select("li small + small")
    assert line.text.startswith("Временно закрыто с")


def test_a_card_that_is_gone_says_so(client):
    ProviderFactory(slug="closed", name="Закрытый центр", live=False)
    response = client.get("/embed/provider/closed/")
    assert response.status_code == 404
    assert "больше не публикуется" in response.content.decode()
    assert "Закрытый центр" not in response.content.decode()


def test_the_code_to_copy_names_the_frame(client):
    ProviderFactory(slug="centre", name='Центр "Семья" <b>')
    soup = BeautifulSoup(client.get("/embed/?provider=centre").content, "html.parser")
    code = BeautifulSoup(soup.textarea.text, "html.parser")
    assert code.iframe["src"] == "http://testserver/embed/provider/centre/"
    assert not code.select("script, b")


@pytest.mark.parametrize("query", ["provider=%00", "territory=%00", "territory=no-such", ""])
def test_odd_addresses_of_the_page_for_institutions_fail_in_words(client, query):
    assert client.get(f"/embed/?{query}").status_code in (200, 404)


WRONG = [
    "https://a.ru",
    "a.ru/path",
    "*.a.ru",
    "*",
    "a b.ru",
    "-a.ru",
    "a.ru:0",
    "a.ru:99999",
    "a.ru:80:80",
    "a.ru:*",
    "a.ru:",
    "a..ru",
    "[::1]",
    "user@a.ru",
    "a.ru?b",
    "a.ru\nb.ru",
    "a.ru\r\nX-Frame-Options: ALLOWALL",
    "а" * 64 + ".рф",
    "",
    "'self'",
    "a.ru;x-src",
]


@pytest.mark.parametrize("host", WRONG)
def test_what_is_no_name_of_a_site_is_refused(host):
    with pytest.raises(ValidationError):
        EmbedHost(host=host).full_clean()


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (" Centre.Example ", "centre.example"),
        ("центр.рф", "xn--e1aqjhr.xn--p1ai"),
        ("Центр.РФ:8080", "xn--e1aqjhr.xn--p1ai:8080"),
        ("127.0.0.1:8000", "127.0.0.1:8000"),
    ],
)
def test_a_site_is_kept_as_browsers_compare_it(written, kept):
    host = EmbedHost(host=written)
    host.full_clean()
    assert host.host == kept
