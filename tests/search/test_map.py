"""The map is an addition: the list of places is whole without it, and no point of a confidential place is in either."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings

from services_directory.models import Location
from tests.factories import LocationFactory, ProviderFactory, ServiceFactory, SettlementFactory

pytestmark = pytest.mark.django_db
TILES = override_settings(MAP_TILES_URL="https://{s}.tiles.example/{z}/{x}/{y}.png", MAP_TILES_ATTRIBUTION="Карты")


def service(name="Услуга", latitude="58.21", **place):
    location = LocationFactory(
        provider=ProviderFactory(name=f"Центр «{name}»"),
        latitude=Decimal(latitude),
        longitude=Decimal("45.43"),
        **place,
    )
    return ServiceFactory(name=name, provider=location.provider, locations=[location])


def page(client, query="") -> str:
    return client.get(f"/services/map/?{query}").content.decode()


def test_places_of_what_was_found_link_to_their_cards(client):
    record = service("Психолог")
    service("Логопед")
    text = page(client, "q=психолог")
    assert record.provider.get_absolute_url() in text
    assert "Логопед" not in text
    assert 'data-latitude="58.210000"' in text


def test_the_nearest_place_is_the_first_and_says_how_far_it_is(client):
    service("Далёкая", "58.41")
    service("Близкая", "58.22")
    SettlementFactory(name="Зареченск")
    text = page(client, "near=Зареченск")
    assert text.index("Близкая") < text.index("Далёкая")
    assert "22 км по прямой" in text


@TILES
def test_a_confidential_place_is_on_no_map(client):
    service("Кризисный центр", "58.765432", address="Тайная, 1", address_is_confidential=True)
    shown = service("Другая", "58.654321", address="Тайная, 2")
    Location.objects.filter(provider=shown.provider).update(address_is_confidential=True)
    for text in (page(client), page(client, "near=58.76,45.43")):
        assert "58.76543" not in text
        assert "58.65432" not in text
        assert "Тайная" not in text


def test_without_tiles_there_is_no_map_and_nobody_is_asked(client):
    service()
    response = client.get("/services/map/")
    text = response.content.decode()
    assert "places-map" not in text
    assert "leaflet" not in text
    assert "img-src 'self' data:;" in response["Content-Security-Policy"].replace("data:", "data:;").replace(";;", ";")
    assert "/services/map/" not in client.get("/services/").content.decode()


@TILES
def test_with_tiles_only_the_page_of_the_map_may_ask_for_them(client):
    service()
    listed, mapped = client.get("/services/"), client.get("/services/map/")
    assert "/services/map/?" in listed.content.decode()
    assert "tiles.example" not in listed["Content-Security-Policy"]
    assert "https://*.tiles.example" in mapped["Content-Security-Policy"]
    assert "leaflet.js" in mapped.content.decode()
    assert "leaflet.js" not in listed.content.decode()


def test_a_map_costs_the_same_for_one_place_and_twenty(client):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            page(client)
        return len(asked)

    service()
    queries()
    one = queries()
    for number in range(20):
        service(f"Услуга {number}")
    assert queries() == one <= 5


@pytest.mark.parametrize("query", ["q=%00", "near=%00", "q=!!!", "radius=x&near=1,1", "when=never&page=9999999999"])
def test_garbage_is_no_error(client, query):
    assert client.get(f"/services/map/?{query}").status_code == 200
