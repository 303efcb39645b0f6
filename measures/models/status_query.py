"""The rule of measures/standing.py as the database can apply it to many measures at once."""

import datetime

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from measures.standing import FINAL, UNDER_WAY

NOW = "status_now"


def with_status(measures: QuerySet, today: datetime.date | None = None) -> QuerySet:
    """Each measure with the status of that day, by the same rule as `Measure.status`."""
    today = today or timezone.localdate()
    return with_steps(measures, today).annotate(
        **{NOW: Case(*rule(today), default=Value("no-data"), output_field=CharField())}
    )


def with_steps(measures: QuerySet, today: datetime.date) -> QuerySet:
    steps = measures.model._meta.get_field("milestones").related_model.objects.filter(measure=OuterRef("pk"))
    done, left = steps.exclude(done_on=None, reported_on=None), steps.filter(done_on=None, reported_on=None)
    return measures.alias(
        step_done=Exists(done), step_left=Exists(left), step_overdue=Exists(left.filter(due_on__lt=today))
    )


def rule(today: datetime.date) -> list[When]:
    over, begun = Q(ends_on__lt=today), Q(starts_on__lte=today)
    running = Q(report_outcome__in=UNDER_WAY)
    all_done = Q(step_done=True, step_left=False)
    return [
        When(~Q(reported_status=""), then=F("reported_status")),
        When(report_outcome__in=FINAL, then=F("report_outcome")),
        When(over & running & Q(report_outcome_on__gte=F("ends_on")), then=Value("late")),
        When(over & all_done, then=Value("done")),
        When(over & Q(step_left=True), then=Value("late")),
        When(over, then=Value("no-data")),
        When(step_overdue=True, then=Value("late")),
        When(all_done & Q(ends_on=None), then=Value("done")),
        When(running & ~(Q(report_outcome="planned") & begun), then=F("report_outcome")),
        When(begun, then=Value("under-way")),
        When(step_done=True, then=Value("under-way")),
        When(starts_on__isnull=False, then=Value("planned")),
    ]
