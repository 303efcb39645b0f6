"""What a card says of when and where: the state at this minute, exceptions, closings, wider areas."""

import datetime

import pytest
from django.utils import timezone

from services_directory.models import ScheduleException
from tests.factories import LocationFactory, ProviderFactory, RegionFactory, ServiceFactory, TerritoryFactory

pytestmark = pytest.mark.django_db
# Monday noon in Moscow.
NOON = datetime.datetime(2026, 3, 2, 9, 0, tzinfo=datetime.UTC)
TODAY = datetime.date(2026, 3, 2)
DAY = datetime.timedelta(days=1)
WEEK = [(day, "9:00", "18:00") for day in range(1, 6)]


@pytest.fixture(autouse=True)
def _at_noon(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def page(client, record) -> str:
    return client.get(record.get_absolute_url()).content.decode()


def place(**fields):
    return LocationFactory(provider__territory=TerritoryFactory(parent__time_zone="Europe/Moscow"), **fields)


def test_an_open_place_says_until_when_and_what_the_time_is(client):
    text = page(client, place(hours=WEEK).provider)
    assert "Сейчас открыто, до 18:00" in text
    assert "на 12:00, время местное" in text


def test_the_clock_is_that_of_the_territory_else_of_its_region(client):
    east = TerritoryFactory(parent__time_zone="Asia/Yekaterinburg")
    assert "на 14:00" in page(client, LocationFactory(provider__territory=east, hours=WEEK).provider)
    farther = TerritoryFactory(parent=east.parent, time_zone="Asia/Vladivostok")
    text = page(client, LocationFactory(provider__territory=farther, hours=WEEK).provider)
    assert "Закрыто, откроется завтра в 9:00" in text


def test_without_hours_nothing_is_said_of_them(client):
    text = page(client, place().provider)
    assert "hours-now" not in text


def test_an_exception_today_and_one_to_come_are_said(client):
    found = place(hours=WEEK)
    ScheduleException.objects.create(location=found, starts_on=TODAY, reason="санитарный день")
    ScheduleException.objects.create(location=found, starts_on=TODAY + 6 * DAY, reason="праздник")
    ScheduleException.objects.create(location=found, starts_on=TODAY + 60 * DAY, reason="далеко")
    text = page(client, found.provider)
    assert "Сегодня не работает: санитарный день. Откроется завтра в 9:00" in text
    assert "8 марта не работает (праздник)" in text
    assert "далеко" not in text


def test_a_closed_place_says_its_dates(client):
    found = place(hours=WEEK, closed_from=TODAY, closed_until=TODAY + 13 * DAY, closed_reason="ремонт")
    assert "Временно закрыто с 2 по 15 марта: ремонт" in page(client, found.provider)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (0, 3, "Временно закрыто с 2 по 5 марта: отпуск"),
        (0, None, "Временно закрыто с 2 марта: отпуск"),
        (3, 5, "Будет закрыто с 5 по 7 марта: отпуск"),
    ],
)
def test_a_closed_service_says_its_dates(client, first, last, said):
    until = None if last is None else TODAY + last * DAY
    service = ServiceFactory(closed_from=TODAY + first * DAY, closed_until=until, closed_reason="отпуск")
    assert said in page(client, service)


def test_a_closing_that_is_over_is_not_mentioned(client):
    service = ServiceFactory(closed_from=TODAY - 9 * DAY, closed_until=TODAY - DAY, closed_reason="отпуск")
    assert "отпуск" not in page(client, service)


def test_wider_areas_are_named(client):
    region = RegionFactory(name="Заречье")
    for record in (ServiceFactory(also_serves=[region]), ProviderFactory(also_serves=[region])):
        assert "Принимает и тех, кто живёт здесь: Заречье" in page(client, record)


def test_hours_past_midnight_are_kept(client):
    assert "Закрыто, откроется сегодня в 20:00" in page(client, place(hours=[(1, "20:00", "8:00")]).provider)
