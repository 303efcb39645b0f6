"""Places of what the filters show, as GeoJSON."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from portal.openapi import description
from search import geojson
from tests.factories import WEEK, LocationFactory, ProviderFactory, ServiceFactory
from tests.portal.test_openapi import mismatches

pytestmark = pytest.mark.django_db
SERVICES, PROVIDERS = "/services/data.geojson", "/providers/data.geojson"


def place(name: str, latitude: str = "58.21", **values):
    provider = ProviderFactory(name=name)
    location = LocationFactory(provider=provider, latitude=latitude, longitude="45.43", **values)
    ServiceFactory(name=f"Услуга: {name}", provider=provider)
    return location


def found(client, url: str, **query) -> dict:
    response = client.get(url, query)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/geo+json"
    assert response["Access-Control-Allow-Origin"] == "*"
    return response.json()


def names(client, url: str, **query) -> list[str]:
    return [each["properties"]["provider"] for each in found(client, url, **query)["features"]]


@pytest.mark.parametrize("url", [SERVICES, PROVIDERS])
def test_a_place_is_a_feature_with_longitude_first(client, url):
    location = place("Центр", phones=["+79000000001"], hours=WEEK)
    (feature,) = found(client, url)["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [45.43, 58.21]}
    assert feature["id"] == str(location.uuid)
    assert feature["properties"]["phones"] == ["+79000000001"]
    assert feature["properties"]["url"].startswith("http://testserver/providers/")
    assert any("9:00" in line for line in feature["properties"]["hours"])


@pytest.mark.parametrize("url", [SERVICES, PROVIDERS])
def test_it_is_as_described(client, url):
    place("Центр", hours=WEEK)
    schemas = description()["components"]["schemas"]
    assert mismatches(found(client, url), schemas["Places"], schemas) == []


@pytest.mark.parametrize("url", [SERVICES, PROVIDERS])
def test_only_what_the_public_may_know_of_a_place_with_a_point(client, url):
    place("Открытый")
    place("Убежище", address_is_confidential=True)
    place("Черновик", live=False)
    LocationFactory(provider=ProviderFactory(name="Без точки"))
    hidden = place("Закрыт")
    hidden.provider.live = False
    hidden.provider.save()
    assert names(client, url) == ["Открытый"]


@pytest.mark.parametrize("url", [SERVICES, PROVIDERS])
def test_the_filters_of_the_page_hold(client, url):
    place("Близкий")
    place("Далёкий", "59.50")
    assert names(client, url, near="58.20,45.40", radius=5) == ["Близкий"]
    assert names(client, url, q="далёкий") == ["Далёкий"]
    assert names(client, url, q="никогда") == []


@pytest.mark.parametrize("url", [SERVICES, PROVIDERS])
def test_a_closing_is_told_with_its_days(client, url):
    place("Центр", closed_from=localdate(), closed_reason="ремонт")
    (feature,) = found(client, url)["features"]
    assert feature["properties"]["closing"].startswith("Временно закрыто с")
    assert feature["properties"]["closing"].endswith(": ремонт")


def test_services_are_counted_and_the_first_are_named(client):
    location = place("Центр")
    for n in range(11):
        ServiceFactory(name=f"Кружок {n}", provider=location.provider)
    (feature,) = found(client, SERVICES, q="кружок")["features"]
    assert feature["properties"]["services"] == 11
    assert len(feature["properties"]["first_services"]) == 10
    assert feature["properties"]["first_services"][0]["name"].startswith("Кружок")


def test_so_many_places_and_no_more(client, monkeypatch):
    monkeypatch.setattr(geojson, "MOST", 2)
    for n in range(3):
        place(f"Центр {n}")
    assert len(names(client, PROVIDERS)) == 2
    assert found(client, PROVIDERS)["is_whole"] is False


@pytest.mark.parametrize("url", [SERVICES, PROVIDERS])
def test_a_copy_may_be_kept_and_asked_whether_it_has_changed(client, url):
    place("Центр")
    response = client.get(url)
    assert "public" in response["Cache-Control"]
    assert client.get(url, headers={"if-none-match": response["ETag"]}).status_code == 304
    assert client.post(url).status_code == 405


@pytest.mark.parametrize("url", [SERVICES, PROVIDERS])
def test_twenty_places_cost_no_query_more_than_one(client, url):
    place("Центр", hours=WEEK)
    one = cost(client, url)
    for n in range(20):
        place(f"Центр {n}", hours=WEEK)
    assert cost(client, url) == one


def cost(client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        client.get(url)
    return len(asked)


def test_the_pages_offer_it_under_their_filters(client):
    place("Центр")
    assert 'href="/services/data.geojson?q=%D1%86' in client.get("/services/", {"q": "центр"}).content.decode()
    assert 'href="/providers/data.geojson"' in client.get("/providers/").content.decode()
