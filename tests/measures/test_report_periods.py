"""Periods open by themselves, and letters go to those who answer: once before the deadline, once after it."""

import datetime
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from measures.models import Report, ReportingPeriod, ReportReminder, Responsibility
from measures.reports.opening import open_due
from measures.reports.reminding import remind
from tests.factories import MeasureFactory

from .reporting import executor_of, reported_measure, reported_programme, rule_for

pytestmark = pytest.mark.django_db
day = datetime.date.fromisoformat


@pytest.fixture
def measure():
    return reported_measure(reported_programme())


def periods() -> list[str]:
    return [each.span.code for each in ReportingPeriod.objects.order_by("year", "quarter")]


def test_a_period_opens_before_its_quarter_ends(measure):
    rule_for(measure.programme, opens_before=10)
    open_due(day("2025-03-20"))
    assert periods() == []
    open_due(day("2025-03-21"))
    assert periods() == ["2025-1"]
    assert Report.objects.get().period.due_on == day("2025-04-10")


def test_a_second_run_changes_nothing(measure):
    rule_for(measure.programme)
    first, second = open_due(day("2025-07-01")), open_due(day("2025-07-01"))
    assert (first.periods, first.reports) == (2, 2)
    assert (second.periods, second.reports, second.moved) == (0, 0, 0)


def test_quarters_before_the_rule_and_after_the_programme_are_not_asked_for(measure):
    rule_for(measure.programme, since=day("2026-05-01"))
    open_due(day("2028-01-01"))
    assert periods() == ["2026-2", "2026-3", "2026-4"]


def test_only_published_measures_that_run_owe_a_report(measure):
    programme = measure.programme
    MeasureFactory(programme=programme, number="2", starts_on=day("2025-04-01"))
    MeasureFactory(programme=programme, number="3", ends_on=day("2025-03-31"))
    MeasureFactory(programme=programme, number="4", live=False)
    rule_for(programme)
    open_due(day("2025-07-01"))
    owed = {(each.measure.number, each.period.quarter) for each in Report.objects.all()}
    assert owed == {("1.1", 1), ("1.1", 2), ("2", 2), ("3", 1)}


def test_a_programme_without_a_rule_or_unpublished_asks_for_nothing(measure):
    open_due(day("2025-07-01"))
    programme = measure.programme
    rule_for(programme)
    programme.live = False
    programme.save()
    open_due(day("2025-07-01"))
    assert periods() == []


def test_a_measure_that_is_added_late_owes_nothing_for_the_past(measure):
    rule_for(measure.programme)
    open_due(day("2025-04-01"))
    MeasureFactory(programme=measure.programme, number="2")
    open_due(day("2025-04-11"))
    assert Report.objects.count() == 1


def test_a_deadline_that_has_not_come_follows_its_rule_and_a_past_one_stays(measure):
    rule = rule_for(measure.programme)
    open_due(day("2025-06-25"))
    rule.day = 15
    rule.save()
    assert open_due(day("2025-06-26")).moved == 1
    dues = list(ReportingPeriod.objects.order_by("quarter").values_list("due_on", flat=True))
    assert dues == [day("2025-04-10"), day("2025-07-15")]


def test_the_calendar_of_moved_days_counts(measure):
    """The ninth of January 2026 is a day off by decree: the migration of the directory knows it."""
    rule_for(measure.programme, day=9, on_day_off="next", since=day("2025-12-31"))
    open_due(day("2025-12-31"))
    assert ReportingPeriod.objects.get().due_on == day("2026-01-12")


@pytest.fixture
def owing(measure):
    rule_for(measure.programme, remind_before=5)
    executor_of(measure)
    open_due(day("2025-03-25"))
    return measure


def test_a_letter_goes_before_the_deadline_and_one_after_it(owing):
    for date in ("2025-04-04", "2025-04-05", "2025-04-06", "2025-04-10", "2025-04-11", "2025-04-12"):
        remind(day(date))
    before, after = mail.outbox
    assert before.to == ["executor@example.org"]
    assert before.subject == "Скоро срок отчёта"
    assert after.subject == "Срок отчёта прошёл: отправьте отчёт"
    assert "I квартал 2025 года: 1.1." in before.body
    assert "10 апреля 2025" in before.body


def test_no_letter_for_what_was_sent_or_to_whom_the_access_is_closed(owing):
    Report.objects.update(sent_on=day("2025-04-01"))
    remind(day("2025-04-11"))
    Report.objects.update(sent_on=None)
    Responsibility.objects.update(is_active=False)
    remind(day("2025-04-11"))
    assert mail.outbox == []


def test_a_letter_that_failed_is_sent_the_next_time_and_nobody_is_named_in_the_log(owing, monkeypatch, caplog):
    def fail(self, messages):
        raise SMTPServerDisconnected("executor@example.org")

    with monkeypatch.context() as broken:
        broken.setattr(EmailBackend, "send_messages", fail)
        assert remind(day("2025-04-11")).failed == 1
    assert "example.org" not in caplog.text
    assert ReportReminder.objects.get().failure == "SMTPServerDisconnected"
    assert remind(day("2025-04-11")).sent == 1
    assert remind(day("2025-04-11")).sent == 0
