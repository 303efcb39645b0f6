"""A programme's published measures with their money: read once, summed as often as a page or an export asks."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property

from django.utils.timezone import localdate

from portal.gathering import gathered

from .arithmetic import (
    NOTHING,
    Line,
    Total,
    added,
    by_direction,
    by_measure,
    by_source,
    by_year,
    of_measure,
    planned,
    totals_by,
)
from .checking import Finding, Kind, Outline, Plan, beyond_sums, contradictions, examine
from .reconciling import Check, OutsideTerm, Stated, outside_term, reconcile
from .reports.merging import budget_of, spent_of, told_by

KINDS = {kind: place for place, kind in enumerate(Kind)}


def lines_of(measure) -> list[Line]:
    direction = measure.direction if measure.direction_id else None
    return lines_of_rows(budget_of(measure), measure.number, direction)


def with_reports(lines: list[Line], measure) -> list[Line]:
    """Lines of a form as they stand, and what the measure's reports say was spent instead of its own figures."""
    if not measure.pk:
        return lines
    reported = spent_of(measure.reported_spendings.select_related("source"))
    taken = told_by(reported)
    kept = [line for line in lines if line.stage != "spent" or (line.year, line.source) not in taken]
    return [*kept, *lines_of_rows(reported, measure.number, measure.direction)]


def lines_of_rows(rows, number: str, direction) -> list[Line]:
    """Rows of a budget, saved or not yet, as lines of that measure."""
    part = direction.number if direction else ""
    return [Line(number, row.year, row.source.code, row.stage, row.amount, part) for row in rows]


def outline_of(measure) -> Outline:
    direction = measure.direction.number if measure.direction_id else ""
    return Outline(direction, measure.starts_on, measure.ends_on)


def stated_of(row) -> Stated:
    """A total of the act as it is compared."""
    source = row.source.code if row.source else ""
    return Stated(row.amount, row.measure_number, row.year, source, row.stage, row.place, row.direction_number)


class Ledger:
    """Money of one programme. Stated totals are those of the record in hand, which in a preview is a draft."""

    def __init__(self, programme, measures: list):
        self.programme = programme
        self.measures = measures

    @cached_property
    def lines(self) -> list[Line]:
        return [line for lines in self.lines_by_measure.values() for line in lines]

    @cached_property
    def lines_by_measure(self) -> dict[str, list[Line]]:
        return {measure.number: lines_of(measure) for measure in self.measures}

    @cached_property
    def planned(self) -> list[Line]:
        return planned(self.lines)

    @cached_property
    def sources(self) -> dict:
        """The sources that the money and the act's own list name, by code, in their order."""
        rows = [row for measure in self.measures for row in budget_of(measure)]
        found = {row.source.code: row.source for row in [*rows, *gathered(self.programme, "sources")]}
        return {source.code: source for source in sorted(found.values(), key=lambda one: (one.position, one.name))}

    def source_name(self, code: str) -> str:
        """The name of a source of the money or of a stated total."""
        if code in self.sources:
            return self.sources[code].name
        totals = gathered(self.programme, "stated_totals")
        return next(row.source.name for row in totals if row.source and row.source.code == code)

    @cached_property
    def stated(self) -> list[Stated]:
        """Totals of the act, of the whole and of published measures: those of a draft must not show."""
        public = {"", *(measure.number for measure in self.measures)}
        return [stated_of(row) for row in gathered(self.programme, "stated_totals") if row.measure_number in public]

    @cached_property
    def stated_by_measure(self) -> dict[str, Decimal]:
        """What the act states of a measure as a whole."""
        return {
            item.measure: item.amount
            for item in self.stated
            if item.measure and not (item.year or item.source) and item.stage == "approved"
        }

    @cached_property
    def by_measure(self) -> dict[str, Total]:
        """A measure that has lines of another stage only has a plan of nothing."""
        computed, stated = by_measure(self.planned), self.stated_by_measure
        return {
            number: of_measure(computed.get(number, NOTHING) if lines else None, stated.get(number))
            for number, lines in self.lines_by_measure.items()
        }

    @cached_property
    def total(self) -> Total:
        return added(self.by_measure.values())

    @cached_property
    def by_year(self) -> dict[int | None, Total]:
        return by_year(self.planned)

    @cached_property
    def by_source(self) -> dict[str, Total]:
        totals = by_source(self.planned)
        return {code: totals[code] for code in self.sources if code in totals}

    @cached_property
    def by_direction(self) -> dict[str, Total]:
        return by_direction(self.planned)

    @cached_property
    def by_year_and_source(self) -> dict[str, dict[tuple[int | None, str], Total]]:
        """By stage; «planned» is what is in force: in each cell the amended figure, or else the approved one."""
        stages = {"planned": self.planned}
        for line in self.lines:
            stages.setdefault(line.stage, []).append(line)
        return {stage: totals_by(lines, lambda line: (line.year, line.source)) for stage, lines in stages.items()}

    @cached_property
    def by_direction_and_source(self) -> dict[tuple[str, str], Total]:
        return totals_by(self.planned, lambda line: (line.direction, line.source))

    @cached_property
    def spent(self) -> Total:
        """What reports say was spent; where nobody reported, nothing is known: that is not zero."""
        return added(self.by_year_and_source.get("spent", {}).values())

    @cached_property
    def paid_by(self) -> dict[str, set[str]]:
        """The sources that each measure gets money from."""
        return {
            number: {line.source for line in lines if line.amount} for number, lines in self.lines_by_measure.items()
        }

    @cached_property
    def checks(self) -> list[Check]:
        return reconcile(self.lines, self.stated)

    @cached_property
    def differing(self) -> list[Check]:
        return [check for check in self.checks if not check.agrees]

    @cached_property
    def findings(self) -> list[Finding]:
        """Every check of the money: with the act, of the act with itself, of spending with the plan, of terms."""
        return examine(self.plan)

    @cached_property
    def plan(self) -> Plan:
        public = {measure.number for measure in self.measures}
        totals = gathered(self.programme, "stated_totals")
        return Plan(
            lines=self.lines,
            stated=self.stated,
            measures={measure.number: outline_of(measure) for measure in self.measures},
            years=self.programme.years,
            sources=[row.source.code for row in gathered(self.programme, "sources")],
            all_measures=all(row.measure_number in public for row in totals if row.measure_number),
        )

    @cached_property
    def contradictions(self) -> list[Finding]:
        """What does not agree beside sums of lines and terms, which have places of their own on the pages."""
        return sorted(contradictions(self.compared()), key=self.place_of)

    def compared(self) -> Iterable[Finding]:
        return beyond_sums(self.plan)

    def place_of(self, finding: Finding) -> tuple:
        """By kinds; within one in the order of the act."""
        scope = finding.scope
        return (
            KINDS[finding.kind],
            self.places.get(scope.measure, -1),
            scope.year or 0,
            self.source_places.get(scope.source, -1),
        )

    @cached_property
    def places(self) -> dict[str, int]:
        return {measure.number: place for place, measure in enumerate(self.measures)}

    @cached_property
    def source_places(self) -> dict[str, int]:
        return {code: place for place, code in enumerate(self.sources)}

    @cached_property
    def outside_term(self) -> list[OutsideTerm]:
        terms = {measure.number: (measure.starts_on, measure.ends_on) for measure in self.measures}
        return outside_term(self.planned, terms)

    @cached_property
    def status_of(self) -> dict:
        """The status of each measure, asked of it once."""
        today = localdate()
        return {measure.number: measure.status_on(today) for measure in self.measures}

    @cached_property
    def statuses(self) -> Counter:
        return Counter(self.status_of.values())
