"""What a card says is what a mirror reads: exact money, hours, ages, documents, terms; and never a person."""

import datetime
import json
from decimal import Decimal
from types import SimpleNamespace

import pytest

from hsds.closing import changed
from hsds.schedules import schedules, spans
from hsds.writing import uri
from services_directory.models import Service
from tests.factories import WEEK, LocationFactory, ServiceFactory


@pytest.fixture
def read(get, whole) -> dict:
    return get(f"/services/{whole.uuid}")


def test_money_is_exact(read):
    prices = {each["option"]: each["amount"] for each in read["cost_options"]}
    assert prices == {"Час": Decimal("9999999999.99"), "Полчаса": Decimal("0.1")}
    assert read["cost_options"][1]["valid_from"] == "2026-01-01"
    assert {each["currency"] for each in read["cost_options"]} == {"RUB"}


def test_free_of_charge_is_a_zero(get, db):
    free = get(f"/services/{ServiceFactory(price=Service.Price.FREE).uuid}")
    assert [each["amount"] for each in free["cost_options"]] == [0]


def test_what_is_not_known_leaves_no_key(get, db):
    bare = get(f"/services/{ServiceFactory().uuid}")
    assert {"minimum_age", "cost_options", "fees_description", "assured_date", "capacities"}.isdisjoint(bare)


def test_who_may_get_it_and_how(read):
    assert (read["minimum_age"], read["maximum_age"]) == (3, 17)
    assert read["eligibility_description"] == "Семьи с детьми."
    assert read["application_process"] == "1. Позвоните.\n2. Приходите."
    assert [each["document"] for each in read["required_documents"]] == ["Паспорт"]
    assert read["fees_description"] == "частично платно. Первая встреча бесплатно"
    assert read["assured_date"] == "2026-05-03"
    assert read["capacities"][0]["available"] == 0


def test_hours_are_events_of_a_week_with_a_break(read):
    week = read["service_at_locations"][0]["location"]["schedules"]
    assert [(each["byday"], each["opens_at"], each["closes_at"]) for each in week if "byday" in each] == [
        ("MO,TU,WE,TH,FR", "09:00+05:00", "13:00+05:00"),
        ("MO,TU,WE,TH,FR", "14:00+05:00", "18:00+05:00"),
        ("SA", "10:00+05:00", "14:00+05:00"),
    ]
    assert {each["timezone"] for each in week} == {5}


def test_a_day_off_is_an_exception(read):
    closed = [each for each in read["service_at_locations"][0]["location"]["schedules"] if "valid_from" in each]
    assert [(each["valid_from"], each["valid_to"], each["notes"]) for each in closed] == [
        ("2026-06-12", "2026-06-12", "праздник")
    ]
    assert "opens_at" not in closed[0]


def test_a_place_has_an_address_a_point_and_its_access(read):
    place = read["service_at_locations"][0]["location"]
    (address,) = place["addresses"]
    assert address["address_1"] == "ул. Лесная, д. 5"
    assert (address["city"], address["state_province"]) == ("г. Каменск", "Заречный край")
    assert (address["postal_code"], address["country"]) == ("623100", "RU")
    assert (place["latitude"], place["longitude"]) == (Decimal("56.5"), Decimal("60.25"))
    assert [each["code"] for each in place["languages"]] == ["rsl"]
    assert len(place["accessibility"]) == 2


def test_phones_keep_an_extension_that_is_no_number_in_words(read):
    by_number = {each["number"]: each for each in read["phones"]}
    assert by_number["+70007654321"]["extension"] == 12
    assert "extension" not in by_number["+70007654322"]
    assert "2#1" in by_number["+70007654322"]["description"]


def test_terms_say_what_they_tell_of_the_service(read, get):
    told = {each["link_type"]: each["taxonomy_term"]["name"] for each in read["attributes"]}
    assert told["service_type"] == "Консультация"
    assert told["audience"] == "Многодетные"
    terms = {each["id"] for each in get("/taxonomy_terms", per_page=100)["contents"]}
    assert {each["taxonomy_term_id"] for each in read["attributes"]} <= terms


def test_areas_are_its_own_and_those_also_served(read):
    assert [each["name"] for each in read["service_areas"]] == ["Каменский район", "Соседний район"]


def test_an_organization_has_its_papers_and_no_persons(get, whole, client):
    organization = get(f"/organizations/{whole.provider.uuid}")
    papers = {each["identifier_type"]: each["identifier"] for each in organization["organization_identifiers"]}
    assert papers["ИНН"] == "0000000001"
    assert organization["year_incorporated"] == 1999
    assert organization["website"].startswith("https://xn--")
    assert organization["website"].isascii()
    assert organization["services"] == [{"id": str(whole.uuid), "name": "Консультация психолога", "status": "active"}]
    for address in (f"/organizations/{whole.provider.uuid}?full_service=true", "/organizations?full=true"):
        assert "Иванова" not in client.get(f"/api/hsds{address}").content.decode()


def test_a_temporary_closing_is_a_status_with_dates(get, whole):
    today = datetime.date.today()
    whole.closed_from, whole.closed_until = today, today + datetime.timedelta(days=3)
    whole.closed_reason = "ремонт"
    whole.save()
    closed = get(f"/services/{whole.uuid}")
    assert closed["status"] == "temporarily closed"
    assert f"{today:%d.%m.%Y}" in closed["alert"]
    assert "ремонт" in closed["alert"]


def test_a_closed_place_is_closed_in_its_schedules_too(get):
    """A program that reckons what is open reads days and hours, not remarks."""
    place = LocationFactory(hours=WEEK, closed_from=datetime.date(2031, 5, 3), closed_reason="ремонт")
    said = get(f"/organizations/{place.provider.uuid}")["locations"][0]["schedules"]
    (closed,) = [each for each in said if "valid_from" in each]
    assert (closed["valid_from"], closed.get("valid_to"), closed["notes"]) == ("2031-05-03", None, "ремонт")
    assert not closed.keys() & {"opens_at", "closes_at"}


def test_numbers_are_the_same_each_time(get, whole):
    assert get(f"/services/{whole.uuid}") == get(f"/services/{whole.uuid}")
    whole.provider.save()
    again = json.dumps(get(f"/services/{whole.uuid}"), default=str)
    assert again.count('"id"') > 20


def test_a_service_without_places_of_its_own_is_given_at_those_of_its_provider(get, db):
    place = LocationFactory()
    service = ServiceFactory(provider=place.provider)
    (site,) = get(f"/services/{service.uuid}")["service_at_locations"]
    assert site["location_id"] == str(place.uuid)


def test_days_of_the_same_hours_are_one_event():
    week = [[1, "09:00:00", "18:00:00", None, None], [3, "09:00:00", "18:00:00", None, None]]
    assert spans(week) == {("09:00:00", "18:00:00"): [1, 3]}


def test_an_unknown_zone_is_the_portals():
    week = [[1, "09:00", "10:00", None, None]]
    zones = {"territory_time_zone": "Нигде", "territory_parent_time_zone": ""}
    row = SimpleNamespace(**zones, hours_note="", hours=week, exceptions=[], closed_from=None)
    (event,) = schedules("place", row, datetime.date(2026, 1, 1))
    assert event["opens_at"] == "09:00+03:00"


@pytest.mark.parametrize("address", ["", "просто слова", "ftp://x.example", "https://", "javascript:alert(1)", "//x"])
def test_an_address_that_is_none_is_left_out(address):
    assert uri(address) is None


def test_the_day_of_closing_changes_a_service():
    noon = datetime.datetime(2026, 5, 1, 12, tzinfo=datetime.UTC)
    row = SimpleNamespace(modified=noon, closed_from=datetime.date(2026, 5, 4), closed_until=datetime.date(2026, 5, 6))
    assert changed(row, datetime.date(2026, 5, 3)) == noon
    assert changed(row, datetime.date(2026, 5, 5)).astimezone().date() >= datetime.date(2026, 5, 3)
    assert changed(row, datetime.date(2026, 5, 8)) > changed(row, datetime.date(2026, 5, 5))
