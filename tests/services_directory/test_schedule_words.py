"""What a card says of its hours at a moment."""

import datetime

import pytest

from services_directory.schedule import Calendar, Shift, Special, state
from services_directory.schedule_words import line, period_words, special_words

DAY = datetime.timedelta(days=1)
# Monday.
TODAY = datetime.date(2026, 3, 2)
PAUSED = (Shift(540, 780), Shift(840, 1080))
WEEK = (*[PAUSED] * 5, (), ())


def said(time: str, *specials: Special, day=TODAY, week=WEEK) -> str:
    local = datetime.datetime.combine(day, datetime.time.fromisoformat(time))
    moment = (local - datetime.timedelta(hours=3)).replace(tzinfo=datetime.UTC)
    return str(line(state(Calendar("Europe/Moscow", week, specials), moment)))


@pytest.mark.parametrize(
    ("time", "text"),
    [
        ("08:00", "Закрыто, откроется сегодня в 9:00"),
        ("10:00", "Сейчас открыто, до 18:00, перерыв 13:00–14:00"),
        ("13:30", "Перерыв до 14:00"),
        ("15:00", "Сейчас открыто, до 18:00"),
        ("18:00", "Закрыто, откроется завтра в 9:00"),
    ],
)
def test_a_working_day(time, text):
    assert said(time) == text


def test_a_weekend_names_the_day_of_opening():
    assert said("19:00", day=TODAY + 4 * DAY) == "Закрыто, откроется в понедельник в 9:00"


def test_a_day_further_off_has_its_date():
    holidays = Special(TODAY, TODAY + 8 * DAY, reason="праздники")
    assert said("12:00", holidays) == "Сегодня не работает: праздники. Откроется 11 марта в 9:00"


def test_a_closed_day_gives_its_reason():
    cleaning = Special(TODAY, TODAY, reason="санитарный день")
    assert said("12:00", cleaning) == "Сегодня не работает: санитарный день. Откроется завтра в 9:00"


def test_a_reason_may_be_unknown():
    assert said("12:00", Special(TODAY, TODAY)) == "Сегодня не работает. Откроется завтра в 9:00"


def test_a_short_day_ends_when_the_exception_says():
    assert said("10:00", Special(TODAY, TODAY, (Shift(540, 720),))) == "Сейчас открыто, до 12:00"


def test_a_temporary_closing_has_its_dates():
    repairs = Special(TODAY - DAY, datetime.date(2026, 3, 15), reason="ремонт", is_closing=True)
    assert said("12:00", repairs) == "Временно закрыто с 1 по 15 марта: ремонт"


def test_a_closing_may_have_no_end_yet():
    assert said("12:00", Special(TODAY, None, is_closing=True)) == "Временно закрыто с 2 марта"


def test_round_the_clock():
    assert said("12:00", week=((Shift(0, 1440),),) * 7) == "Сейчас открыто, круглосуточно"


def test_a_night_shift_ends_in_the_morning():
    assert said("23:00", week=((Shift(1200, 1920),),) * 7) == "Сейчас открыто, до 8:00"


def test_nothing_in_sight_promises_no_day():
    assert said("12:00", week=((),) * 7) == "Закрыто"


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2026-03-01", "2026-03-01", "1 марта"),
        ("2026-03-01", "2026-03-08", "с 1 по 8 марта"),
        ("2026-02-28", "2026-03-08", "с 28 февраля по 8 марта"),
        ("2026-12-31", "2027-01-08", "с 31 декабря по 8 января"),
        ("2026-06-01", "2027-06-01", "с 1 июня по 1 июня 2027 года"),
        ("2026-03-01", None, "с 1 марта"),
    ],
)
def test_periods(first, last, text):
    start = datetime.date.fromisoformat(first)
    assert period_words(start, datetime.date.fromisoformat(last) if last else None) == text


def test_exceptions_to_come():
    first = datetime.date(2026, 12, 31)
    assert special_words(Special(first, first, (Shift(540, 900),), "короткий день")) == (
        "31 декабря: 9:00–15:00 (короткий день)"
    )
    assert special_words(Special(first, first)) == "31 декабря не работает"
