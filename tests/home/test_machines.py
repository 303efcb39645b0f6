"""What feed readers and search engines get: feed, sitemap, robots."""

import datetime
from xml.etree import ElementTree

import pytest

from measures.models import Indicator, PlanEdition, ReportingRule
from tests.factories import (
    FamilyCategoryFactory,
    IndicatorFactory,
    LegalActFactory,
    MeasureFactory,
    PracticeFactory,
    ProgrammeFactory,
    ProviderFactory,
    ServiceFactory,
)
from tests.home import factories as make

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
RECORDS = {
    "services": ServiceFactory,
    "providers": ProviderFactory,
    "categories": FamilyCategoryFactory,
    "practices": PracticeFactory,
    "measures": MeasureFactory,
    "acts": LegalActFactory,
}


def tree(client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert "xml" in response["Content-Type"]
    return ElementTree.fromstring(response.content)


def addresses(client, section) -> set[str]:
    return {each.text for each in tree(client, f"/sitemap-{section}.xml").iter(f"{MAP}loc")}


def test_the_feed_is_atom_with_the_newest_first(client):
    make.news(title="Старая", date=datetime.date(2026, 11, 1))
    page = make.news(title="Новая & свежая", lead="Коротко", date=datetime.date(2026, 11, 2))
    entries = tree(client, "/news/feed/").findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["Новая & свежая", "Старая"]
    assert entries[0].find(f"{ATOM}link").get("href") == f"http://testserver{page.url}"
    assert entries[0].findtext(f"{ATOM}published").startswith("2026-11-02")


def test_an_empty_feed_is_still_a_feed(client):
    assert tree(client, "/news/feed/").tag == f"{ATOM}feed"


def test_the_index_names_a_map_of_every_kind(client):
    sections = {each.text for each in tree(client, "/sitemap.xml").iter(f"{MAP}loc")}
    expected = {"pages", "ways", "programmes", "programme-pages", "rights", *RECORDS}
    assert sections == {f"http://testserver/sitemap-{name}.xml" for name in expected}


@pytest.mark.parametrize("section", RECORDS)
def test_a_map_holds_public_records_only(client, section):
    shown, draft = RECORDS[section](), RECORDS[section](live=False)
    found = addresses(client, section)
    assert f"http://testserver{shown.get_absolute_url()}" in found
    assert f"http://testserver{draft.get_absolute_url()}" not in found


def test_the_pages_beside_a_programme_are_there_when_they_say_something(client):
    programme = ProgrammeFactory(slug="quiet")
    assert addresses(client, "programme-pages") == set()
    ReportingRule.objects.create(programme=programme, day=10)
    PlanEdition.objects.create(programme=programme, number=1)
    draft = IndicatorFactory(programme=programme, live=False)
    base = "http://testserver/programmes/quiet"
    assert addresses(client, "programme-pages") == {f"{base}/changes/", f"{base}/discipline/"}
    Indicator.objects.filter(pk=draft.pk).update(live=True)
    assert f"{base}/indicators/" in addresses(client, "programme-pages")


def test_the_map_of_pages_has_the_home_page_and_those_below(client):
    page = make.news()
    assert {"http://testserver/", f"http://testserver{page.url}"} <= addresses(client, "pages")


@pytest.mark.parametrize("section", RECORDS)
def test_a_map_of_one_and_of_ten_cost_the_same(client, section, django_assert_num_queries):
    RECORDS[section].create_batch(10)
    addresses(client, "pages")  # which site it is, is asked once a minute
    with django_assert_num_queries(2):  # how many, and which
        addresses(client, section)


def test_robots_are_kept_from_the_admin_and_shown_the_map(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert "Disallow: /admin/" in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines
