"""A territory's site shows that territory: canaries of another one are looked for at every public address there is.

New addresses are covered by themselves, as in test_confidential_addresses.
"""

import re
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Site

from acts.models import LegalAct
from feedback.models import Report
from home.models import HomePage, NewsIndexPage, NewsPage, PortalSettings
from measures.models import Programme
from portal import sites
from search.models import SearchEntry
from search.within import condition
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
    *("/news/feed/", "/services/data.csv", "/providers/data.csv", "/categories/shared/"),
    *("/services/data.geojson", "/providers/data.geojson", "/embed/search/"),
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


def test_each_list_shows_what_is_of_the_region_and_the_main_site_all(two_sites):
    strange = {url for url in LISTS if CANARY in said(url)}
    missing = {url for url in LISTS if OUR_OWN not in said(url)}
    unsung = {url for url in LISTS if CANARY not in said(url, MAIN)}
    assert (strange, missing, unsung) == (set(), set(), set())


def test_words_and_completions_keep_to_the_site(two_sites):
    assert CANARY not in said("/search/", q="занятие")
    assert OUR_OWN in said("/search/", q="занятие")
    assert CANARY in said("/search/", MAIN, q="занятие")
    for begun in ("заня", "центр", "практ", "прогр", "новос"):
        assert CANARY not in said("/api/suggest/", q=begun)
        assert OUR_OWN in said("/api/suggest/", q=begun)
        assert CANARY in said("/api/suggest/", MAIN, q=begun)


def test_pages_are_found_on_their_own_site_only(two_sites):
    found = {host: said("/search/", host, q="новость") for host in (MAIN, OURS)}
    own = {MAIN: "news-of-home", OURS: "news-of-zarechny"}
    assert {host: [slug in text for slug in own.values()] for host, text in found.items()} == {
        MAIN: [True, False],
        OURS: [False, True],
    }


def test_a_card_of_elsewhere_leads_to_the_main_site(two_sites):
    for url in ("/services/lesson-far/", "/providers/centre-far/", "/take/service/lesson-far/text/"):
        response = get(url, print=1)
        assert (response.status_code, response["Location"]) == (302, f"http://localhost{url}?print=1")
        assert get(url, MAIN).status_code == 200


def test_code_to_copy_is_of_what_the_site_serves(two_sites, region):
    """A frame's search would show less than its title says, and a card would be gone."""
    for query in ("territory=far", "provider=centre-far"):
        response = get(f"/embed/?{query}")
        assert (response.status_code, response["Location"]) == (302, f"http://localhost/embed/?{query}")
        assert "far" in said(f"/embed/?{query}", MAIN)
    site(TOWN, TerritoryFactory(slug="hill", name="Холмы", parent=region))
    assert get("/embed/?territory=zarechny", TOWN).status_code == 302
    assert "/embed/search/?territory=zarechny" in said("/embed/?territory=zarechny")
    assert "/embed/search/?territory=hill" in said("/embed/?territory=hill", TOWN)


def test_where_there_is_one_region_none_is_to_be_chosen_for_a_frame(two_sites):
    assert "<select" not in said("/embed/")
    assert '<option value="far" selected>' in said("/embed/?territory=far", MAIN)


def test_the_open_data_are_whole_on_the_main_site_and_nowhere_else(two_sites):
    for url in ("/api/hsds/services", "/api/hsds/bulk.zip"):
        assert get(url)["Location"] == f"http://localhost{url}"
    assert get("/api/hsds/services", MAIN).json()["total_items"] == 2


def test_a_main_site_with_a_territory_has_nowhere_to_send_to(two_sites, region):
    PortalSettings.objects.create(territory=region)
    assert get("/services/lesson-far/", MAIN).status_code == 404


def test_who_also_serves_the_region_is_shown_there_and_offered_elsewhere_too(two_sites, region):
    far = Territory.objects.get(slug="far")
    provider = ProviderFactory(name="Выездной центр", slug="visiting", territory=far, also_serves=[region])
    ServiceFactory(name="Выезд", slug="visit", provider=provider)
    for url in ("/services/", "/providers/", "/services/data.csv"):
        assert "выезд" in said(url)
    assert get("/services/visit/").status_code == get("/providers/visiting/").status_code == 200
    assert 'value="far"' not in said("/services/")


def test_what_is_of_the_whole_country_is_everywhere(two_sites):
    country = RegionFactory(slug="russia", name="Россия", level=Territory.Level.COUNTRY)
    cache.clear()
    ServiceFactory(name="Всероссийская линия", provider=ProviderFactory(name="Линия", territory=country))
    assert "всероссийская" in said("/services/")
    assert "линия" in said("/providers/")


def test_a_towns_site_shows_what_is_of_its_region_and_not_of_other_towns(two_sites, region):
    town = TerritoryFactory(slug="hill", name="Холмы", parent=region)
    site(TOWN, town)
    ServiceFactory(name="Своё дело", provider=ProviderFactory(name="Свой дом", territory=town))
    ServiceFactory(name="Краевое дело", provider=ProviderFactory(name="Краевой дом", territory=region))
    PracticeFactory(name="Краевая практика", territory=region)
    services, providers = said("/services/", TOWN), said("/providers/", TOWN)
    assert "своё дело" in services
    assert "краевое дело" in services
    assert OUR_OWN not in services
    assert "свой дом" in providers
    assert "краевой дом" in providers
    assert OUR_OWN not in providers
    assert "краевая практика" in said("/practices/", TOWN)


@pytest.mark.parametrize("model", [Service, Provider, Practice, Programme])
def test_lists_and_the_index_agree_on_what_a_site_shows(model, two_sites, region, rf):
    """The rule is said twice, in rows and in lexemes: on the same records both must answer the same."""
    ProviderFactory(name="Гость", territory=Territory.objects.get(slug="far"), also_serves=[region])
    request = rf.get("/", HTTP_HOST=OURS)
    token = sites.asked.set(request)
    try:
        listed = set(model.objects.published().here().values_list("pk", flat=True))
        entries = SearchEntry.objects.filter(type=model._meta.model_name, terms__meets=condition(sites.current()))
        assert listed == set(entries.values_list("object_id", flat=True)) != set()
    finally:
        sites.asked.reset(token)


def test_each_site_has_its_own_home_news_and_settings(two_sites):
    PortalSettings.objects.filter(site__hostname=OURS).update(name="Семьи края", accent="forest", contacts="Дом 1")
    cache.clear()
    ours, main = said("/"), said("/", MAIN)
    assert "семьи края" in ours
    assert 'data-accent="forest"' in ours
    assert "дом 1" in ours
    assert "семьи края" not in main
    assert "data-accent" not in main
    assert "новость наш" in ours
    assert "новость наш" not in main
    assert get("/news/news-of-zarechny/").status_code == 200
    assert get("/news/news-of-zarechny/", MAIN).status_code == 404


def test_links_within_a_site_name_no_host(two_sites):
    for host in (MAIN, OURS):
        assert "http://localhost" not in said("/news/", host).replace("http://localhost/static", "")
        assert f"http://{OURS}" not in said("/news/", host)
    assert f"<loc>http://{OURS}/news/" in said("/sitemap-pages.xml")
    assert f"http://{OURS}/sitemap.xml" in said("/robots.txt")


@pytest.mark.parametrize("url", ["/", "/services/", "/providers/", "/programmes/", "/practices/", "/api/suggest/?q=за"])
def test_a_regions_site_asks_no_more_than_the_main_one(url, two_sites):
    costs = {}
    for host in (MAIN, OURS):
        get(url, host)
        with CaptureQueriesContext(connection) as queries:
            assert get(url, host).status_code == 200
        costs[host] = len(queries)
    # Which completions its services bear is looked up once.
    assert costs[OURS] <= costs[MAIN] + ("suggest" in url)


def test_nothing_of_it_varies_or_sets_a_cookie(two_sites):
    response = get("/services/")
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert "Host" not in response.get("Vary", "")
