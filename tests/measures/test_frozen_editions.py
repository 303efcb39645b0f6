"""An approved edition never changes, whatever is asked of the database and in whatever order corrections come."""

import datetime
import signal
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from measures.models import Report, ReportedFact, ReportEdition, ReportedSpending
from tests.apart import apart  # noqa: F401

from .reporting import approve, period_of, report_of, reported_measure, reported_programme


@pytest.fixture
def edition(db):
    measure = reported_measure(reported_programme())
    return approve(report_of(measure, period_of(measure.programme)))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE measures_reportedition SET content = '{}'",
        "UPDATE measures_reportedition SET number = 7",
        "UPDATE measures_reportedition SET reason = 'так надо'",
        "DELETE FROM measures_reportedition",
    ],
)
def test_the_database_refuses_to_change_it(edition, statement):
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert ReportEdition.objects.get() == edition


def test_nothing_that_an_edition_speaks_of_is_deleted_with_it(edition):
    with pytest.raises(ProtectedError), transaction.atomic():
        edition.report.measure.programme.delete()


def test_an_indicator_that_an_approved_report_has_measured_stays(edition):
    indicator = ReportedFact.objects.get().indicator
    with pytest.raises(ProtectedError), transaction.atomic():
        indicator.delete()
    ReportedFact.objects.all().delete()
    assert indicator.delete()


def test_the_same_approved_again_makes_no_edition(edition):
    approve(edition.report, correction_reason="Проверили ещё раз, всё верно.")
    assert edition.report.editions.count() == 1


corrections = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 300), st.integers(0, 60), st.sampled_from(["under-way", "stopped"])),
    min_size=1,
    max_size=6,
)


class Corrections(TestCase):
    @settings(max_examples=12)
    @given(corrections)
    def test_any_sequence_of_corrections_leaves_every_edition_as_it_was(self, sequence):
        measure = reported_measure(reported_programme())
        reports = [
            report_of(measure, period_of(measure.programme, quarter=each, due_on=datetime.date(2025, 3 * each, 28)))
            for each in (1, 2, 3, 4)
        ]
        seen: dict[int, dict] = {}
        last: dict[int, Decimal] = {}
        for place, spent, fact, status in sequence:
            report = Report.objects.get(pk=reports[place].pk)
            edition = approve(
                report,
                spent=str(spent),
                fact=str(fact),
                done=datetime.date(2025, 3, 1),
                status=status,
                deviation_reason="Так вышло.",
                correction_reason="Уточнили.",
            )
            seen.setdefault(edition.pk, edition.content)
            last[place + 1] = Decimal(spent)
            kept = dict(ReportEdition.objects.values_list("pk", "content"))
            assert kept == seen
        figures = ReportedSpending.objects.filter(measure=measure, source__code="regional_budget")
        assert dict(figures.values_list("quarter", "amount")) == last
        newest = max(last)
        measure.refresh_from_db()
        assert measure.report_outcome_on == reports[newest - 1].quarter.last_day
        numbers = [list(each.editions.values_list("number", flat=True)) for each in reports]
        assert numbers == [list(range(1, len(each) + 1)) for each in numbers]


SEED = """
import django
django.setup()
from tests.measures.reporting import fill, period_of, report_of, reported_measure, reported_programme
measure = reported_measure(reported_programme())
fill(report_of(measure, period_of(measure.programme)))
"""
PUBLISH = "Report.objects.get().latest_revision.publish()"
# The lock by which the test sees how far the process is: the edition and its figures are written by then.
FREEZE = f"""
import django, time
django.setup()
from django.db import connection
from measures.models import Report
from measures.reports import freezing

def stop(report):
    connection.cursor().execute("SELECT pg_advisory_lock(4711)")
    time.sleep(60)

freezing.tell_measure = stop
{PUBLISH}
"""


def test_kill_nine_in_a_freeze_leaves_a_whole_state(apart):  # noqa: F811
    apart.run("-c", SEED)
    freeze = apart.start("-c", FREEZE)
    apart.wait_for("SELECT count(*) > 0 FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711", freeze)
    freeze.send_signal(signal.SIGKILL)
    freeze.wait(10)
    assert apart.one("SELECT live OR sent_on IS NOT NULL FROM measures_report") is False
    for table in ("reportedition", "reportedspending", "reportedfact", "reportedmilestone"):
        assert apart.one(f"SELECT count(*) FROM measures_{table}") == 0
    assert apart.one("SELECT report_outcome FROM measures_measure") == ""
    apart.run("-c", f"import django; django.setup(); from measures.models import Report; {PUBLISH}")
    assert apart.one("SELECT count(*) FROM measures_reportedition") == 1
    assert apart.one("SELECT report_outcome FROM measures_measure") == "under-way"
