"""Dates follow the clock of their territory, are said in words, and decide what is still to come."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from events import when
from events.models import EventDate, EventPage
from events.models.event import today_in
from tests.events import factories as make
from tests.factories import RegionFactory, TerritoryFactory

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 12, 5)


def plain(text: str) -> str:
    return text.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "5 декабря 2026, суббота, весь день"),
        ({"starts_at": "10:00"}, "5 декабря 2026, суббота, с 10:00"),
        ({"starts_at": "10:00", "ends_at": "12:30"}, "5 декабря 2026, суббота, 10:00–12:30"),
        ({"ends_day": datetime.date(2026, 12, 7)}, "5–7 декабря 2026"),
        ({"ends_day": datetime.date(2027, 1, 7)}, "5 декабря 2026 — 7 января 2027"),
        ({"ends_day": datetime.date(2026, 12, 31)}, "5–31 декабря 2026"),
        (
            {"ends_day": datetime.date(2026, 12, 7), "starts_at": "10:00", "ends_at": "17:00"},
            "5–7 декабря 2026, начало в 10:00, конец в 17:00",
        ),
    ],
)
def test_a_date_is_said_as_people_say_it(fields, said):
    times = {name: datetime.time.fromisoformat(text) for name, text in fields.items() if isinstance(text, str)}
    date = EventDate(day=DAY, **{**fields, **times})
    date.reckon("Europe/Moscow")
    assert plain(when.said(date, "Europe/Moscow")) == said


def test_two_months_of_one_year_name_the_year_once():
    date = EventDate(day=datetime.date(2026, 11, 30), ends_day=datetime.date(2026, 12, 2))
    assert plain(when.days(date)) == "30 ноября — 2 декабря 2026"


def test_the_moment_is_by_the_clock_of_the_territory_or_its_region():
    region = RegionFactory(time_zone="Asia/Yekaterinburg")
    event = make.event(make.date(DAY), territory=TerritoryFactory(parent=region))
    assert event.dates.get().begins == datetime.datetime(2026, 12, 5, 5, tzinfo=datetime.UTC)
    assert "МСК+2" in when.said(event.all_dates[0], event.zone)


def test_the_moments_follow_a_new_territory():
    event = make.event(make.date(DAY))
    event.territory = RegionFactory(time_zone="Asia/Vladivostok")
    event.save()
    assert EventDate.objects.get().begins == datetime.datetime(2026, 12, 5, 0, tzinfo=datetime.UTC)


def test_a_whole_day_lasts_to_its_midnight():
    date = EventDate(day=DAY)
    date.reckon("Europe/Moscow")
    assert date.ends - date.begins == datetime.timedelta(days=1)


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"ends_day": DAY - make.DAY}, "ends_day"),
        ({"starts_at": make.NOON, "ends_at": make.TEN}, "ends_at"),
        ({"starts_at": make.NOON, "ends_at": make.NOON}, "ends_at"),
        ({"ends_at": make.NOON}, "starts_at"),
        ({"day": datetime.date(2206, 12, 5)}, "day"),
    ],
)
def test_an_end_before_the_start_is_refused_where_it_is_typed(fields, where):
    with pytest.raises(ValidationError) as refused:
        EventDate(**{"day": DAY, **fields}).clean()
    assert list(refused.value.message_dict) == [where]


def test_an_event_is_past_when_its_last_date_is_over():
    series, over = make.event(-7, 7), make.event(-8, -1)
    assert list(EventPage.objects.coming()) == [series]
    assert list(EventPage.objects.past()) == [over]
    assert not series.is_past
    assert over.is_past
    assert series.shown_date.day == make.in_days(7)


def test_the_nearest_comes_first_and_of_the_past_the_latest():
    far, near = make.event(20), make.event(-3, 2)
    long_ago, lately = make.event(-30), make.event(-2)
    assert list(EventPage.objects.coming()) == [near, far]
    assert list(EventPage.objects.past()) == [lately, long_ago]


def test_a_cancelled_date_is_not_what_a_card_promises():
    event = make.event(make.date(1, is_cancelled=True), 5)
    assert event.shown_date.day == make.in_days(5)


def test_registration_lasts_through_its_last_day():
    today = today_in("Europe/Moscow")
    assert make.event(needs_registration=True, registration_until=today).takes_registrations
    assert not make.event(needs_registration=True, registration_until=today - make.DAY).takes_registrations
    assert not make.event(status="cancelled").takes_registrations
    assert not make.event(-1).takes_registrations
