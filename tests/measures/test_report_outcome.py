"""What approved reports say of a measure is no part of its drafts."""

import datetime

import pytest

from measures.models import Measure, Status
from measures.models.status_query import with_status

from .factories import MeasureFactory
from .reporting import approve, period_of, report_of, reported_measure, reported_programme

pytestmark = pytest.mark.django_db


def test_a_draft_begun_before_a_report_does_not_undo_it():
    measure = MeasureFactory()
    measure.save_revision()
    day = datetime.date(2026, 3, 31)
    Measure.objects.filter(pk=measure.pk).update(report_outcome=Status.DONE, report_outcome_on=day)
    Measure.objects.get(pk=measure.pk).latest_revision.publish()
    measure.refresh_from_db()
    assert (measure.report_outcome, measure.report_outcome_on) == (Status.DONE, day)


def test_a_milestone_done_by_a_report_counts_and_a_draft_does_not_undo_it(client):
    measure = reported_measure(
        reported_programme(), starts_on=datetime.date(2025, 1, 1), ends_on=datetime.date(2025, 12, 31)
    )
    measure.save_revision()
    report = report_of(measure, period_of(measure.programme, quarter=2))
    approve(report, status="under-way", done=datetime.date(2025, 5, 20))
    Measure.objects.get(pk=measure.pk).latest_revision.publish()
    step = measure.milestones.model.objects.get(measure=measure)
    assert (step.done_on, step.reported_on) == (None, datetime.date(2025, 5, 20))
    assert Measure.objects.get(pk=measure.pk).status == with_status(Measure.objects.all()).get().status_now == "done"
    assert "20\u00a0мая\u00a02025" in client.get(measure.get_absolute_url()).content.decode()


def test_a_correction_takes_a_milestone_back():
    measure = reported_measure(reported_programme())
    report = report_of(measure, period_of(measure.programme))
    approve(report, done=datetime.date(2025, 3, 1))
    approve(report, done=None, correction_reason="Клуб ещё не открыт.")
    assert measure.milestones.model.objects.get(measure=measure).reported_on is None
