"""An approved report becomes an edition: its figures are written and its measure is told, in one transaction."""

import datetime

from django.db import transaction
from django.utils import timezone

from .content import content_of


@transaction.atomic
def freeze(report, made_at: datetime.datetime | None = None):
    """The new edition, or the last one where nothing differs from it."""
    if report.sent_on is None:
        report.sent_on = timezone.localdate()
    content, last = content_of(report), report.editions.order_by("-number").first()
    if last is None or last.content != content:
        reason = report.correction_reason if last else ""
        number = last.number + 1 if last else 1
        last = report.editions.create(number=number, content=content, reason=reason, made_at=made_at or timezone.now())
        write_figures(report, last)
        mark_milestones(report.measure)
        tell_measure(report)
    report.returned_on, report.correction_reason = None, ""
    type(report).objects.filter(pk=report.pk).update(sent_on=report.sent_on, returned_on=None, correction_reason="")
    return last


def write_figures(report, edition) -> None:
    """Instead of those of the edition before."""
    measure, quarter = report.measure, report.quarter
    of_edition = {"measure": measure, "edition": edition, "year": quarter.year, "quarter": quarter.number}
    for name, rows in (
        ("reported_spendings", spendings(report)),
        ("reported_facts", facts(report)),
        ("reported_milestones", milestones(report)),
    ):
        written = getattr(measure, name)
        written.filter(year=quarter.year, quarter=quarter.number).delete()
        written.bulk_create([written.model(**of_edition, **row) for row in rows])


def spendings(report) -> list[dict]:
    """What is not known leaves no row: no figure is made of it."""
    return [
        {"source_id": row.source_id, "amount": row.amount, "not_required": row.instead == "not-required"}
        for row in report.spendings.all()
        if row.amount is not None or row.instead == "not-required"
    ]


def facts(report) -> list[dict]:
    return [
        {"indicator_id": row.indicator_id, "value": row.value, "reason": row.reason if row.value is None else ""}
        for row in report.facts.all()
        if row.value is not None or row.reason
    ]


def milestones(report) -> list[dict]:
    return [
        {"milestone_id": row.milestone_id, "title": row.title, "due_on": row.due_on, "done_on": row.done_on}
        for row in report.milestones.all()
    ]


def mark_milestones(measure) -> None:
    """Each milestone as the latest report that speaks of it has it."""
    rows = measure.reported_milestones.filter(milestone__isnull=False).order_by("year", "quarter")
    for key, day in {row.milestone_id: row.done_on for row in rows}.items():
        measure.milestones.model.objects.filter(pk=key).update(reported_on=day)


def tell_measure(report) -> None:
    """A correction of an old quarter says nothing of how the measure stands now."""
    others = report.measure.reports.exclude(pk=report.pk).filter(editions__isnull=False)
    newer = others.filter(period__due_on__gt=report.period.due_on)
    if not newer.exists():
        type(report.measure).objects.filter(pk=report.measure_id).update(
            report_outcome=report.status, report_outcome_on=report.quarter.last_day, report_phase=report.phase
        )
