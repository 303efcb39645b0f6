"""Remind those who answer for a report by e-mail: before the deadline, and once after it."""

import datetime
from functools import partial

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import F, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from measures.models import Report, ReportReminder
from portal.reminders import MOST_LISTED, Outcome, send

Stage = ReportReminder.Stage


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
    return ReportReminder.objects.waiting().filter(report__in=unsent(), user__is_active=True)


def remind(today: datetime.date | None = None) -> Outcome:
    """Send what is due, one letter a person."""
    outcome, today = Outcome(), today or timezone.localdate()
    note_due(today)
    connection = get_connection()
    for person, address in waiting().order_by("user").values_list("user", "user__email").distinct():
        if address:
            own = waiting().filter(user=person).select_related("report__measure", "report__period")
            own = own.order_by("report__period__due_on", "pk")
            outcome.told += len(send(own, partial(letter, connection, address, today), outcome))
        else:
            outcome.nobody += 1
    return outcome


def letter(connection, address: str, today: datetime.date, reminders: list[ReportReminder]) -> EmailMessage:
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
