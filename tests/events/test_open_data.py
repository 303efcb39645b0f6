"""Coming events as data: what the list shows, as it is described, and nothing that is not public."""

import pytest

from portal.openapi import description
from tests.events import factories as make
from tests.factories import LocationFactory, ProviderFactory, RegionFactory
from tests.portal.test_openapi import mismatches

pytestmark = pytest.mark.django_db
ADDRESS = "/events/data.json"


def told(client, **query) -> list[str]:
    return [each["title"] for each in client.get(ADDRESS, query).json()["events"]]


def test_the_answer_is_as_described(client):
    place = LocationFactory(address="ул. Садовая, 5", provider=ProviderFactory(name="Центр «Исток»"))
    make.event(make.date(8), title="Семинар", location=place, territory=RegionFactory(time_zone="Asia/Yekaterinburg"))
    make.event(make.date(9, None, None), title="Весь день", price="")
    response = client.get(ADDRESS)
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "public" in response["Cache-Control"]
    assert "Cookie" not in response.get("Vary", "")
    schemas = description()["components"]["schemas"]
    assert mismatches(response.json(), schemas["Events"], schemas) == []
    first, second = response.json()["events"]
    assert first["dates"][0]["starts"] == f"{make.in_days(8)}T10:00:00+05:00"
    assert first["place"].startswith("Центр «Исток»")
    assert first["url"].startswith("http://testserver/events/")
    assert second["dates"][0] == {
        "starts": str(make.in_days(9)),
        "ends": str(make.in_days(9)),
        "is_cancelled": False,
    }
    assert second["price"] == "unknown"


def test_the_next_one_comes_first_and_what_is_over_or_in_draft_does_not(client):
    make.event(9, title="Позже", slug="later")
    make.event(3, title="Раньше", slug="sooner")
    make.event(-3, title="Прошло", slug="over")
    make.event(4, title="Черновик", slug="draft", live=False)
    assert told(client) == ["Раньше", "Позже"]


def test_it_is_narrowed_as_the_list_is(client):
    make.event(3, title="Семинар", slug="one", kind="seminar")
    make.event(4, title="Встреча", slug="two", kind="meeting")
    assert told(client, kind="meeting") == ["Встреча"]


def test_an_address_that_is_not_public_is_not_told(client):
    place = LocationFactory(address="ул. Тайная, 1", address_is_confidential=True)
    make.event(3, location=place)
    assert "Тайная" not in client.get(ADDRESS).content.decode()


@pytest.mark.parametrize("query", ["kind=%00", "territory=no-such", "audience='", "page=-1", "page=9999999999999999"])
def test_bad_values_are_no_fault_of_the_server(client, query):
    make.event(3)
    assert client.get(f"{ADDRESS}?{query}").status_code == 200


def test_one_event_and_twenty_cost_the_same(client, django_assert_num_queries, django_assert_max_num_queries):
    make.event(3)
    client.get(ADDRESS)
    with django_assert_max_num_queries(4) as one:
        client.get(ADDRESS)
    for number in range(20):
        make.event(4, slug=f"more-{number}", title=f"Ещё {number}")
    with django_assert_num_queries(len(one)):
        client.get(ADDRESS)


def test_developers_read_of_it(client):
    page = client.get("/api/").content.decode()
    assert "/events/data.json" in page
    assert "/events/feed.ics" in page
