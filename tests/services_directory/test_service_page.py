"""The page of a service: what it says, and what it keeps to itself."""

import datetime

import pytest
from django.utils.timezone import localdate

from portal import formatting
from services_directory.models import Location
from tests.factories import (
    WEEK,
    FamilyCategoryFactory,
    LocationFactory,
    MeasureFactory,
    PracticeFactory,
    ProgrammeFactory,
    ProviderFactory,
    RegionFactory,
    ServiceFactory,
    TerritoryFactory,
)

pytestmark = pytest.mark.django_db
YESTERDAY, TOMORROW = (datetime.date.today() + datetime.timedelta(days=shift) for shift in (-1, 1))


def page(client, record) -> str:
    response = client.get(record.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def test_says_what_who_how_and_with_what(client):
    service = ServiceFactory(
        description="Занятия с логопедом",
        eligibility="Семьи с детьми",
        residence="в районе",
        age_from=3,
        age_to=7,
        term="до 10 дней",
        categories=[FamilyCategoryFactory(name="Многодетные семьи")],
        steps=["Позвоните", "Придите"],
        documents=["Паспорт", "Полис"],
        practices=[PracticeFactory(name="Домашний визит")],
    )
    html = page(client, service)
    for text in (
        "Занятия с логопедом",
        "Семьи с детьми",
        "в районе",
        "от 3 до 7 лет",
        "до 10 дней",
        "Многодетные семьи",
    ):
        assert text in html
    assert html.index("Позвоните") < html.index("Придите")
    for text in ("Паспорт", "Полис", "Домашний визит"):
        assert text in html


def test_phones_are_links_and_hours_stand_by_day(client):
    place = LocationFactory(phones=["+79000000001"], hours=WEEK, address="ул. Садовая, 5")
    html = page(client, ServiceFactory(provider=place.provider, locations=[place]))
    assert 'href="tel:+79000000001"' in html
    assert "ул. Садовая, 5" in html
    assert "пн–пт" in html
    assert "9:00–18:00" in html
    assert "перерыв 13:00–14:00" in html


def test_a_service_without_places_of_its_own_shows_those_of_its_provider(client):
    place = LocationFactory(address="ул. Общая, 1")
    assert "ул. Общая, 1" in page(client, ServiceFactory(provider=place.provider))


def test_a_service_with_places_shows_only_them(client):
    own = LocationFactory(address="ул. Своя, 1")
    LocationFactory(provider=own.provider, address="ул. Чужая, 2")
    html = page(client, ServiceFactory(provider=own.provider, locations=[own]))
    assert "ул. Своя, 1" in html
    assert "ул. Чужая, 2" not in html


def test_a_route_is_offered_where_there_is_a_point(client):
    place = LocationFactory(latitude="56.129057", longitude="40.406635")
    html = page(client, ServiceFactory(provider=place.provider))
    assert "geo:56.129057,40.406635?q=56.129057" in html
    assert 'href="https://yandex.ru/maps/?rtext=~56.129057,40.406635" rel="noreferrer"' in html


def test_a_route_leads_to_the_address_where_there_is_no_point(client, settings):
    service = ServiceFactory(provider=LocationFactory(address='ул. "Новая" & 1').provider)
    address = "%D1%83%D0%BB.%20%22%D0%9D%D0%BE%D0%B2%D0%B0%D1%8F%22%20%26%201"
    html = page(client, service)
    assert f"geo:0,0?q={address}" in html
    assert f'href="https://yandex.ru/maps/?rtext=~{address}"' in html
    settings.ROUTE_URL = ""
    html = page(client, service)
    assert "yandex" not in html
    assert "place-app" not in html


def test_without_contacts_it_says_so_and_names_the_helpline(client):
    html = page(client, ServiceFactory())
    aside = html[html.index('id="contacts"') : html.index("</main>")]
    assert "Телефона пока нет" in aside
    assert 'href="tel:+78002000122"' in aside
    assert "по телефону" not in html
    assert "Телефоны, адрес, часы" not in html
    assert 'Не указана: <a href="#contacts">у кого спросить</a>' in html
    assert "Ещё не проверяли: спросите по номерам, которые здесь названы" in aside


def test_with_a_phone_nothing_is_to_be_clarified(client):
    place = LocationFactory(phones=["+79000000001"])
    html = page(client, ServiceFactory(provider=place.provider))
    assert "Телефона пока нет" not in html
    assert "Ещё не проверяли: уточните по телефону" in html
    assert "Не указана: спросите по телефону" in html


def test_who_can_only_be_written_to_is_written_to(client):
    place = LocationFactory(email="help@example.org")
    assert "Ещё не проверяли: уточните письмом" in page(client, ServiceFactory(provider=place.provider))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"price": "free"}, "Бесплатно"),
        ({"price": ""}, "Не указана: "),
        ({"price": "paid"}, "Сумма не указана"),
        ({"price": "paid", "tariffs": [0]}, "0\N{NO-BREAK SPACE}₽"),
        ({"price": "partly", "tariffs": ["1250.50"]}, "1\N{NO-BREAK SPACE}250,50\N{NO-BREAK SPACE}₽"),
    ],
)
def test_no_price_zero_and_free_are_told_apart(client, fields, said):
    assert said in page(client, ServiceFactory(**fields))


def test_only_prices_in_force_today_are_shown(client):
    tariffs = [
        {"name": "Прежняя", "amount": 100, "valid_until": YESTERDAY},
        {"name": "Нынешняя", "amount": 200, "valid_from": YESTERDAY, "valid_until": TOMORROW},
        {"name": "Будущая", "amount": 300, "valid_from": TOMORROW},
    ]
    html = page(client, ServiceFactory(price="paid", tariffs=tariffs))
    assert "Нынешняя" in html
    assert "Прежняя" not in html
    assert "Будущая" not in html


def test_places_are_said_with_their_date(client):
    html = page(client, ServiceFactory(places_total=12, places_free=0, places_as_of=datetime.date(2026, 5, 3)))
    assert "Свободных мест нет" in html
    assert "на 3\N{NO-BREAK SPACE}мая\N{NO-BREAK SPACE}2026" in html


def test_never_verified_is_said(client):
    assert "Ещё не проверяли" in page(client, ServiceFactory())


def test_the_date_of_verification_is_said(client):
    checked = localdate() - datetime.timedelta(days=20)
    html = page(client, ServiceFactory(verified_on=checked))
    assert f"Сведения проверены {formatting.date(checked)}" in html
    assert "Ещё не проверяли" not in html


def test_a_fictional_region_is_marked(client):
    real, fictional = (
        ServiceFactory(provider__territory=TerritoryFactory(parent=RegionFactory(is_fictional=flag)))
        for flag in (False, True)
    )
    assert "Вымышленный регион" in page(client, fictional)
    assert "Вымышленный регион" not in page(client, real)


def test_public_measures_are_linked_and_drafts_are_not(client):
    service = ServiceFactory()
    MeasureFactory(title="Видимое мероприятие", services=[service])
    MeasureFactory(title="Черновик мероприятия", live=False, services=[service])
    MeasureFactory(title="В черновике программы", programme=ProgrammeFactory(live=False), services=[service])
    html = page(client, service)
    assert "Видимое мероприятие" in html
    assert "Черновик мероприятия" not in html
    assert "В черновике программы" not in html


def test_drafts_of_linked_records_stay_hidden(client):
    place = LocationFactory(address="Тайная улица", phones=["+79000000009"], live=False)
    service = ServiceFactory(
        provider=place.provider,
        locations=[place],
        categories=[FamilyCategoryFactory(name="Черновик категории", live=False)],
        practices=[PracticeFactory(name="Черновик практики", live=False)],
    )
    html = page(client, service)
    for hidden in ("Тайная улица", "+79000000009", "Черновик категории", "Черновик практики"):
        assert hidden not in html


@pytest.mark.parametrize("fields", [{"live": False}, {"provider__live": False}])
def test_an_unpublished_service_or_provider_is_not_found(client, fields):
    assert client.get(ServiceFactory(**fields).get_absolute_url()).status_code == 404


def test_an_unknown_service_is_not_found(client):
    assert client.get("/services/no-such/").status_code == 404


CONFIDENTIAL = {
    "address": "Канареечный переулок, 7",
    "directions": "за канареечной аптекой",
    "latitude": "11.223344",
    "longitude": "55.667788",
    "address_is_confidential": True,
}


@pytest.mark.parametrize("of", ["service", "provider"])
def test_a_confidential_address_is_printed_nowhere(client, of):
    place = LocationFactory(phones=["+79000000001"], **CONFIDENTIAL)
    service = ServiceFactory(provider=place.provider, locations=[place])
    html = page(client, service if of == "service" else place.provider)
    assert "Адрес не публикуется" in html
    assert 'href="tel:+79000000001"' in html
    for secret in ("Канаре", "канаре", "11.22", "55.66", "geo:", "yandex"):
        assert secret not in html


def test_a_confidential_place_has_no_public_point():
    place = Location(**CONFIDENTIAL)
    assert (place.public_address, place.public_directions, place.public_point) == ("", "", None)


def test_similar_services_are_one_link_away(client):
    service = ServiceFactory()
    html = page(client, service)
    assert f"/services/?kind={service.kind.slug}&amp;territory={service.provider.territory.region.slug}" in html


def test_a_provider_named_only_in_the_service_is_linked(client):
    provider = ProviderFactory(name="Центр «Радуга»")
    assert f'href="{provider.get_absolute_url()}"' in page(client, ServiceFactory(provider=provider))
