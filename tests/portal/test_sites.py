"""A territory's site shows that territory: canaries of another one are looked for at every public address there is.

New addresses are covered by themselves, as in test_confidential_addresses.
"""

import re
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.test import Client
from wagtail.models import Page, Site

from acts.models import LegalAct
from feedback.models import Report
from home.models import HomePage, NewsIndexPage, NewsPage, PortalSettings
from measures.models import Programme
from services_directory.models import FamilyCategory, Practice, Provider, Service, Territory
from tests.factories import (
    WEEK,
    FamilyCategoryFactory,
    LegalActFactory,
    LocationFactory,
    MeasureFactory,
    PracticeFactory,
    ProgrammeFactory,
    ProviderFactory,
    RegionFactory,
    ServiceFactory,
    TerritoryFactory,
)
from tests.home.factories import put
from tests.portal.routes import addresses, public_patterns
from tests.portal.test_confidential_addresses import text_of, values

pytestmark = pytest.mark.django_db
MAIN, OURS, TOWN = "testserver", "zarechny.example", "town.example"
LISTS = (
    *("/", "/services/", "/providers/", "/search/", "/api/search/", "/practices/", "/programmes/", "/news/"),
    *("/news/feed/", "/services/data.csv", "/services/data.xlsx", "/providers/data.csv", "/programmes/compare/"),
    *("/programmes/discipline/", "/sitemap-services.xml", "/sitemap-programmes.xml", "/sitemap-pages.xml"),
    *("/services/data.geojson", "/providers/data.geojson", "/embed/search/", "/categories/shared/"),
)
KINDS = (Provider, Service, Practice, FamilyCategory, Programme, LegalAct)
CANARY = "канаре"
OUR_OWN = "наш"


@pytest.fixture(autouse=True)
def fresh_cache(settings):
    settings.ALLOWED_HOSTS = ["*"]
    cache.clear()
    yield
    cache.clear()


def site(host: str, territory: Territory | None, title="Сайт края") -> Site:
    home = Page.objects.get(depth=1).add_child(instance=HomePage(title=title, slug=host.partition(".")[0]))
    found = Site.objects.create(hostname=host, port=80, root_page=home)
    PortalSettings.objects.create(site=found, territory=territory)
    return found


def records(territory: Territory, name: str):
    """One record of each kind that belongs to a territory, all named alike."""
    category = FamilyCategory.objects.filter(slug="shared").first() or FamilyCategoryFactory(
        slug="shared", name="Все семьи"
    )
    provider = ProviderFactory(name=f"Центр {name}", territory=territory, slug=f"centre-{territory.slug}")
    place = LocationFactory(
        provider=provider, name=f"Дом {name}", latitude=Decimal("58.2"), longitude=Decimal("45.4"),
        phones=["+79000000001"], hours=WEEK,
    )  # fmt: skip
    practice = PracticeFactory(name=f"Практика {name}", territory=territory, sites=[provider], categories=[category])
    service = ServiceFactory(
        name=f"Занятие {name}", provider=provider, locations=[place], categories=[category], practices=[practice],
        slug=f"lesson-{territory.slug}",
    )  # fmt: skip
    programme = ProgrammeFactory(title=f"Программа {name}", territory=territory, act=LegalActFactory())
    MeasureFactory(
        title=f"Мера {name}", programme=programme, services=[service], providers=[provider], categories=[category]
    )
    return place


def news(home: Page, name: str) -> NewsPage:
    index = put(home, NewsIndexPage, title="Новости", slug="news")
    return put(index, NewsPage, title=f"Новость {name}", slug=f"news-of-{home.slug}")


@pytest.fixture
def region() -> Territory:
    return RegionFactory(slug="zarechny", name="Заречный край")


@pytest.fixture
def two_sites(region):
    """The main site with everything, and the site of a region; each region has records of every kind."""
    ours = site(OURS, region)
    records(TerritoryFactory(slug="our-town", name="Речной район", parent=region), OUR_OWN)
    news(ours.root_page, OUR_OWN)
    place = records(RegionFactory(slug="far", name="Дальний край"), CANARY + "йка")
    news(Site.objects.get(is_default_site=True).root_page, CANARY + "йка")
    return place


def get(url: str, host: str = OURS, **query):
    return Client().get(url, query, HTTP_HOST=host)


def said(url: str, host: str = OURS, **query) -> str:
    response = get(url, host, **query)
    return text_of(response).lower() if response.status_code == 200 else ""


def every_address(place) -> list[str]:
    Report.objects.create(digest="x", kind="phone", about="x")
    known = {
        **values(place.provider.locations.first()),
        "slug": sorted({slug for model in KINDS for slug in model.objects.values_list("slug", flat=True)}),
        "number": ["1"],
    }
    found = {url for name, route, pattern in public_patterns() for url in addresses(name, route, pattern, known)}
    return sorted(url for url in found if not re.search(r"[<>(?\\^$]", url))


def test_no_address_of_a_regions_site_shows_what_is_of_another(two_sites):
    leaking, answered = [], set()
    for url in every_address(two_sites):
        response = get(url)
        assert response.status_code < 500, url
        if response.status_code == 200:
            answered.add(url)
            leaking += [url] if CANARY in text_of(response).lower() else []
    assert leaking == []
    assert {"/services/", "/providers/", "/search/", "/programmes/", "/practices/", "/sitemap-pages.xml"} <= answered


@pytest.mark.parametrize("url", LISTS)
def test_each_list_shows_what_is_of_the_region_and_the_main_site_all(url, two_sites):
    own, whole = said(url), said(url, MAIN)
    assert CANARY not in own
    if "news" not in url and "pages" not in url and url not in ("/programmes/discipline/", "/", "/search/"):
        mark = "our-town" if "sitemap-services" in url else OUR_OWN if "sitemap" not in url else "programme-"
        assert mark in own
    if "sitemap" not in url and url not in ("/programmes/discipline/", "/search/"):
        assert CANARY in whole, "the canary would not sing"
