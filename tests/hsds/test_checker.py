"""The checker refuses what the UK validator's own fixtures break, takes what they keep to, and says why some cannot."""

import filecmp
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.hsds.crawling import COLLECTIONS, crawl_collection
from tests.hsds.standard import FORMATS, GIVEN, mistakes, registry

FIXTURES = Path(__file__).parent / "fixtures"
GIVEN_FIXTURES = GIVEN / "oruk-3.0" / "validator-fixtures"
ONE = dict(
    zip(COLLECTIONS, ("service", "organization", "service_at_location", "taxonomy", "taxonomy_term"), strict=True)
)
ADDRESS = {"api_details": "/"}
ADDRESS |= {f"{one}_list": f"/{name}" for name, one in ONE.items()}
ADDRESS |= {one: f"/{name}/{{id}}" for name, one in ONE.items()}

# Each of the eleven fixtures that are named «Fail», and what of it fails.
BY_ITSELF = {
    "api_details": ["$.openapi_url: ", "$: 'profile' is a required property"],
    "service": ["$.url: ", "$.email: "],
    "service_list": ["$.contents[0].url: ", "$.contents[0].email: ", "$.contents[0]: 'name' is a required property"],
    "taxonomy_term": ["$.term_uri: ", "$: 'description' is a required property"],
}
# Documents without a fault, that together with another one make an API that breaks its word.
BESIDE_ANOTHER = {
    "organization_list": "page 2 answers as page 1",
    "service_at_location_list": "page 2 answers as page 1",
    "service_at_location": "answers for 3a19ff88-4620-4d17-9830-ac1d859eb5d5",
    "taxonomy_term_list": "answers for 3f7b145d-84af-42d7-8fae-eaca714b02b2",
}
# Word for word the fixture that must pass: no checker can tell them apart.
SAME_AS_PASSING = ("organization", "taxonomy", "taxonomy_list")


def file_of(folder: str, name: str) -> Path:
    file = FIXTURES / folder / f"{name}.json"
    return file if file.exists() else FIXTURES / folder / f"{name}_full.json"


def fixture(folder: str, name: str) -> dict:
    return json.loads(file_of(folder, name).read_text())


def api(folder: str):
    """An API that answers every address of its kind with the one fixture."""

    def get(address: str) -> dict:
        if address == "/":
            return fixture(folder, "api_details")
        name = address.split("?")[0].split("/")
        one = ONE[name[1]]
        return fixture(folder, f"{one}_list" if len(name) == 2 else one)

    return get


def test_every_failing_fixture_is_accounted_for():
    named = {file.stem.removesuffix("_full") for file in (FIXTURES / "Fail").glob("*.json")}
    assert named == {*BY_ITSELF, *BESIDE_ANOTHER, *SAME_AS_PASSING}
    assert len(named) == 11


@pytest.mark.parametrize("name", ADDRESS)
def test_what_the_validator_passes_passes_here(name):
    assert mistakes(ADDRESS[name], fixture("Default", name)) == []


@pytest.mark.parametrize("name", ["services", "service_at_locations", "taxonomies", "taxonomy_terms"])
def test_a_crawl_of_what_passes_passes(name):
    """Not of organizations: their list names ten, and there is the record of one."""
    assert list(crawl_collection(api("Default"), name)) == []


@pytest.mark.parametrize("name", BY_ITSELF)
def test_a_faulty_document_fails_by_itself(name):
    found = mistakes(ADDRESS[name], fixture("Fail", name))
    for fault in BY_ITSELF[name]:
        assert any(each.startswith(fault) for each in found), found


@pytest.mark.parametrize("name", BESIDE_ANOTHER)
def test_a_document_that_is_valid_fails_beside_another(name):
    """By the schemas of 3.1 there is no fault in it: only a crawl finds one."""
    assert mistakes(ADDRESS[name], fixture("Fail", name)) == []
    collection = ADDRESS[name].split("/")[1]
    found = list(crawl_collection(api("Fail"), collection, per_page=1))
    assert any(BESIDE_ANOTHER[name] in each for each in found), found


@pytest.mark.parametrize("name", SAME_AS_PASSING)
def test_a_failing_fixture_that_is_the_passing_one_cannot_fail(name):
    """Should the givers mend it, this test says so, and the fixture moves up."""
    assert fixture("Fail", name) == fixture("Default", name)


@pytest.mark.skipif(not GIVEN.is_dir(), reason=f"no {GIVEN}: the fixtures carried here stand for themselves")
def test_the_fixtures_are_the_given_ones():
    for folder in ("Default", "Fail"):
        given = sorted(file.name for file in (GIVEN_FIXTURES / folder).glob("*.json"))
        assert given == sorted(file.name for file in (FIXTURES / folder).glob("*.json"))
        _same, other, missing = filecmp.cmpfiles(FIXTURES / folder, GIVEN_FIXTURES / folder, given, shallow=False)
        assert not other
        assert not missing


@pytest.mark.skipif(not GIVEN.is_dir(), reason=f"no {GIVEN}")
@pytest.mark.parametrize("file", sorted(GIVEN.glob("mock-hsds-api/*/*.json")), ids=lambda file: file.parent.name)
def test_records_of_the_model_api_pass(file):
    assert mistakes(f"/{file.parent.name}/{{id}}", json.loads(file.read_text())) == []


@pytest.mark.parametrize("kind", ["uuid", "uri", "email", "date-time", "date", "time"])
def test_formats_are_checked(kind):
    assert kind in FORMATS.checkers
    assert list(Draft202012Validator({"format": kind}, format_checker=FORMATS).iter_errors("как угодно"))


def test_every_reference_of_the_schemas_is_there():
    known = registry()
    assert {Path(name).name for name in known} >= {"service.json", "organization.json", "service_list.json"}
