"""The last day for a report, by every rule that an act may set."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.reports.deadlines import Shift, due_on
from portal.quarters import Quarter
from portal.working_days import is_working

# What the government moved for 2026.
MOVED = {datetime.date(2026, 1, 9): True}
FIRST, LAST = Quarter(2025, 1), Quarter(2025, 4)
# A machine may be busy.
every_quarter = st.builds(Quarter, st.integers(2000, 2090), st.integers(1, 4))


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("number", "inclusive", "shift", "expected"),
    [
        (1, True, "as-is", "2025-04-01"),
        (1, False, "as-is", "2025-03-31"),
        (3, True, "as-is", "2025-04-03"),
        (5, True, "as-is", "2025-04-05"),  # a Saturday
        (5, True, "next", "2025-04-07"),
        (5, True, "previous", "2025-04-04"),
        (5, False, "next", "2025-04-04"),
        (10, True, "next", "2025-04-10"),
        (15, False, "previous", "2025-04-14"),
    ],
)
def test_the_first_quarter(number, inclusive, shift, expected):
    assert due_on(FIRST, number, inclusive, shift, {}) == day(expected)


@pytest.mark.parametrize(
    ("number", "inclusive", "shift", "expected"),
    [
        (1, True, "as-is", "2026-01-01"),
        (1, True, "next", "2026-01-12"),  # the holidays, the Friday that was moved, and the weekend after it
        (1, True, "previous", "2025-12-31"),
        (1, False, "next", "2025-12-31"),
        (3, True, "next", "2026-01-12"),
        (3, True, "previous", "2025-12-31"),
        (5, True, "next", "2026-01-12"),
        (5, False, "previous", "2025-12-31"),
        (10, True, "next", "2026-01-12"),
        (10, True, "previous", "2025-12-31"),
        (10, False, "next", "2026-01-12"),
        (15, True, "next", "2026-01-15"),
    ],
)
def test_the_fourth_quarter_meets_the_january_holidays(number, inclusive, shift, expected):
    assert due_on(LAST, number, inclusive, shift, MOVED) == day(expected)


def test_a_moved_day_off_before_new_year_is_no_working_day():
    moved = {**MOVED, datetime.date(2025, 12, 31): True}
    assert due_on(LAST, 3, True, "previous", moved) == day("2025-12-30")


@given(every_quarter, st.integers(1, 28), st.booleans())
def test_a_shifted_deadline_is_the_nearest_working_day(quarter, number, inclusive):
    plain, later, earlier = (due_on(quarter, number, inclusive, shift, {}) for shift in Shift)
    assert earlier <= plain <= later
    assert is_working(later, {})
    assert is_working(earlier, {})
    between = [earlier + datetime.timedelta(each) for each in range(1, (later - earlier).days)]
    assert (earlier == later) if is_working(plain, {}) else not any(is_working(each, {}) for each in between)


@given(every_quarter)
def test_quarters_follow_each_other_without_gaps(quarter):
    assert quarter.last_day + datetime.timedelta(1) == quarter.next.first_day
    assert Quarter.of(quarter.first_day) == Quarter.of(quarter.last_day) == quarter
