"""Remind those who answer for a report by e-mail: before the deadline, and once after it.

A reminder is first written down, then sent, then marked as sent, each person in a transaction of its own. What fails
stays and is tried again the next time; of two runs at once each takes people that the other does not hold.
"""

import datetime
import logging
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import F, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from measures.models import Report, ReportReminder

logger = logging.getLogger(__name__)
Stage = ReportReminder.Stage
MOST_ATTEMPTS = 5
MOST_LISTED = 50


@dataclass
class Outcome:
    """What one run did."""

    sent: int = 0
    reports: int = 0
    failed: int = 0
    nobody: int = 0


def unsent() -> QuerySet:
    """Reports that are owed, of what is public."""
    return Report.objects.filter(sent_on=None, measure__live=True, measure__programme__live=True)


def note_due(today: datetime.date) -> None:
    """Write down what is to be sent. A second time nothing is added; what was missed is not sent before what is due."""
    owed = (
        unsent()
        .filter(period__programme__reporting_rule__isnull=False)
        .select_related("period__programme__reporting_rule")
    )
    people = owed.filter(measure__responsibilities__is_active=True, measure__responsibilities__user__is_active=True)
    noted = [
        ReportReminder(report=report, user_id=report.person, stage=stage)
        for report in people.annotate(person=F("measure__responsibilities__user"))
        if (stage := stage_on(report.period, today))
    ]
    ReportReminder.objects.bulk_create(noted, ignore_conflicts=True, batch_size=1000)


def stage_on(period, today: datetime.date) -> Stage | None:
    if today > period.due_on:
        return Stage.AFTER
    ahead = datetime.timedelta(days=period.programme.reporting_rule.remind_before)
    return Stage.BEFORE if period.due_on - ahead <= today else None


def waiting() -> QuerySet:
    """Not sent yet and still of use."""
    return ReportReminder.objects.filter(
        sent_at=None, attempts__lt=MOST_ATTEMPTS, report__in=unsent(), user__is_active=True
    )


def remind(today: datetime.date | None = None) -> Outcome:
    """Send what is due, one letter a person."""
    outcome, today = Outcome(), today or timezone.localdate()
    note_due(today)
    connection = get_connection()
    for person in waiting().order_by("user").values_list("user", flat=True).distinct():
        send(connection, person, today, outcome)
    return outcome


@transaction.atomic
def send(connection, person: int, today: datetime.date, outcome: Outcome) -> None:
    held = waiting().filter(user=person).select_for_update(skip_locked=True, of=["self"])
    reminders = list(
        held.select_related("user", "report__measure", "report__period").order_by("report__period__due_on", "pk")
    )
    if not reminders:
        return
    if not (address := reminders[0].user.email):
        outcome.nobody += 1
        return
    try:
        letter(connection, address, reminders, today).send()
    except OSError as error:  # every failure of SMTP is one
        fail(reminders, error, outcome)
        return
    mark(reminders, sent_at=timezone.now(), failure="")
    outcome.sent += 1
    outcome.reports += len(reminders)


def mark(reminders: list[ReportReminder], **values) -> None:
    keys = [each.pk for each in reminders]
    ReportReminder.objects.filter(pk__in=keys).update(attempts=F("attempts") + 1, **values)


def fail(reminders: list[ReportReminder], error: Exception, outcome: Outcome) -> None:
    """Only the kind of the failure is kept and logged: its words may name the addressee."""
    kind = type(error).__name__
    mark(reminders, failure=kind)
    logger.warning("A reminder of reports was not sent: %s", kind)
    outcome.failed += 1


def letter(connection, address: str, reminders: list[ReportReminder], today: datetime.date) -> EmailMessage:
    late = any(each.stage == Stage.AFTER for each in reminders)
    context = {
        "base": settings.WAGTAILADMIN_BASE_URL.rstrip("/"),
        "reports": [each.report for each in reminders[:MOST_LISTED]],
        "more": max(len(reminders) - MOST_LISTED, 0),
        "today": today,
    }
    with override("ru"):
        subject = _("Срок отчёта прошёл: отправьте отчёт") if late else _("Скоро срок отчёта")
        body = render_to_string("measures/mail/reports_due.txt", context)
        return EmailMessage(subject, body, to=[address], connection=connection)
