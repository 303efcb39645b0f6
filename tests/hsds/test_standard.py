"""Every answer keeps to the standard: each list, each page of it, and each record that a list names."""

import filecmp

import pytest

from services_directory.models import Location, Service
from tests.factories import LocationFactory, ProviderFactory, ServiceFactory
from tests.hsds.conftest import BASE
from tests.hsds.crawling import COLLECTIONS, crawl
from tests.hsds.standard import GIVEN, SCHEMA, mistakes


@pytest.fixture
def many(whole):
    """Records with nothing optional known beside the one of which all is."""
    for _each in range(7):
        ServiceFactory(provider=LocationFactory().provider)
    LocationFactory(provider=whole.provider, address="", address_is_confidential=True)
    ProviderFactory()


def test_a_crawl_finds_no_mistake(get, many):
    assert list(crawl(get, per_page=3)) == []


@pytest.mark.parametrize(
    ("collection", "asked"),
    [
        ("services", {"full": "true"}),
        ("services", {"minimal": "true"}),
        ("services", {"search": "психологу"}),
        ("services", {"search": "звездолёт"}),
        ("services", {"page": "900"}),
        ("organizations", {"full": "true"}),
        ("service_at_locations", {"full": "true"}),
        ("taxonomy_terms", {"top_only": "true"}),
    ],
)
def test_every_shape_of_a_list_keeps_to_the_standard(get, many, collection, asked):
    assert mistakes(f"/{collection}", get(f"/{collection}", **asked)) == []


def test_an_empty_directory_keeps_to_the_standard(get):
    for collection in COLLECTIONS:
        page = get(f"/{collection}")
        assert mistakes(f"/{collection}", page) == []
    assert page["empty"] is True


def test_a_full_list_gives_what_the_records_give_one_by_one(get, many):
    listed = get("/services", full="true", per_page=100)["contents"]
    assert listed == [get(f"/services/{each['id']}") for each in listed]


def test_services_of_an_organization_come_whole_when_asked(get, many, whole):
    organization = get(f"/organizations/{whole.provider.uuid}", full_service="true")
    assert mistakes("/organizations/{id}", organization) == []
    assert organization["services"][0]["required_documents"][0]["document"] == "Паспорт"


def test_the_published_description_promises_what_the_standard_does(get, many):
    published = get("/openapi.json")
    assert set(published["paths"]) >= {"/", *(f"/{name}" for name in COLLECTIONS)}
    text = str(published)
    wanted = {part.split("'")[0] for part in text.split("#/components/schemas/")[1:]}
    assert wanted <= set(published["components"]["schemas"])


@pytest.mark.skipif(not GIVEN.is_dir(), reason=f"no {GIVEN}: the copies in hsds/schema stand for themselves")
def test_the_copies_of_the_schemas_are_the_given_ones():
    given = GIVEN / "hsds-3.1" / "schema"
    for file in SCHEMA.rglob("*.json"):
        theirs = given / file.relative_to(SCHEMA)
        source = GIVEN / "derived" / "openapi-3.1.strict.json" if file.name == "openapi.json" else theirs
        assert filecmp.cmp(file, source, shallow=False), file


def test_the_demo_of_nothing_more_than_names_is_enough(client, db):
    ServiceFactory()
    assert Location.objects.count() == 0
    assert client.get(f"{BASE}/services/{Service.objects.get().uuid}").status_code == 200
