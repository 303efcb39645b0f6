"""The discipline board: which body owes which quarter, who sent in time and who late. Bodies only, never persons."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import quote

from django.db.models import Count, F, Max, Q
from django.utils import timezone

from measures.gathering import BOARD_MEASURES
from measures.models import Programme, Report, ReportingPeriod
from portal.quarters import Quarter

from .standing import Delivery, Standing, standing

MOST_PERIODS = 8
MOST_OWED = 200


@dataclass(frozen=True, slots=True)
class Cell:
    """One report: when it came, whether it is approved, or sent back."""

    period: ReportingPeriod
    standing: Standing
    is_approved: bool
    is_returned: bool
    url: str


@dataclass(slots=True)
class Row:
    """A measure with its reports; nothing stands where none was asked for."""

    measure: object
    url: str
    bodies: list[str]
    cells: list[Cell | None]


@dataclass(slots=True)
class Body:
    """Who carries measures out, and how the reports of these came."""

    name: str
    counts: Counter = field(default_factory=Counter)

    def of(self, delivery: Delivery) -> int:
        return self.counts[delivery]


def of_programme(programme, today: datetime.date | None = None) -> dict:
    today = today or timezone.localdate()
    found = ReportingPeriod.objects.filter(programme=programme).order_by("-year", "-quarter")[:MOST_PERIODS]
    periods = list(reversed(found))
    reports = reports_of(periods)
    rows = [row_of(programme, each, periods, reports, today) for each in BOARD_MEASURES(programme.pk)]
    rows = [row for row in rows if any(row.cells)]
    owed = [(row, cell) for row in rows for cell in row.cells if cell and cell.standing.delivery is Delivery.OWED]
    return {
        "programme": programme,
        "periods": periods,
        "rows": rows,
        "owed": sorted(owed, key=lambda item: -item[1].standing.days),
        "bodies": by_body(rows),
        "counts": Counter(cell.standing.delivery for row in rows for cell in row.cells if cell),
        "deliveries": list(Delivery),
    }


def reports_of(periods: list[ReportingPeriod]) -> dict[tuple[int, int], tuple]:
    """What the board needs of each report: neither its draft nor its author."""
    found = Report.objects.filter(period__in=periods).order_by().annotate(edition=Max("editions__number"))
    rows = found.values_list("measure_id", "period_id", "sent_on", "returned_on", "edition")
    return {(measure, period): rest for measure, period, *rest in rows}


def row_of(programme, measure, periods, reports, today: datetime.date) -> Row:
    url = f"{programme.get_absolute_url()}{quote(measure.number)}/"
    bodies = [each.name for each in measure.executors.all() if each.role == "lead"]
    cells = [
        cell_of(period, *report, url, today) if (report := reports.get((measure.pk, period.pk))) else None
        for period in periods
    ]
    return Row(measure, url, bodies, cells)


def cell_of(period, sent_on, returned_on, edition, measure_url: str, today: datetime.date) -> Cell:
    url = f"{measure_url}reports/{period.span.code}/" if edition else ""
    return Cell(period, standing(period.due_on, sent_on, today), bool(edition), bool(returned_on), url)


def by_body(rows: Iterable[Row]) -> list[Body]:
    """Those who owe most come first. A measure of two bodies counts for both."""
    found: dict[str, Body] = {}
    for row in rows:
        for name in row.bodies:
            body = found.setdefault(name, Body(name))
            body.counts.update(cell.standing.delivery for cell in row.cells if cell)
    return sorted(found.values(), key=lambda one: (-one.of(Delivery.OWED), -one.of(Delivery.LATE), one.name))


@dataclass(slots=True)
class Summary:
    """A programme and its latest quarters: how many reports came in time, came late, are owed, are not due."""

    programme: Programme
    periods: list[tuple[Quarter, datetime.date, dict[Delivery, int]]]


def of_all(today: datetime.date | None = None) -> dict:
    today = today or timezone.localdate()
    programmes = Programme.objects.published().here().in_order().select_related("territory", "reporting_rule")
    counted = counted_by_period(today)
    found = [Summary(each, counted.get(each.pk, [])) for each in programmes]
    return {
        "summaries": [each for each in found if each.periods],
        "unasked": [each.programme for each in found if not each.periods],
        "owed": owed(today),
        "deliveries": list(Delivery),
    }


def counted_by_period(today: datetime.date) -> dict[int, list]:
    sent, overdue = Q(sent_on__isnull=False), Q(period__due_on__lt=today)
    in_time = Q(sent_on__lte=F("period__due_on"))
    found = (
        Report.objects.filter(measure__live=True, period__programme__live=True)
        .order_by("-period__year", "-period__quarter")
        .values_list("period__programme", "period__year", "period__quarter", "period__due_on")
        .annotate(
            in_time=Count("pk", filter=in_time),
            late=Count("pk", filter=sent & ~in_time),
            not_due=Count("pk", filter=~sent & ~overdue),
            owed=Count("pk", filter=~sent & overdue),
        )
    )
    programmes: dict[int, list] = {}
    for programme, year, number, due, *counts in found:
        programmes.setdefault(programme, []).append(
            (Quarter(year, number), due, dict(zip(Delivery, counts, strict=True)))
        )
    return {programme: periods[:MOST_PERIODS] for programme, periods in programmes.items()}


def owed(today: datetime.date) -> list[tuple[Report, list[str], int]]:
    """The longest owed first, with the bodies that owe."""
    found = Report.objects.filter(
        sent_on=None,
        period__due_on__lt=today,
        measure__live=True,
        period__programme__in=Programme.objects.published().here(),
    )
    reports = found.select_related("measure__programme", "period").prefetch_related("measure__executors")
    return [
        (each, leads(each.measure), (today - each.period.due_on).days)
        for each in reports.order_by("period__due_on", "measure__position", "pk")[:MOST_OWED]
    ]


def leads(measure) -> list[str]:
    return [each.name for each in measure.executors.all() if each.role == "lead"]
