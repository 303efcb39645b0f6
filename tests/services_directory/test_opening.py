"""Opening hours: days that are alike stand together."""

import datetime

import pytest

from services_directory.models import OpeningHours
from services_directory.opening import opening_lines


def day(weekday, opens="8:30", closes="17:00", pause=("12:00", "13:00")):
    at = [datetime.time(*map(int, text.split(":"))) for text in (opens, closes, *pause)]
    return OpeningHours(
        weekday=weekday, **dict(zip(("opens", "closes", "break_starts", "break_ends"), at, strict=False))
    )


def plate(*days):
    return [str(line) for line in opening_lines(days)]


def test_equal_days_are_one_line():
    week = [day(number) for number in range(1, 6)]
    assert plate(*week) == ["пн–пт 8:30–17:00, перерыв 12:00–13:00", "сб, вс выходной"]


def test_a_day_with_other_hours_stands_apart():
    week = [day(number, pause=()) for number in range(1, 5)] + [day(5, closes="16:00", pause=())]
    assert plate(*week) == ["пн–чт 8:30–17:00", "пт 8:30–16:00", "сб, вс выходной"]


def test_a_break_of_its_own_sets_a_day_apart():
    assert plate(day(1), day(2, pause=("13:00", "14:00")))[:2] == [
        "пн 8:30–17:00, перерыв 12:00–13:00",
        "вт 8:30–17:00, перерыв 13:00–14:00",
    ]


def test_a_day_off_in_the_middle_is_said():
    week = [day(number, pause=()) for number in (1, 2, 4, 5)]
    assert plate(*week) == ["пн, вт 8:30–17:00", "ср выходной", "чт, пт 8:30–17:00", "сб, вс выходной"]


def test_order_of_rows_does_not_matter():
    assert plate(day(2), day(1)) == plate(day(1), day(2))


def test_every_day_alike_is_one_line():
    assert plate(*[day(number, "9:00", "21:00", ()) for number in range(1, 8)]) == ["пн–вс 9:00–21:00"]


def test_a_whole_day_has_no_figures():
    assert plate(*[day(number, "0:00", "23:59", ()) for number in range(1, 8)]) == ["пн–вс круглосуточно"]


@pytest.mark.parametrize("week", [[], ()])
def test_unknown_hours_are_not_days_off(week):
    assert opening_lines(week) == []
