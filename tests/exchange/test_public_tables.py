"""Anybody takes the lists away as tables: what the page shows, nothing hidden, and nothing that a program would run."""

import csv
import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from tests import factories

CANARY = "ул. Тайная, 13"


def body(client, name: str, extension: str = "csv", **query) -> bytes:
    response = client.get(reverse(f"exchange:{name}", args=[extension]), query)
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def read(data: bytes) -> list[dict]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.fixture
def provider(db):
    provider = factories.ProviderFactory(name="Центр «Радуга»")
    factories.LocationFactory(provider=provider, address="ул. Лесная, 1", phones=["+74922223344"])
    factories.LocationFactory(
        provider=provider, address=CANARY, directions=CANARY, address_is_confidential=True, latitude=1, longitude=1
    )
    return provider


def test_services_come_with_their_organisation_and_contacts(client, provider):
    family = factories.FamilyCategoryFactory(name="Опекуны")
    factories.ServiceFactory(name="Психолог", provider=provider, categories=[family], age_from=3, age_to=7)
    (row,) = read(body(client, "services"))
    assert (row["Услуга"], row["Организация"], row["Кому"]) == ("Психолог", "Центр «Радуга»", "Опекуны")
    assert row["Адреса"].splitlines() == ["ул. Лесная, 1", "Адрес не публикуется: его назовут, когда вы обратитесь."]
    assert (row["Телефоны"], row["Возраст"]) == ("8 492 222-33-44", "от 3 до 7 лет")
    assert row["Страница на портале"].startswith("http://testserver/services/")


@pytest.mark.parametrize("name", ["services", "providers"])
def test_what_is_closed_for_a_while_is_told_before_the_hours(client, provider, name):
    place = provider.locations.exclude(address=CANARY).get()
    place.hours.create(weekday=1, opens="9:00", closes="18:00")
    place.closed_from, place.closed_reason = localdate(), "ремонт"
    place.save()
    factories.ServiceFactory(provider=provider, closed_from=localdate(), closed_reason="набор окончен")
    (row,) = read(body(client, name))
    *own, hours = row["Часы работы"].splitlines()
    assert hours.startswith("Временно закрыто с")
    assert "ремонт; пн 9:00–18:00" in hours
    assert ["набор окончен" in line for line in own] == ([True] if name == "services" else [])


def test_a_phone_says_whom_it_reaches_and_when_and_nothing_twice(client, provider):
    place = provider.locations.exclude(address=CANARY).get()
    place.phones.update(extension="12", purpose="Круглосуточно, срочная помощь", hours="круглосуточно")
    (row,) = read(body(client, "providers"))
    assert row["Телефоны"] == "8 492 222-33-44 доб. 12 (Круглосуточно, срочная помощь)"


def test_the_filters_of_the_page_are_the_filters_of_the_table(client, provider):
    factories.ServiceFactory(name="Психолог для подростка", provider=provider)
    factories.ServiceFactory(name="Юрист", provider=provider)
    assert [row["Услуга"] for row in read(body(client, "services", q="психолог"))] == ["Психолог для подростка"]
    factories.ProviderFactory(name="Другой")
    assert [row["Организация"] for row in read(body(client, "providers", q="радуга"))] == ["Центр «Радуга»"]


@pytest.mark.parametrize("name", ["services", "providers"])
@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_hidden_addresses_and_drafts_stay_out(client, provider, name, extension):
    factories.ServiceFactory(name="Психолог", provider=provider, locations=[provider.locations.last()])
    factories.ServiceFactory(name="Черновик", provider=provider, live=False)
    factories.ProviderFactory(name="Черновик", live=False)
    factories.LocationFactory(provider=provider, address="ул. Черновик", live=False)
    data = body(client, name, extension)
    if extension == "xlsx":
        rows = openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True)
        data = str(list(rows)).encode()
    assert "Тайная" not in data.decode()
    assert "Черновик" not in data.decode()
    assert "Радуга" in data.decode()


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-1", "@x", "\t=1"])
def test_no_text_acts_as_a_formula(client, provider, text):
    provider.name = text
    provider.save()
    (row,) = read(body(client, "providers"))
    assert row["Организация"] == f"'{text}"
    sheet = openpyxl.load_workbook(io.BytesIO(body(client, "providers", "xlsx"))).active
    assert sheet["A2"].data_type == "s"


def test_a_table_costs_the_same_queries_for_one_and_for_twenty(client, provider):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            body(client, "services")
        return len(queries)

    factories.ServiceFactory(provider=provider)
    cost()
    one = cost()
    factories.ServiceFactory.create_batch(20, provider=provider)
    cost()  # what has changed is learnt once
    assert cost() == one <= 16


def test_the_table_sets_no_cookie_and_may_be_kept(client, provider):
    response = client.get(reverse("exchange:providers", args=["csv"]))
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert "public" in response.headers["Cache-Control"]
    assert "attachment" in response.headers["Content-Disposition"]


def test_both_lists_link_to_their_tables(client, provider):
    factories.ServiceFactory(name="Психолог", provider=provider)
    assert 'href="/services/data.xlsx?q=%D0%BF' in client.get("/services/", {"q": "психолог"}).content.decode()
    assert 'href="/providers/data.csv"' in client.get("/providers/").content.decode()


def test_there_is_no_table_of_another_kind(client, db):
    assert client.get("/services/data.pdf").status_code == 404
