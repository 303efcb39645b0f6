"""The checker refuses what the UK validator's own fixtures break, and takes what they keep to."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.hsds.crawling import crawl_collection
from tests.hsds.standard import FORMATS, mistakes, registry

FIXTURES = Path(__file__).parent / "fixtures"
ONE = {
    "services": "service",
    "organizations": "organization",
    "service_at_locations": "service_at_location",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}


def fixture(folder: str, name: str) -> dict:
    file = FIXTURES / folder / f"{name}.json"
    return json.loads((file if file.exists() else FIXTURES / folder / f"{name}_full.json").read_text())


def api(folder: str):
    """An API that answers every address of its kind with the one fixture."""

    def get(address: str) -> dict:
        if address == "/":
            return fixture(folder, "api_details")
        name = address.split("?")[0].split("/")
        one = ONE[name[1]]
        return fixture(folder, f"{one}_list" if len(name) == 2 else one)

    return get


def test_the_good_root_passes_and_the_bad_one_fails():
    assert mistakes("/", fixture("Default", "api_details")) == []
    assert len(mistakes("/", fixture("Fail", "api_details"))) == 2


@pytest.mark.parametrize("name", ["services", "service_at_locations", "taxonomies", "taxonomy_terms"])
def test_what_the_validator_passes_passes_here(name):
    assert list(crawl_collection(api("Default"), name)) == []


@pytest.mark.parametrize("name", ["services", "service_at_locations", "taxonomy_terms"])
def test_what_the_validator_fails_fails_here(name):
    assert list(crawl_collection(api("Fail"), name))


def test_a_list_that_promises_more_than_it_gives_fails():
    page = fixture("Default", "service_list") | {"total_items": 2}
    one = fixture("Default", "service")
    assert list(crawl_collection(lambda address: page if "?" in address else one, "services"))


@pytest.mark.parametrize("missing", ["total_items", "size", "contents", "empty"])
def test_a_page_without_its_envelope_fails(missing):
    page = fixture("Default", "service_list")
    del page[missing]
    assert mistakes("/services", page)


@pytest.mark.parametrize("kind", ["uuid", "uri", "email", "date-time"])
def test_formats_are_checked(kind):
    assert kind in FORMATS.checkers
    assert list(Draft202012Validator({"format": kind}, format_checker=FORMATS).iter_errors("как угодно"))


def test_every_reference_of_the_schemas_is_there():
    known = registry()
    assert {Path(name).name for name in known} >= {"service.json", "organization.json", "service_list.json"}
