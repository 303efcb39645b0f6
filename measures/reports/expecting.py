"""What a report is asked for: the cells of the plan, each with its plan and with what was said the quarter before."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from measures.arithmetic import ABSENT, Line, Total, planned, total


@dataclass(frozen=True, slots=True)
class ExpectedSpending:
    """A source of the year's money. `whole_term`: the act does not split the plan by years."""

    source: object
    year: int
    plan: Total
    whole_term: bool
    before: Decimal | None

    @property
    def usual(self) -> str:
        """What stands instead of a sum before anybody answers: a source that the plan does not name gives no money."""
        return "" if self.plan.counted or self.before is not None else "not-required"


@dataclass(frozen=True, slots=True)
class ExpectedFact:
    indicator: object
    plan: Decimal | None
    before: Decimal | None


@dataclass(frozen=True, slots=True)
class ExpectedMilestone:
    milestone: object
    done_before: datetime.date | None

    def is_overdue(self, done_on: datetime.date | None, last_day: datetime.date) -> bool:
        return not done_on and self.milestone.due_on <= last_day


class Expected:
    """Read once for a report: by its form, by its check and by its edition."""

    def __init__(self, report):
        self.measure, self.quarter = report.measure, report.quarter
        self.own_sources = [row.source for row in report.spendings.all()]

    def earlier(self, rows):
        """Of reported rows those of the same year, the latest last: figures run from the year's beginning."""
        return rows.filter(year=self.quarter.year, quarter__lt=self.quarter.number).order_by("quarter")

    @cached_property
    def spendings(self) -> list[ExpectedSpending]:
        rows = self.measure.budget_lines.select_related("source")
        lines = [Line("", row.year, row.source.code, row.stage, row.amount) for row in rows]
        before = {row.source_id: row.amount for row in self.earlier(self.measure.reported_spendings)}
        named = [row.source for row in self.measure.programme.sources.select_related("source")]
        sources = {source.pk: source for source in (*(row.source for row in rows), *named, *self.own_sources)}
        return [
            self.spending(source, planned(lines), before.get(source.pk))
            for source in sorted(sources.values(), key=lambda one: (one.position, one.name))
        ]

    def spending(self, source, lines: Iterable[Line], before: Decimal | None) -> ExpectedSpending:
        own = [line for line in lines if line.source == source.code]
        of_year = [line for line in own if line.year == self.quarter.year]
        of_term = [line for line in own if line.year is None]
        plan = total(of_year or of_term) if of_year or of_term else ABSENT
        return ExpectedSpending(source, self.quarter.year, plan, not of_year and bool(of_term), before)

    @cached_property
    def facts(self) -> list[ExpectedFact]:
        before = {row.indicator_id: row.value for row in self.earlier(self.measure.reported_facts) if row.reason == ""}
        indicators = self.measure.indicators.filter(live=True).prefetch_related("values").order_by("position", "pk")
        return [ExpectedFact(each, self.plan_of(each), before.get(each.pk)) for each in indicators]

    def plan_of(self, indicator) -> Decimal | None:
        of_year = (each for each in indicator.values.all() if (each.kind, each.period) == ("plan", "year"))
        return next((each.value for each in of_year if each.year == self.quarter.year), None)

    @cached_property
    def milestones(self) -> list[ExpectedMilestone]:
        """Those of this quarter and before, and those that come: a step may be done early."""
        reported = self.measure.reported_milestones.filter(milestone__isnull=False).order_by("year", "quarter")
        done = {row.milestone_id: row.done_on for row in reported if (row.year, row.quarter) < self.quarter}
        return [
            ExpectedMilestone(each, each.done_on or done.get(each.pk))
            for each in self.measure.milestones.order_by("due_on", "sort_order")
        ]
