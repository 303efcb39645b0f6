"""Whether a place is open, held against a table of every minute."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from services_directory.schedule import HORIZON, Calendar, Shift, Special, shifts_of, state

ZONE = "Asia/Yekaterinburg"
AHEAD = datetime.timedelta(hours=5)
MONDAY = datetime.date(2026, 3, 2)
DAYS = 30
DAY = datetime.timedelta(days=1)


def at(day: datetime.date, time="12:00") -> datetime.datetime:
    """That time on the wall clock of the place."""
    local = datetime.datetime.combine(day, datetime.time.fromisoformat(time))
    return (local - AHEAD).replace(tzinfo=datetime.UTC)


@some.composite
def shifts(draw) -> tuple[Shift, ...]:
    """A day off, one shift, one that goes past midnight, two with a break, or the whole day."""
    kind = draw(some.sampled_from(["off", "plain", "night", "break", "whole"]))
    if kind == "off":
        return ()
    if kind == "whole":
        return (Shift(0, 1440),)
    points = sorted(draw(some.lists(some.integers(0, 1439), min_size=4, max_size=4, unique=True)))
    if kind == "plain":
        return (Shift(points[0], points[3]),)
    if kind == "night":
        return (Shift(points[3], points[0] + 1440),)
    return (Shift(points[0], points[1]), Shift(points[2], points[3]))


@some.composite
def specials(draw) -> Special:
    first = MONDAY + DAY * draw(some.integers(-3, 20))
    is_closing = draw(some.booleans())
    last = None if is_closing and draw(some.booleans()) else first + DAY * draw(some.integers(0, 9))
    return Special(first, last, () if is_closing else draw(shifts()), "причина", is_closing)


calendars = some.builds(
    lambda week, special: Calendar(ZONE, tuple(week), tuple(special)),
    some.lists(shifts(), min_size=7, max_size=7),
    some.lists(specials(), max_size=3, unique_by=lambda each: (each.first, each.last, each.is_closing)),
)


def hours_of(calendar: Calendar, day: datetime.date) -> tuple[Shift, ...]:
    """What holds on the day, said the long way round."""
    on = [each for each in calendar.specials if each.first <= day <= (each.last or datetime.date.max)]
    closings = [each for each in on if each.is_closing]
    if closings:
        return ()
    if not on:
        return calendar.week[day.isoweekday() - 1]
    shortest = min(each.last - each.first for each in on)
    return min((each for each in on if each.last - each.first == shortest), key=lambda each: each.first).shifts


def table_of(calendar: Calendar) -> list[bool]:
    """Every minute from the Monday on, a day before it counted in."""
    minutes = [False] * (DAYS * 1440)
    for number in range(-1, DAYS):
        for opens, closes in hours_of(calendar, MONDAY + DAY * number):
            for minute in range(max(0, number * 1440 + opens), min(len(minutes), number * 1440 + closes)):
                minutes[minute] = True
    return minutes


@settings(max_examples=150)
@given(calendars, some.integers(0, 4 * 1440 - 1))
def test_every_minute_is_as_the_table_has_it(calendar, minute):
    table = table_of(calendar)
    for each in range(minute, minute + 400, 7):
        assert calendar.is_open(at(MONDAY, "00:00") + datetime.timedelta(minutes=each)) is table[each]


@settings(max_examples=300)
@given(calendars, some.integers(0, 4 * 1440 - 1))
def test_the_next_change_is_where_the_table_changes(calendar, minute):
    table = table_of(calendar)
    now = state(calendar, at(MONDAY, "00:00") + datetime.timedelta(minutes=minute))
    assert now.is_open is table[minute]
    midnight = datetime.datetime.combine(MONDAY, datetime.time())
    change = next((each for each in range(minute, len(table)) if table[each] is not table[minute]), None)
    if now.is_open and now.until is None:
        assert change is None or change - minute > (HORIZON - 1) * 1440
    elif now.is_open:
        # A break is named beside the end of the day, so the first of the two is where the table changes.
        assert (now.pause.starts if now.pause else now.until) == midnight + datetime.timedelta(minutes=change)
    elif now.opens:
        assert now.opens == midnight + datetime.timedelta(minutes=change)
    else:
        assert change is None or change - minute > (HORIZON - 1) * 1440


def plain(*week, specials=()) -> Calendar:
    return Calendar(ZONE, tuple(week), tuple(specials))


NINE_TO_SIX = (Shift(540, 1080),)
FIVE_DAYS = plain(*[NINE_TO_SIX] * 5, (), ())


def test_the_minute_of_closing_is_closed_and_that_of_opening_open():
    assert FIVE_DAYS.is_open(at(MONDAY, "09:00"))
    assert FIVE_DAYS.is_open(at(MONDAY, "17:59"))
    assert not FIVE_DAYS.is_open(at(MONDAY, "18:00"))


def test_each_place_keeps_its_own_time():
    moment = datetime.datetime(2026, 3, 2, 5, 0, tzinfo=datetime.UTC)
    assert FIVE_DAYS.is_open(moment)
    assert not Calendar("Europe/Kaliningrad", FIVE_DAYS.week).is_open(moment)


def test_the_time_of_a_region_that_changes_its_clocks_is_that_on_the_wall():
    berlin = Calendar("Europe/Berlin", tuple([NINE_TO_SIX] * 7))
    winter, summer = (datetime.datetime(2026, month, 6, 7, 30, tzinfo=datetime.UTC) for month in (2, 7))
    assert not berlin.is_open(winter)
    assert berlin.is_open(summer)


def test_a_night_shift_ends_in_the_next_day():
    night = plain((Shift(1200, 1920),), *[()] * 6)
    assert night.is_open(at(MONDAY, "20:00"))
    assert night.is_open(at(MONDAY + DAY, "07:59"))
    assert not night.is_open(at(MONDAY + DAY, "08:00"))
    assert not night.is_open(at(MONDAY, "07:00"))


def test_the_night_shift_of_a_sunday_goes_on_into_monday():
    night = plain(*[()] * 6, (Shift(1200, 1920),))
    assert night.is_open(at(MONDAY, "03:00"))


@pytest.mark.parametrize(("opens", "closes"), [("0:00", "23:59"), ("0:00", "0:00")])
def test_a_whole_day_has_two_spellings(opens, closes):
    assert shifts_of(time(opens), time(closes)) == (Shift(0, 1440),)


def test_a_break_makes_two_shifts():
    assert shifts_of(time("9:00"), time("18:00"), (time("13:00"), time("14:00"))) == (Shift(540, 780), Shift(840, 1080))


def test_hours_past_midnight_close_in_the_next_day():
    assert shifts_of(time("20:00"), time("8:00")) == (Shift(1200, 1920),)


def test_round_the_clock_has_no_next_change():
    now = state(plain(*[(Shift(0, 1440),)] * 7), at(MONDAY))
    assert now.is_open
    assert now.until is None


def test_an_exception_takes_the_place_of_the_week():
    short_day = Special(MONDAY, MONDAY, (Shift(540, 720),))
    calendar = plain(*FIVE_DAYS.week, specials=[short_day])
    assert calendar.is_open(at(MONDAY, "11:59"))
    assert not calendar.is_open(at(MONDAY, "12:00"))
    assert calendar.is_open(at(MONDAY + DAY, "12:00"))


def test_of_two_exceptions_the_shorter_one_holds():
    holidays = Special(MONDAY, MONDAY + 7 * DAY)
    on_duty = Special(MONDAY + DAY, MONDAY + DAY, NINE_TO_SIX)
    for both in ([holidays, on_duty], [on_duty, holidays]):
        calendar = plain(*FIVE_DAYS.week, specials=both)
        assert not calendar.is_open(at(MONDAY))
        assert calendar.is_open(at(MONDAY + DAY))


def test_a_temporary_closing_outdoes_a_day_on_duty():
    closing = Special(MONDAY, None, is_closing=True)
    calendar = plain(*FIVE_DAYS.week, specials=[Special(MONDAY, MONDAY, NINE_TO_SIX), closing])
    assert not calendar.is_open(at(MONDAY))


def test_works_on_weekends_when_one_of_the_next_has_hours():
    saturday = plain(*[()] * 5, NINE_TO_SIX, ())
    assert saturday.works(MONDAY, (5, 6))
    assert not FIVE_DAYS.works(MONDAY, (5, 6))
    closed = plain(*saturday.week, specials=[Special(MONDAY, None, is_closing=True)])
    assert not closed.works(MONDAY, (5, 6))


def test_works_in_the_evening_when_open_after_the_hour():
    assert FIVE_DAYS.works(MONDAY, range(5), after=17 * 60)
    assert not FIVE_DAYS.works(MONDAY, range(5), after=18 * 60)


def time(text: str) -> datetime.time:
    return datetime.time(*map(int, text.split(":")))
