"""No address, whatever is in it, breaks a page: lists, pages of records, feeds, data."""

import pytest
from django.urls import resolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import MeasureFactory, PracticeFactory, ProviderFactory, ServiceFactory

KEYS = [
    "q",
    "page",
    "territory",
    "kind",
    "level",
    "region",
    "year",
    "status",
    "direction",
    "source",
    "executor",
    "category",
    "show",
    "a",
    "b",
    "jurisdiction",
    "text",
]
ODD = [
    "\0",
    "%00",
    "a" * 500,
    "слово " * 200,
    "9" * 60,
    "-1",
    "'; --",
    "\\",
    "1e9",
    "2016",
    "no-data",
    "None",
    "[]",
    "\U0010ffff",
]
VALUES = st.one_of(st.sampled_from(ODD), st.text(max_size=80), st.integers().map(str))
QUERIES = st.dictionaries(st.sampled_from([*KEYS, "другое"]), st.lists(VALUES, max_size=3), max_size=5)
LISTS = [
    "/",
    "/providers/",
    "/practices/",
    "/categories/",
    "/programmes/",
    "/programmes/compare/",
    "/acts/",
    "/sitemap.xml",
    "/api/",
]
SLUGS = ["%00", "%FF%FE", "..", "%2e%2e%2f", "a" * 300, "ё", "1'--", "{{7*7}}", "%0d%0aSet-Cookie:x"]
PLACES = ["/{}/", "/services/{}/", "/providers/{}/", "/categories/{}/", "/practices/{}/", "/acts/{}/", "/news/{}/"]
PLACES += [
    "/programmes/{}/",
    "/programmes/{}/1.1/",
    "/programmes/{}/data.json",
    "/programmes/{}/discipline/",
    "/programmes/x/1/reports/{}/",
    "/documents/1/{}",
    "/{}/%00/",
]


# What other pages, feeds and data ask of their addresses.
MORE_KEYS = [
    *(
        "near",
        "radius",
        "when",
        "form",
        "price",
        "age",
        "order",
        "exact",
        "explain",
        "month",
        "audience",
        "topic",
        "tag",
    ),
    *("provider", "about", "s", "n", "seconds", "on", "start", "family", "now", "search", "proximity", "postcode"),
    *("modified_after", "per_page", "full", "minimal", "taxonomy_term_id", "organization_id", "minimum_age", "weekday"),
]
MORE = st.dictionaries(st.sampled_from([*KEYS, *MORE_KEYS]), st.lists(VALUES, max_size=3), max_size=6)
REST = [
    *("/services/", "/services/map/", "/services/data.csv", "/services/data.geojson", "/providers/data.geojson"),
    *("/search/", "/api/search/", "/api/suggest/", "/practices/data.csv", "/providers/data.xlsx"),
    *("/events/data.json", "/events/feed.ics", "/events/feed.xml", "/acts/feed.xml", "/coverage/", "/rights/"),
    *(
        "/navigator/",
        "/saved/",
        "/saved.pdf",
        "/embed/",
        "/embed/search/",
        "/screen/",
        "/kiosk/",
        "/guide/",
        "/guide.pdf",
    ),
    *("/display/", "/feedback/", "/programmes/discipline/", "/api/openapi.json", "/api/hsds/profile/"),
    *("/api/hsds/services", "/api/hsds/organizations", "/api/hsds/service_at_locations"),
    *("/api/hsds/taxonomies", "/api/hsds/taxonomy_terms"),
]

# Each example is a request; the fixtures are the same for all of them.
limited = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def something(db):
    ServiceFactory(provider=ProviderFactory())
    PracticeFactory()
    return MeasureFactory(number="1.1")


def sound(client, path, data=None):
    """The status of an answer that must be the visitor's fault or nobody's."""
    status = client.get(path, data or {}).status_code
    assert status < 500, f"{path} {data}: {status}"
    return status


@pytest.mark.parametrize("path", LISTS)
def test_no_parameter_breaks_a_list(client, something, path):
    @settings(max_examples=40)
    @given(query=QUERIES)
    def answers(query):
        assert sound(client, path, query) == 200

    answers()


def test_no_parameter_breaks_a_programme(client, something):
    programme = something.programme.get_absolute_url()

    @settings(max_examples=40)
    @given(
        query=QUERIES,
        rest=st.sampled_from(
            [
                *("", "indicators/", "questions/", "1.1/", "1.1/ask/", "data.json", "data.csv"),
                *("discipline/", "1.1/reports/", "indicators.csv", "feed.xml"),
            ]
        ),
    )
    def answers(query, rest):
        assert sound(client, programme + rest, query) == 200

    answers()


@pytest.mark.parametrize("path", REST)
def test_no_parameter_breaks_anything_else_that_is_public(client, something, path):
    """Refused in words or answered: wrong is what the visitor has sent, never the portal."""

    @limited
    @given(query=MORE)
    def answers(query):
        sound(client, path, query)

    answers()


@pytest.mark.parametrize("path", REST)
def test_those_are_addresses_of_the_portal(path):
    assert resolve(path).url_name


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("slug", SLUGS)
def test_no_name_breaks_an_address(client, something, place, slug):
    assert sound(client, place.format(slug)) in (301, 302, 400, 404)
