"""The portal's own answers, spoilt one by one: the checker passes the true one and refuses every spoilt one."""

import json
from collections.abc import Callable
from copy import deepcopy

import pytest

from tests.factories import LocationFactory, ProviderFactory, ServiceFactory
from tests.hsds.crawling import COLLECTIONS, crawl
from tests.hsds.standard import mistakes


def put(*path, value) -> Callable[[dict], None]:
    """Another value at a place of the document that must be there already."""

    def spoil(document) -> None:
        *steps, last = path
        for step in steps:
            document = document[step]
        assert isinstance(last, int) or last in document, f"nothing to spoil at {path}"
        document[last] = value

    return spoil


def take(*path) -> Callable[[dict], None]:
    def spoil(document) -> None:
        *steps, last = path
        for step in steps:
            document = document[step]
        del document[last]

    return spoil


def add(*path, name: str = "telephone_of_the_cat") -> Callable[[dict], None]:
    def spoil(document) -> None:
        for step in path:
            document = document[step]
        document[name] = "мяу"

    return spoil


PLACE = ("service_at_locations", 0, "location")
SERVICE = {
    "a number that is no UUID": put("id", value="17"),
    "no number": take("id"),
    "no name": take("name"),
    "a name that is a number": put("name", value=5),
    "no status": take("status"),
    "a status of no list": put("status", value="open"),
    "an e-mail without an at": put(*PLACE, "phones", value=[{"id": "x"}]),
    "an address of no scheme": put("url", value="ryadom"),
    "a time of change in words": put("last_modified", value="вчера"),
    "a time of change without its zone": put("last_modified", value="2026-05-03T10:00:00"),
    "an age in words": put("minimum_age", value="три"),
    "a check on no day": put("assured_date", value="03.05.2026"),
    "an organization without a name": take("organization", "name"),
    "an organization that is a number": put("organization", value="Центр"),
    "a phone without its number": take(*PLACE, "phones", 0, "number"),
    "a latitude in words": put(*PLACE, "latitude", value="север"),
    "a kind of place of no list": put(*PLACE, "location_type", value="houseboat"),
    "a kind of address of no list": put(*PLACE, "addresses", 0, "address_type", value="igloo"),
    "an address without a town": take(*PLACE, "addresses", 0, "city"),
    "how often of no list": put(*PLACE, "schedules", 0, "freq", value="SOMETIMES"),
    "a price in words": put("cost_options", 0, "amount", value="дорого"),
    "a price from no day": put("cost_options", 1, "valid_from", value="с января"),
    "documents that are no list": put("required_documents", value={"document": "Паспорт"}),
    "an attribute without its term": put("attributes", 0, "taxonomy_term", value="Психология"),
    "an area without its number": take("service_areas", 0, "id"),
}
STRICT = {
    "a field of a service that nobody knows": add(),
    "a field of an organization that nobody knows": add("organization"),
    "a field of a phone that nobody knows": add(*PLACE, "phones", 0),
    "a field of a price that nobody knows": add("cost_options", 0),
}
PAGE = {
    "no total": take("total_items"),
    "a total in words": put("total_items", value="много"),
    "no number of its own": take("page_number"),
    "contents that are no list": put("contents", value={}),
    "a last page in words": put("last_page", value="да"),
    "a record of another kind": put("contents", 0, value={"id": "17"}),
}
ROOT = {
    "no version": take("version"),
    "no profile": take("profile"),
    "a description at no address": put("openapi_url", value="openapi.json"),
}


def spoilt(document, spoil) -> dict:
    copy = deepcopy(document)
    spoil(copy)
    assert copy != document
    return copy


@pytest.fixture
def service(get, whole):
    return get(f"/services/{whole.uuid}")


@pytest.mark.parametrize("fault", SERVICE)
def test_a_spoilt_service_is_refused(service, fault):
    assert mistakes("/services/{id}", service) == []
    assert mistakes("/services/{id}", spoilt(service, SERVICE[fault]))


@pytest.mark.parametrize("fault", STRICT)
def test_a_field_beyond_the_standard_is_refused_by_the_strict_one(service, fault):
    assert mistakes("/services/{id}", service, closed=True) == []
    assert mistakes("/services/{id}", spoilt(service, STRICT[fault])) == []
    assert mistakes("/services/{id}", spoilt(service, STRICT[fault]), closed=True)


@pytest.mark.parametrize("fault", PAGE)
@pytest.mark.parametrize("collection", COLLECTIONS)
def test_a_spoilt_page_is_refused(get, whole, collection, fault):
    page = get(f"/{collection}")
    assert mistakes(f"/{collection}", page) == []
    assert mistakes(f"/{collection}", spoilt(page, PAGE[fault]))


@pytest.mark.parametrize("fault", ROOT)
def test_a_spoilt_root_is_refused(get, fault):
    root = get("/")
    assert mistakes("/", root) == []
    assert mistakes("/", spoilt(root, ROOT[fault]))


# Fields that the description of the API adds to the schema of the record.
ADDED = {"organizations": "services", "service_at_locations": "service"}


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_no_answer_has_a_field_beyond_the_standard(get, whole, collection):
    for each in get(f"/{collection}")["contents"]:
        record = get(f"/{collection}/{each['id']}")
        record.pop(ADDED.get(collection), None)
        assert mistakes(f"/{collection}/{{id}}", record, closed=True) == []


def on_page(number: int, spoil) -> Callable[[str, dict], None]:
    def change(address: str, document: dict) -> None:
        if address.startswith(f"/services?page={number}&"):
            spoil(document)

    return change


def other_record(address: str, document: dict) -> None:
    if address.startswith("/services/"):
        document["id"] = "00000000-0000-4000-8000-000000000001"


def same_page_twice(address: str, document: dict) -> None:
    if address.startswith("/services?page=2&"):
        document["contents"] = same_page_twice.first
    elif address.startswith("/services?page=1&"):
        same_page_twice.first = document["contents"]


# Faults of an API whose every answer keeps to the schemas.
LIES = {
    "more is promised than given": on_page(1, put("total_items", value=9)),
    "pages are promised without end": on_page(2, put("last_page", value=False)),
    "the last page comes too soon": on_page(1, put("last_page", value=True)),
    "a page that is another": on_page(2, put("page_number", value=1)),
    "the first page is not the first": on_page(1, put("first_page", value=False)),
    "a size that is not": on_page(1, put("size", value=1)),
    "a full page that is empty": on_page(1, put("empty", value=True)),
    "a record left out": on_page(1, take("contents", 0)),
    "one page twice": same_page_twice,
    "a record that is another": other_record,
}


@pytest.mark.parametrize("lie", LIES)
def test_a_crawl_finds_what_no_schema_does(get, db, lie):
    for _each in range(4):
        ServiceFactory(provider=LocationFactory(provider=ProviderFactory()).provider)
    assert list(crawl(get, per_page=2)) == []

    def lying(address: str) -> dict:
        document = json.loads(json.dumps(get(address), default=float))
        LIES[lie](address, document)
        return document

    assert list(crawl(lying, per_page=2))
