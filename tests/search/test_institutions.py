"""The list of institutions: near, not farther than, open, as the list of services has it."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.formatting import plain
from tests.factories import WEEK, LocationFactory, ProviderFactory, SettlementFactory, TerritoryFactory

pytestmark = pytest.mark.django_db
URL = "/providers/"
HERE = "58.20,45.40"


def names(client, **query) -> list[str]:
    response = client.get(URL, query)
    assert response.status_code == 200
    return [plain(title.text) for title in BeautifulSoup(response.content, "html.parser").select(".card-title a")]


def at(name: str, latitude: str, **values):
    provider = ProviderFactory(name=name)
    return LocationFactory(provider=provider, latitude=latitude, longitude="45.40", **values)


@pytest.fixture
def three():
    return [at("Далёкий", "59.20"), at("Близкий", "58.21"), at("Средний", "58.30")]


def test_the_nearest_comes_first_and_says_how_far_it_is(client, three):
    ProviderFactory(name="Без точки")
    assert names(client, near=HERE) == ["Близкий", "Средний", "Далёкий", "Без точки"]
    assert "1,1 км по прямой" in client.get(URL, {"near": HERE}).content.decode()


def test_who_serves_the_territory_comes_before_who_is_near(client, three):
    place = SettlementFactory(name="Ольховка")
    far = ProviderFactory(name="Наш", territory=place.territory)
    LocationFactory(provider=far, latitude="59.90", longitude="45.40")
    assert names(client, near="Ольховка")[:2] == ["Наш", "Близкий"]


def test_no_farther_than_the_radius(client, three):
    assert names(client, near=HERE, radius=5) == ["Близкий"]
    assert names(client, near=HERE, radius=25) == ["Близкий", "Средний"]


def test_narrowed_by_hours_and_by_its_own_filters_together(client, monkeypatch):
    at("Открытый", "58.21", hours=WEEK)
    at("Без часов", "58.22")
    wednesday = datetime.datetime(2026, 6, 3, 12, tzinfo=ZoneInfo("Europe/Moscow"))
    monkeypatch.setattr(timezone, "now", lambda: wednesday)
    assert names(client, when="now") == ["Открытый"]
    assert names(client, when="now", q="часов") == []
    assert "Открыто" in client.get(URL).content.decode()


def test_a_confidential_place_is_near_nothing(client):
    at("Убежище", "58.21", address_is_confidential=True)
    at("Открытый", "58.30")
    assert names(client, near=HERE) == ["Открытый", "Убежище"]
    assert names(client, near=HERE, radius=50) == ["Открытый"]


def test_a_name_of_several_settlements_is_asked_about(client, three):
    for region in ("Первый", "Второй"):
        SettlementFactory(name="Ольховка", territory=TerritoryFactory(name=region))
    html = client.get(URL, {"near": "Ольховка", "kind": "helpline"}).content.decode()
    assert "выберите своё" in html
    assert "/providers/?kind=helpline&amp;near=" in html


@pytest.mark.parametrize("query", ["", f"?near={HERE}", f"?near={HERE}&radius=50", "?when=weekend"])
def test_twenty_rows_cost_no_query_more_than_one(client, query):
    at("Первый", "58.21", hours=WEEK)
    one = cost(client, query)
    for n in range(20):
        at(f"Ещё {n}", "58.22", hours=WEEK)
    assert cost(client, query) == one <= (8 if query else 5)


def cost(client, query: str) -> int:
    client.get(URL + query)
    with CaptureQueriesContext(connection) as asked:
        client.get(URL + query)
    return len(asked)


@pytest.mark.parametrize(
    "query",
    [
        *({"near": text} for text in ("\0", "999,999", "' OR 1=1")),
        *({"radius": "x"}, {"when": "'"}, {"near": HERE, "radius": "9999"}),
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_left_out(client, three, query):
    assert set(names(client, **query)) == {"Далёкий", "Близкий", "Средний"}


def test_the_table_has_what_the_page_shows(client, three):
    table = b"".join(client.get("/providers/data.csv", {"near": HERE, "radius": 5}).streaming_content).decode()
    assert "Близкий" in table
    assert "Средний" not in table
