"""Periods and reports open by themselves. Run nightly; a second run changes nothing."""

import datetime
from dataclasses import dataclass

from django.apps import apps
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from measures.models import Measure, Report, ReportingPeriod, ReportingRule
from portal.quarters import Quarter
from portal.working_days import Moved

from .deadlines import quarters


@dataclass
class Opened:
    """What one run did."""

    periods: int = 0
    reports: int = 0
    moved: int = 0


def moved_days() -> Moved:
    """Weekends that the government moved; this app knows the directory's models by name only."""
    return dict(apps.get_model("services_directory", "CalendarDay").objects.values_list("date", "is_day_off"))


@transaction.atomic
def open_due(today: datetime.date | None = None) -> Opened:
    """Open what is due by today, and bring deadlines that have not come yet up to date with their rules."""
    today, done, moved = today or timezone.localdate(), Opened(), moved_days()
    rules = ReportingRule.objects.filter(programme__live=True).select_related("programme")
    # Two runs at once would open one period twice.
    for rule in rules.select_for_update(of=("self",)):
        for quarter in asked(rule, today, moved):
            open_period(rule, quarter, today, moved, done)
    return done


def asked(rule: ReportingRule, today: datetime.date, moved: Moved) -> list[Quarter]:
    """Quarters of the programme's term that have opened by today. A programme without a term is asked of nothing."""
    programme = rule.programme
    first, last = programme.year_from, programme.year_to
    found = quarters(first, last) if first and last else ()
    return [each for each in found if rule.asks_for(each) and rule.opens_on(each, moved) <= today]


def open_period(rule: ReportingRule, quarter: Quarter, today: datetime.date, moved: Moved, done: Opened) -> None:
    due = rule.due_on(quarter, moved)
    period, is_new = ReportingPeriod.objects.get_or_create(
        programme=rule.programme,
        year=quarter.year,
        quarter=quarter.number,
        defaults={"opens_on": rule.opens_on(quarter, moved), "due_on": due},
    )
    done.periods += is_new
    if not is_new and period.due_on != due and min(period.due_on, due) >= today:
        period.due_on = due
        period.save(update_fields=["due_on"])
        done.moved += 1
    # A measure that was added when all others had reported owes nothing for that quarter.
    if is_new or period.due_on >= today:
        done.reports += open_reports(period)


def open_reports(period: ReportingPeriod) -> int:
    """A report for each published measure that runs in the quarter and has none."""
    owing = running(period).exclude(reports__period=period)
    return len(Report.objects.bulk_create([Report(measure=each, period=period, live=False) for each in owing]))


def running(period: ReportingPeriod):
    """Measures whose term touches the quarter; one without dates runs as long as its programme."""
    quarter = period.span
    begun = Q(starts_on=None) | Q(starts_on__lte=quarter.last_day)
    goes_on = Q(ends_on=None) | Q(ends_on__gte=quarter.first_day)
    return Measure.objects.filter(begun, goes_on, programme=period.programme_id, live=True)
