"""Pages of a list are whole and in order; answers are kept, asked for again, and open to any site."""

import datetime

import pytest
from django.test import Client
from django.utils.http import http_date

from tests.factories import LocationFactory, ServiceFactory
from tests.hsds.conftest import BASE
from tests.hsds.crawling import COLLECTIONS


def test_pages_hold_every_record_once_in_order(get):
    for _each in range(5):
        ServiceFactory()
    numbers = [[each["id"] for each in get("/services", page=page, per_page=2)["contents"]] for page in (1, 2, 3)]
    assert [len(page) for page in numbers] == [2, 2, 1]
    assert [number for page in numbers for number in page] == [
        each["id"] for each in get("/services", per_page=100)["contents"]
    ]


def test_the_envelope_counts(get):
    for _each in range(3):
        ServiceFactory()
    page = get("/services", page=2, per_page=2)
    del page["contents"]
    assert page == {
        "total_items": 3,
        "total_pages": 2,
        "page_number": 2,
        "size": 1,
        "first_page": False,
        "last_page": True,
        "empty": False,
    }


def test_beyond_the_last_page_is_an_empty_one(get):
    ServiceFactory()
    page = get("/services", page=5000)
    assert (page["contents"], page["empty"], page["last_page"]) == ([], True, True)


def test_a_minimal_list_is_what_a_mirror_compares(get):
    service = ServiceFactory()
    (only,) = get("/services", minimal="true")["contents"]
    assert set(only) == {"id", "name", "status", "last_modified"}
    assert only["last_modified"] == get(f"/services/{service.uuid}")["last_modified"]


@pytest.mark.parametrize("address", ["/", "/services", "/services/{}", "/taxonomies", "/openapi.json"])
def test_an_answer_is_kept_and_asked_for_again(client, db, address):
    url = BASE + address.format(ServiceFactory().uuid)
    first = client.get(url)
    assert first["Cache-Control"] == "public, max-age=60"
    assert first["ETag"]
    assert not first.cookies
    assert "Cookie" not in first.get("Vary", "")
    again = client.get(url, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Access-Control-Allow-Origin"] == "*"


def test_a_record_says_when_it_changed(client, db):
    service = ServiceFactory(provider=LocationFactory().provider)
    url = f"{BASE}/services/{service.uuid}"
    since = client.get(url)["Last-Modified"]
    assert client.get(url, headers={"If-Modified-Since": since}).status_code == 304
    before = http_date((datetime.datetime.now() - datetime.timedelta(days=1)).timestamp())
    assert client.get(url, headers={"If-Modified-Since": before}).status_code == 200


def test_a_change_changes_the_etag(client, db):
    service = ServiceFactory()
    url = f"{BASE}/services/{service.uuid}"
    tag = client.get(url)["ETag"]
    service.kind.name = "Иначе"
    service.kind.save()
    assert client.get(url, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("address", ["", *(f"/{name}" for name in COLLECTIONS), "/openapi.json"])
def test_any_site_may_ask_and_nobody_may_write(client, db, address):
    url = f"{BASE}{address or '/'}"
    options = client.options(url, headers={"Origin": "https://other.example"})
    assert options.status_code == 204
    assert options["Access-Control-Allow-Origin"] == "*"
    assert "GET" in options["Access-Control-Allow-Methods"]
    assert client.get(url)["Access-Control-Allow-Origin"] == "*"
    head = client.head(url)
    assert (head.status_code, head.content) == (200, b"")
    assert client.post(url).status_code == 405
    assert client.delete(url)["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("address", ["/services", "/services/17", "/nothing/here", "/bulk.zip"])
def test_whoever_writes_as_from_another_site_is_answered_like_everybody(db, address):
    response = Client(enforce_csrf_checks=True).post(BASE + address)
    assert (response.status_code, response["Content-Type"]) == (405, "application/json")
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("address", ["/services/17", "/services?page=x", "/nothing/here"])
def test_a_mistake_is_open_to_any_site_too_and_is_never_kept(client, db, address):
    for response in (client.get(BASE + address), client.head(BASE + address)):
        assert response.status_code in (400, 404)
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["Cache-Control"] == "no-store"
        assert "ETag" not in response


def test_the_order_holds_while_records_are_changed_between_two_pages(client, get):
    first, second, _third = (ServiceFactory(name=name) for name in ("Я", "Б", "А"))
    before = [each["name"] for each in get("/services", per_page=2)["contents"]]
    second.name = "Ю"
    second.save()
    first.delete()
    after = [each["name"] for each in get("/services", per_page=100)["contents"]]
    assert (before, after) == (["Я", "Б"], ["Ю", "А"])


def test_a_slash_at_the_end_leads_to_the_same(client, db):
    assert client.get(f"{BASE}/services/").content == client.get(f"{BASE}/services").content
    assert client.get(BASE).json() == client.get(f"{BASE}/").json()


def test_an_unknown_address_answers_a_program(client, db):
    response = client.get(f"{BASE}/nothing/here")
    assert (response.status_code, response["Content-Type"]) == (404, "application/json")


def test_the_root_names_a_profile_and_a_description_that_are_there(client, db):
    root = client.get(f"{BASE}/").json()
    for name in ("profile", "openapi_url"):
        assert root[name].startswith("http://testserver/")
        assert client.get(root[name]).status_code == 200
