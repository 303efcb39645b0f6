"""What a card tells search engines."""

import datetime
import json

import pytest
from bs4 import BeautifulSoup
from django.utils.timezone import localdate

from tests.factories import WEEK, LocationFactory, ProviderFactory, ServiceFactory

pytestmark = pytest.mark.django_db


def data_of(client, path: str) -> dict:
    soup = BeautifulSoup(client.get(path).content, "html.parser")
    (script,) = soup.select("script[type='application/ld+json']")
    return json.loads(script.string)


def test_prices_in_force_are_offers_with_their_last_day(client):
    until = localdate() + datetime.timedelta(days=9)
    tariffs = [
        {"name": "Час", "amount": 350, "unit": "за час", "valid_until": until},
        {"name": "Раньше", "amount": 111, "valid_until": localdate() - datetime.timedelta(days=1)},
    ]
    (offer,) = data_of(client, ServiceFactory(price="paid", tariffs=tariffs).get_absolute_url())["offers"]
    assert (offer["name"], offer["price"], offer["description"]) == ("Час", "350.00", "за час")
    assert offer["priceValidUntil"] == until.isoformat()
    assert "offers" not in data_of(client, ServiceFactory(price="paid").get_absolute_url())


def test_a_service_names_its_provider_phones_and_price(client):
    service = ServiceFactory(slug="nanny", name="Няня", price="free", provider__ownership="state")
    LocationFactory(provider=service.provider, address="ул. Мира, 1", phones=["+79000000001"], hours=WEEK)
    data = data_of(client, "/services/nanny/")
    assert data["@context"] == "https://schema.org"
    assert data["@type"] == "GovernmentService"
    assert data["provider"]["@type"] == "GovernmentOrganization"
    assert data["offers"]["price"] == "0"
    place = data["availableChannel"][0]["serviceLocation"]
    assert place["address"] == "ул. Мира, 1"
    assert place["telephone"] == ["+79000000001"]


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        (("9:00", "18:00", "13:00", "14:00"), [("09:00", "13:00"), ("14:00", "18:00")]),
        (("20:00", "8:00"), [("20:00", "08:00")]),
        (("0:00", "23:59:59"), [("00:00", "23:59")]),
        (("0:00", "0:00"), [("00:00", "23:59")]),
        (("12:00", "0:00"), [("12:00", "23:59")]),
    ],
)
def test_hours_are_told_with_their_breaks_and_midnights(client, hours, told):
    LocationFactory(provider__slug="centre", hours=[(2, *hours)])
    (place,) = data_of(client, "/providers/centre/")["location"]
    found = place["openingHoursSpecification"]
    assert {each["dayOfWeek"] for each in found} == {"https://schema.org/Tuesday"}
    assert [(each["opens"], each["closes"]) for each in found] == told


def test_what_is_not_known_is_left_out(client):
    ProviderFactory(slug="centre")
    data = data_of(client, "/providers/centre/")
    assert data["@type"] == "Organization"
    assert not {"taxID", "legalName", "location"} & data.keys()


def test_no_text_can_leave_the_block(client):
    ServiceFactory(slug="odd", name="</script><script>alert(1)</script>&lt;", summary="a & b")
    assert data_of(client, "/services/odd/")["name"] == "</script><script>alert(1)</script>&lt;"
