"""What is taken along says how things stand: closed for a while, other hours soon, not checked for long."""

import datetime
import json

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.utils.timezone import localdate

from portal.formatting import plain
from tests.factories import WEEK, LocationFactory, ServiceFactory
from tests.sharing.test_confidential import text_of

pytestmark = pytest.mark.django_db
TODAY = localdate()
DAY = datetime.timedelta(days=1)
CLOSED = {"closed_from": TODAY - DAY, "closed_until": TODAY + 20 * DAY}
TAKEN = [
    "/take/{kind}/{slug}.pdf",
    "/take/{kind}/{slug}/text/",
    "/take/place/{uuid}.vcf",
    "/take/place/{uuid}.v4.vcf",
    "/saved/?s={id}",
    "/saved.pdf?s={id}",
    "/embed/provider/{slug}/",
]


@pytest.fixture(autouse=True)
def fresh_rules():
    cache.clear()


@pytest.fixture
def place():
    return LocationFactory(provider__slug="centre", phones=["+79000000001"], hours=WEEK)


def told(client, path: str, place, kind: str = "provider", record=None) -> str:
    record = record or place.provider
    url = path.format(kind=kind, slug=record.slug, id=f"{kind[0]}{record.pk}", uuid=place.uuid)
    response = client.get(url)
    assert response.status_code == 200
    # A line of a contact is folded anywhere.
    return plain(" ".join(text_of(response).replace("\r\n ", "").split()))


def changed(record, **fields):
    for name, value in fields.items():
        setattr(record, name, value)
    record.save()


@pytest.mark.parametrize("path", TAKEN)
def test_a_place_that_is_closed_for_a_while_says_so(client, path, place):
    assert "Временно закрыто" not in told(client, path, place)
    changed(place, **CLOSED, closed_reason="ремонт крыши")
    said = told(client, path, place)
    assert "Временно закрыто с" in said
    assert "ремонт крыши" in said


@pytest.mark.parametrize("path", TAKEN)
def test_days_with_other_hours_are_told_once(client, path, place):
    place.exceptions.create(starts_on=TODAY + 3 * DAY, reason="учёба")
    changed(place, closed_from=TODAY + 10 * DAY, closed_until=TODAY + 12 * DAY, closed_reason="отпуск")
    said = told(client, path, place)
    assert "не работает (учёба)" in said
    assert said.count("Будет закрыто") == 1


@pytest.mark.parametrize("path", [path for path in TAKEN if "{kind}" in path or "{id}" in path])
def test_a_service_that_is_not_given_for_a_while_says_so(client, path, place):
    service = ServiceFactory(provider=place.provider, **CLOSED, closed_reason="набор окончен")
    said = told(client, path, place, "service", service)
    assert "Временно закрыто с" in said
    assert "набор окончен" in said


@pytest.mark.parametrize("path", [path for path in TAKEN if "place" not in path])
def test_a_card_says_when_it_was_checked_and_in_words_when_that_was_long_ago(client, path, place):
    assert "Ещё не проверяли: уточните по телефону" in told(client, path, place)
    changed(place.provider, verified_on=TODAY, next_review_on=TODAY + 180 * DAY)
    assert "Сведения проверены" in told(client, path, place)
    changed(place.provider, verified_on=TODAY - 400 * DAY, next_review_on=TODAY - 220 * DAY)
    said = told(client, path, place)
    assert "Давно не проверяли: уточните по телефону. Последний раз" in said
    place.phones.all().delete()
    changed(place, email="centre@example.org")
    assert "Давно не проверяли: уточните письмом" in told(client, path, place)


@pytest.mark.parametrize("path", ["/take/{kind}/{slug}.pdf", "/take/{kind}/{slug}/text/", "/saved/?s={id}"])
def test_a_place_with_an_address_alone_says_whom_to_call(client, path, place):
    said = ("Телефона пока нет", "Контакты уточняются")
    assert not any(text in told(client, path, place) for text in said)
    place.phones.all().delete()
    place.save()
    silent = told(client, path, place)
    assert any(text in silent for text in said)
    assert "8 800 200-01-22" in silent


def described(client, record) -> dict:
    soup = BeautifulSoup(client.get(record.get_absolute_url()).content, "html.parser")
    return json.loads(soup.select_one("script[type='application/ld+json']").string)


def test_search_engines_are_told_of_other_hours_and_of_closings(client, place):
    place.exceptions.create(starts_on=TODAY + DAY, ends_on=TODAY + 2 * DAY)
    place.exceptions.create(starts_on=TODAY + 5 * DAY, opens="20:00", closes="8:00")
    place.exceptions.create(starts_on=TODAY - 5 * DAY)
    changed(place, closed_from=TODAY + 9 * DAY)
    (location,) = described(client, place.provider)["location"]
    told = [
        tuple(each.get(name) for name in ("validFrom", "validThrough", "opens", "closes"))
        for each in location["specialOpeningHoursSpecification"]
    ]
    day = [(TODAY + number * DAY).isoformat() for number in range(10)]
    assert sorted(told) == [
        (day[1], day[2], "00:00", "00:00"),
        (day[5], day[5], "20:00", "08:00"),
        (day[9], None, "00:00", "00:00"),
    ]


def test_search_engines_are_told_of_a_service_that_is_not_given(client, place):
    service = ServiceFactory(provider=place.provider, **CLOSED)
    (told,) = described(client, service)["hoursAvailable"]
    assert (told["validFrom"], told["opens"], told["closes"]) == (CLOSED["closed_from"].isoformat(), "00:00", "00:00")
    changed(service, closed_from=TODAY - 9 * DAY, closed_until=TODAY - DAY)
    assert "hoursAvailable" not in described(client, service)
