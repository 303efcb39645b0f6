"""Open now, in the evening, on weekends: by the clock of the place, with exceptions and closings."""

import datetime

import pytest
from django.utils import timezone

from search.models import SearchCalendar
from services_directory.models import OpeningHours, ScheduleException
from tests.factories import LocationFactory, ProviderFactory, RegionFactory, ServiceFactory, TerritoryFactory

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 3, 2)
DAY = datetime.timedelta(days=1)
DAYS = [(day, "9:00", "18:00") for day in range(1, 6)]
NIGHTS = [(day, "20:00", "8:00") for day in range(1, 8)]
NOW = "when=now&type=service"


@pytest.fixture(autouse=True)
def at(monkeypatch):
    """`at("20:30")`: that time in Moscow on a Monday; noon unless a test says otherwise."""

    def moved(time: str, day: datetime.date = TODAY) -> None:
        local = datetime.datetime.combine(day, datetime.time.fromisoformat(time))
        moment = (local - datetime.timedelta(hours=3)).replace(tzinfo=datetime.UTC)
        monkeypatch.setattr(timezone, "now", lambda: moment)

    moved("12:00")
    return moved


@pytest.fixture
def moscow():
    return TerritoryFactory(parent=RegionFactory(time_zone="Europe/Moscow"))


def service(name, territory, hours, closed_from=None, **place):
    provider = ProviderFactory(territory=territory)
    location = LocationFactory(provider=provider, hours=hours, **place)
    return ServiceFactory(name=name, provider=provider, locations=[location], closed_from=closed_from)


def test_what_is_open_at_this_minute(titles, at, moscow):
    service("Днём", moscow, DAYS)
    service("Ночью", moscow, NIGHTS)
    service("Неизвестно", moscow, [])
    assert titles(NOW) == ["Днём"]
    at("18:00")
    assert titles(NOW) == []
    at("20:00")
    assert titles(NOW) == ["Ночью"]
    at("07:59", TODAY + DAY)
    assert titles(NOW) == ["Ночью"]


def test_a_break_is_closed(titles, at, moscow):
    service("С перерывом", moscow, [(1, "9:00", "18:00", "13:00", "14:00")])
    at("13:30")
    assert titles(NOW) == []
    at("14:00")
    assert titles(NOW) == ["С перерывом"]


def test_each_place_by_its_own_clock(titles, at, moscow):
    east = TerritoryFactory(parent=RegionFactory(time_zone="Asia/Yekaterinburg"))
    service("Москва", moscow, DAYS)
    service("Екатеринбург", east, DAYS)
    at("07:30")
    assert titles(NOW) == ["Екатеринбург"]
    at("17:00")
    assert titles(NOW) == ["Москва"]


def test_a_territory_that_moves_its_clock_takes_its_places_along(titles, at, moscow):
    service("Услуга", moscow, DAYS)
    at("08:30")
    assert titles(NOW) == []
    moscow.time_zone = "Asia/Yekaterinburg"
    moscow.save()
    assert titles(NOW) == ["Услуга"]


def test_an_exception_today_takes_out_and_brings_in(titles, moscow):
    closed = service("Закрыта", moscow, DAYS)
    duty = service("Дежурит", moscow, [(7, "9:00", "18:00")])
    service("Как всегда", moscow, DAYS)
    ScheduleException.objects.create(location=closed.locations.get(), starts_on=TODAY)
    ScheduleException.objects.create(location=duty.locations.get(), starts_on=TODAY, opens="9:00", closes="15:00")
    assert sorted(titles(NOW)) == ["Дежурит", "Как всегда"]


def test_of_two_places_one_that_is_open_is_enough(titles, moscow):
    record = service("Услуга", moscow, DAYS)
    ScheduleException.objects.create(location=record.locations.get(), starts_on=TODAY)
    assert titles(NOW) == []
    record.locations.add(LocationFactory(provider=record.provider, hours=DAYS))
    record.save()
    assert titles(NOW) == ["Услуга"]


def test_what_is_closed_for_a_while_is_out_until_it_opens(titles, at, moscow):
    service("Работает", moscow, DAYS)
    place = service("Место закрыто", moscow, DAYS).locations.get()
    place.closed_from, place.closed_until = TODAY, TODAY + DAY
    place.save()
    record = service("Услуга закрыта", moscow, DAYS, closed_from=TODAY)
    assert titles(NOW) == ["Работает"]
    at("12:00", TODAY + 2 * DAY)
    assert sorted(titles(NOW)) == ["Место закрыто", "Работает"]
    record.closed_from = None
    record.save()
    assert len(titles(NOW)) == 3


def test_weekends_and_evenings(titles, moscow):
    service("Будни", moscow, DAYS)
    service("Суббота", moscow, [(6, "10:00", "15:00")])
    service("Допоздна", moscow, [(2, "12:00", "20:00")])
    assert titles("when=weekend&type=service") == ["Суббота"]
    assert titles("when=evening&type=service") == ["Допоздна"]
    assert sorted(titles("when=weekend&when=evening&type=service")) == ["Допоздна", "Суббота"]


def test_an_unknown_value_is_no_condition(titles, moscow):
    service("Услуга", moscow, DAYS)
    assert titles("when=yesterday&type=service") == ["Услуга"]


def test_changed_hours_are_found_anew(titles, moscow):
    record = service("Услуга", moscow, DAYS)
    OpeningHours.objects.filter(location__services=record).delete()
    record.locations.get().save()
    assert titles(NOW) == []


def test_places_that_keep_the_same_hours_share_a_schedule(moscow):
    for number in range(5):
        service(f"Услуга {number}", moscow, DAYS)
    assert len({row for row in SearchCalendar.objects.values_list("data", flat=True)}) == SearchCalendar.objects.count()
    full = [row for row in SearchCalendar.objects.values_list("data", flat=True) if row.count("[540, 1080]") == 5]
    assert len(full) == 1


def test_facets_and_totals_count_what_is_open(ask, moscow):
    service("Открыта", moscow, DAYS)
    service("Закрыта", moscow, NIGHTS)
    result = ask(f"{NOW}&territory={moscow.slug}")
    assert result.total == 1
    assert [choice.count for choice in result.facets["territory"] if choice.value == moscow.slug] == [1]
