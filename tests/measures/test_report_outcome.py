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


def phase_on_the_page(client, measure) -> str:
    page = client.get(measure.get_absolute_url()).content.decode()
    return page.partition("Стадия работы: ")[2].partition(".")[0]


def test_the_phase_follows_the_last_approved_report(client):
    measure = reported_measure(reported_programme(), phase="preparation")
    assert phase_on_the_page(client, measure) == "подготовка"
    first, second = (report_of(measure, period_of(measure.programme, quarter=number)) for number in (1, 2))
    opened = datetime.date(2025, 5, 20)
    type(second.period).objects.filter(pk=second.period_id).update(due_on=datetime.date(2025, 7, 10))
    second.period.refresh_from_db()
    approve(second, phase="implementation", done=opened)
    assert phase_on_the_page(client, measure) == "работа с семьями"
    approve(first, phase="adoption")
    assert phase_on_the_page(client, measure) == "работа с семьями", (
        "a report of an older quarter says nothing of today"
    )
    approve(second, phase="", done=opened, correction_reason="Стадию указали по ошибке.")
    assert phase_on_the_page(client, measure) == "подготовка"


def test_a_report_that_waits_for_approval_moves_no_phase(client):
    measure = reported_measure(reported_programme(), phase="preparation")
    report_of(measure, period_of(measure.programme), phase="evaluation")
    assert phase_on_the_page(client, measure) == "подготовка"


def test_with_a_status_set_by_hand_stands_the_phase_of_its_editor(client):
    measure = reported_measure(reported_programme(), phase="evaluation")
    approve(report_of(measure, period_of(measure.programme)), phase="implementation")
    Measure.objects.filter(pk=measure.pk).update(reported_status=Status.DONE, status_reason="Отчёт за год")
    assert phase_on_the_page(client, measure) == "оценка и итоги"


def test_a_draft_begun_before_a_report_does_not_undo_its_phase():
    measure = reported_measure(reported_programme())
    measure.save_revision()
    approve(report_of(measure, period_of(measure.programme)), phase="implementation")
    Measure.objects.get(pk=measure.pk).latest_revision.publish()
    measure.refresh_from_db()
    assert (measure.report_phase, measure.phase) == ("implementation", "")
