"""Ten working days by the Russian calendar."""

import datetime

import pytest

from portal.working_days import after_working_days, is_working
from services_directory.completeness import deadline, last_day_in_time
from services_directory.models.disclosure import moved_days


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("date", "works"),
    [
        ("2026-05-04", True),
        ("2026-05-03", False),
        ("2026-01-08", False),
        ("2026-02-23", False),
        # 8 March 2026 is a Sunday and 9 May a Saturday: the Mondays after them are off.
        ("2026-03-09", False),
        ("2026-03-10", True),
        ("2026-05-11", False),
        # The holidays of January do not move by themselves.
        ("2027-01-11", True),
        ("2027-05-03", False),
    ],
)
def test_weekends_holidays_and_holidays_on_weekends(date, works):
    assert is_working(day(date), {}) is works


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("date", "works"),
    [
        ("2025-11-01", True),
        ("2025-11-03", False),
        ("2025-12-31", False),
        ("2025-02-24", True),
        ("2026-01-09", False),
        ("2026-12-31", False),
    ],
)
def test_what_the_government_has_moved_stands_in_a_table(date, works):
    assert is_working(day(date), moved_days()) is works


def test_the_day_itself_does_not_count():
    assert after_working_days(day("2026-04-17"), 1, {}) == day("2026-04-20")


@pytest.mark.django_db
def test_ten_working_days_over_the_may_holidays():
    # 27–30 April, 4–8 May, 12 May.
    assert deadline(day("2026-04-24"), moved_days()) == day("2026-05-12")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "until"),
    [
        # 23–26, 29 and 30 December, then 12–15 January: 31 December and 9 January were moved off.
        ("2025-12-22", "2026-01-15"),
        # The holidays themselves: what changed on New Year's Eve or on 5 January waits for the same day.
        ("2025-12-31", "2026-01-23"),
        ("2026-01-05", "2026-01-23"),
        # Into a year that no table knows yet: 22–25 and 28–30 December, 11–13 January.
        ("2026-12-21", "2027-01-13"),
        # Changed on a holiday and on the day before May.
        ("2026-05-01", "2026-05-18"),
        ("2026-04-30", "2026-05-18"),
        # A leap day counts as any other.
        ("2028-02-25", "2028-03-13"),
    ],
)
def test_ten_working_days_over_odd_dates(changed, until):
    assert deadline(day(changed), moved_days()) == day(until)


@pytest.mark.parametrize(
    "today", ["2026-01-01", "2025-12-31", "2027-01-10", "2026-05-12", "2026-05-10", "2026-01-15", "2026-07-01"]
)
def test_the_last_day_in_time_is_the_turn_of_the_deadline(today):
    first = last_day_in_time(day(today), {})
    assert deadline(first, {}) >= day(today)
    assert deadline(first - datetime.timedelta(days=1), {}) < day(today)
