"""Sums that were made are kept for as long as nothing of what they were made of has changed, whoever changes it."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from measures.condensing import CondensedLedger
from measures.gathering import MANY_MEASURES
from measures.models import BudgetLine, Measure, Programme, ReportEdition, ReportedSpending
from measures.summing import KEPT, sums_of

from .factories import small_programme
from .reporting import period_of, report_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    small_programme()
    return Programme.objects.get()


def asked(programme) -> int:
    with CaptureQueriesContext(connection) as queries:
        sums_of(programme)
    return len(queries)


def ledger(programme) -> CondensedLedger:
    return CondensedLedger(programme, MANY_MEASURES(programme.pk))


def line(programme) -> BudgetLine:
    return BudgetLine.objects.filter(measure__programme=programme, measure__live=True, amount__gt=0).first()


def test_what_did_not_change_is_not_summed_again(programme):
    KEPT.clear()
    assert [asked(programme) for _time in range(3)] == [2, 1, 1]


def test_only_the_direction_of_a_change_is_summed_again(programme):
    sums_of(programme)
    changed = line(programme)
    another_amount(programme)
    marks, _sums = KEPT[programme.pk]
    with CaptureQueriesContext(connection) as queries:
        sums_of(programme)
    assert len(marks) > 1
    assert f"ANY('{{{changed.measure.direction_id}}}'" in queries[1]["sql"]


def another_amount(programme):
    BudgetLine.objects.filter(pk=line(programme).pk).update(amount=Decimal("1.01"))


def no_line(programme):
    line(programme).delete()


def another_line(programme):
    own = line(programme)
    BudgetLine.objects.create(measure=own.measure, source=own.source, year=2031, amount=Decimal("7.07"))


def other_dates(programme):
    Measure.objects.filter(pk=line(programme).measure_id).update(
        starts_on=datetime.date(2035, 1, 1), ends_on=datetime.date(2036, 1, 1)
    )


def into_no_direction(programme):
    Measure.objects.filter(pk=line(programme).measure_id).update(direction=None)


def taken_back(programme):
    Measure.objects.filter(pk=line(programme).measure_id).update(live=False)


def reported(programme):
    own = line(programme)
    report = report_of(own.measure, period_of(programme, year=2016))
    edition = ReportEdition.objects.create(report=report, number=1, content={})
    spent = {"measure": own.measure, "edition": edition, "source": own.source, "year": 2016, "quarter": 1}
    ReportedSpending.objects.create(**spent, amount=Decimal(3))


@pytest.mark.parametrize(
    "change", [another_amount, no_line, another_line, other_dates, into_no_direction, taken_back, reported]
)
def test_whatever_changes_is_seen_at_once(programme, change):
    before = sums_of(programme)
    change(programme)
    after = sums_of(programme)
    assert after != before
    KEPT.clear()
    assert after == sums_of(programme)


def test_the_page_of_an_edited_programme_has_the_new_total(programme):
    whole = ledger(programme).total.known
    own = line(programme)
    BudgetLine.objects.filter(pk=own.pk).update(amount=own.amount + 1000)
    assert ledger(programme).total.known == whole + 1000
