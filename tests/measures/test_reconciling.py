"""Sums held against what the act states; money outside the term of its measure."""

import datetime
from decimal import Decimal

import pytest

from measures.arithmetic import Line
from measures.models import Programme
from measures.reading import programmes_whose_sums_differ
from measures.reconciling import Stated, outside_term, reconcile, scope_text

from .factories import small_programme, state

TERMS = {"1.1": (datetime.date(2017, 1, 1), datetime.date(2017, 12, 31)), "1.2": (None, None)}


def line(amount, year=2016, source="fund", stage="approved", measure="1.1"):
    return Line(measure, year, source, stage, Decimal(amount))


LINES = [
    line(100),
    line(50, year=2017),
    line(30, source="region"),
    line(7, measure="1.2", year=None),
    line(99, stage="spent"),
]


@pytest.mark.parametrize(
    ("stated", "difference"),
    [
        (Stated(Decimal(187)), 0),
        (Stated(Decimal(180), measure="1.1"), 0),
        (Stated(Decimal(130), year=2016), 0),
        (Stated(Decimal(30), source="region"), 0),
        (Stated(Decimal(99), stage="spent"), 0),
        (Stated(Decimal(200)), -13),
        (Stated(Decimal(40), year=2017, source="fund"), 10),
    ],
)
def test_compares_the_sum_of_its_scope(stated, difference):
    (check,) = reconcile(LINES, [stated])
    assert check.difference == difference
    assert check.agrees == (difference == 0)


def test_an_amended_total_covers_the_cells_that_were_left_alone():
    lines = [line(100), line(50, year=2017), line(80, stage="amended")]
    assert reconcile(lines, [Stated(Decimal(130), stage="amended")])[0].agrees
    assert reconcile(lines, [Stated(Decimal(150), stage="approved")])[0].agrees


def test_nothing_entered_agrees_with_a_stated_zero_only_and_has_no_difference():
    zero, some = reconcile([], [Stated(Decimal(0), measure="9"), Stated(Decimal(5), measure="9")])
    assert (zero.agrees, zero.difference) == (True, None)
    assert (some.agrees, some.difference) == (False, None)


def test_finds_money_before_and_after_the_term():
    found = outside_term([*LINES, line(1, year=2018)], TERMS)
    assert [(item.line.year, item.line.amount) for item in found] == [(2016, 100), (2016, 30), (2016, 99), (2018, 1)]
    assert found[0].term == "2017"


def test_a_zero_a_line_without_year_and_a_measure_without_dates_contradict_nothing():
    lines = [line(0), line(5, year=None), line(5, measure="1.2"), line(5, measure="unknown")]
    assert outside_term(lines, TERMS) == []


@pytest.mark.parametrize(
    ("stated", "text"),
    [
        (Stated(Decimal(1)), "Всего"),
        (Stated(Decimal(1), measure="7.1", year=2017), "Мероприятие 7.1, 2017 год"),
        (Stated(Decimal(1), source="fund"), "Фонд"),
    ],
)
def test_names_the_scope(stated, text):
    assert scope_text(stated, lambda code: "Фонд") == text


@pytest.mark.django_db
def test_editors_learn_of_published_programmes_whose_sums_differ(django_assert_num_queries):
    programme = small_programme()
    assert programmes_whose_sums_differ() == []
    state(programme, 499, year=2016)
    with django_assert_num_queries(2):
        (ledger,) = programmes_whose_sums_differ()
    assert [check.difference for check in ledger.differing] == [1]
    Programme.objects.update(live=False)
    assert programmes_whose_sums_differ() == []
