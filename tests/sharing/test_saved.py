"""The saved list: its address holds it, the portal keeps nothing."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sharing.finding import MOST_SAVED, ids_of
from tests.factories import LocationFactory, ProviderFactory, ServiceFactory

pytestmark = pytest.mark.django_db


def cards(client, *ids: str) -> BeautifulSoup:
    response = client.get("/saved/", {"s": ",".join(ids)})
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").main


def test_shows_cards_in_the_order_of_the_address(client):
    service, provider = ServiceFactory(name="Няня на час"), ProviderFactory(name="Центр семьи")
    titles = [each.get_text(strip=True) for each in cards(client, f"p{provider.pk}", f"s{service.pk}").select("h2")]
    assert titles == ["Центр семьи", "Няня на час"]


def test_what_is_public_no_more_is_named_without_a_word_of_it(client):
    draft = ServiceFactory(name="Тайная услуга", live=False)
    orphan = ServiceFactory(name="Услуга закрытой организации", provider__live=False)
    text = cards(client, f"s{draft.pk}", f"s{orphan.pk}", "s999999").text
    assert text.count("больше не публикуется") == 3
    assert "Тайная" not in text
    assert "закрытой" not in text


def test_a_service_shows_its_own_places_only(client):
    service = ServiceFactory()
    own = LocationFactory(provider=service.provider, phones=["+79000000001"])
    LocationFactory(provider=service.provider, phones=["+79000000002"])
    service.locations.set([own])
    service.save()
    links = {link["href"] for link in cards(client, f"s{service.pk}").select("a[href^='tel:']")}
    assert links == {"tel:+79000000001"}


def test_a_draft_place_is_not_shown(client):
    service = ServiceFactory()
    LocationFactory(provider=service.provider, phones=["+79000000003"], live=False)
    assert "000-00-03" not in cards(client, f"s{service.pk}").text


def test_garbage_in_the_address_is_left_out():
    assert ids_of("s1,s1,x2,p3,,s0,s-1,p1e5,<b>,s" + "9" * 40) == ["s1", "p3"]
    assert len(ids_of(",".join(f"s{number}" for number in range(1, 200)))) == MOST_SAVED


@pytest.mark.parametrize("query", ["", "s=", "s=%00", "s=s999999999", "x=1"])
def test_any_address_gives_a_page(client, query):
    assert client.get(f"/saved/?{query}").status_code == 200


def test_costs_the_same_for_one_card_and_for_twenty(client):
    def queries(ids) -> int:
        cards(client, *ids)
        with CaptureQueriesContext(connection) as captured:
            cards(client, *ids)
        return len(captured)

    services = ServiceFactory.create_batch(20)
    for service in services:
        LocationFactory(provider=service.provider, phones=["+79000000001"])
    ids = [f"s{service.pk}" for service in services]
    assert queries(ids[:1]) == queries(ids) <= 8


def test_nobody_keeps_the_list_or_is_told_of_it(client):
    service = ServiceFactory()
    for path in (f"/saved/?s=s{service.pk}", f"/saved.pdf?s=s{service.pk}"):
        response = client.get(path)
        assert response.headers["Cache-Control"] == "private, no-store"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert not response.cookies
