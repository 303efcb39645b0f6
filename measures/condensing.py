"""The money of a very large programme: summed by the database, which says the same as the ledger made of its lines.

Thirty thousand lines cost a page most of a second to read and to add up here, and fifteen milliseconds there.
"""

from collections.abc import Callable, Hashable, Iterator
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from django.db import connection

from .arithmetic import NOTHING, Line, Total, added, of_measure
from .checking import Finding, overspent, silent, stated_parts, stated_twice
from .gathering import MANY_MEASURES, MEASURES, records
from .ledger import Ledger, lines_of
from .reconciling import Check, OutsideTerm, Stated, outside_term, reconcile

LARGE = 100  # measures; every programme read so far has fewer than thirty
ZERO = Decimal(0)
# Where in a row of SUMS the figures of each stage begin.
STAGES = {"planned": 7, "approved": 10, "amended": 13, "spent": 16}

# One row for each cell of the budget, its stages side by side; then sums of what each part of the page needs of them.
# A line without an amount says that money is not required: of each stage there are the sum, how many lines have an
# amount, and how many there are.
SUMS = """
WITH measures AS MATERIALIZED (
    SELECT id, direction_id, extract(year FROM starts_on)::int AS first, extract(year FROM ends_on)::int AS last
    FROM measures_measure WHERE programme_id = %s AND live
), reported AS MATERIALIZED (
    SELECT DISTINCT ON (measure_id, year, source_id) measure_id, year, source_id, amount
    FROM measures_reportedspending
    WHERE measure_id IN (SELECT id FROM measures)
    ORDER BY measure_id, year, source_id, quarter DESC
), lines AS (
    SELECT measure_id, year, source_id, stage, amount
    FROM measures_budgetline
    WHERE measure_id IN (SELECT id FROM measures) AND NOT (stage = 'spent' AND CASE WHEN year IS NULL
        THEN (measure_id, source_id) IN (SELECT measure_id, source_id FROM reported)
        ELSE (measure_id, source_id, year) IN (SELECT measure_id, source_id, year FROM reported) END)
    UNION ALL
    SELECT measure_id, year, source_id, 'spent', amount FROM reported
), stages AS (
    SELECT measure_id, year, source_id,
        bool_or(stage = 'approved') AS has_approved, max(amount) FILTER (WHERE stage = 'approved') AS approved,
        bool_or(stage = 'amended') AS has_amended, max(amount) FILTER (WHERE stage = 'amended') AS amended,
        bool_or(stage = 'spent') AS has_spent, max(amount) FILTER (WHERE stage = 'spent') AS spent
    FROM lines
    GROUP BY measure_id, year, source_id
), cells AS MATERIALIZED (
    SELECT measure_id, source_id, year, has_amended OR has_approved AS has_planned, has_approved, has_amended,
        has_spent, CASE WHEN has_amended THEN amended ELSE approved END AS planned, spent, approved, amended
    FROM stages
), not_split AS MATERIALIZED (
    SELECT DISTINCT measure_id, source_id FROM cells WHERE year IS NULL
)
SELECT 'part', NULL::bigint, direction_id, year, source_id, NULL::bigint[], NULL::smallint[],
    sum(planned), count(planned), count(*) FILTER (WHERE has_planned),
    sum(approved), count(approved), count(*) FILTER (WHERE has_approved),
    sum(amended), count(amended), count(*) FILTER (WHERE has_amended),
    sum(spent), count(spent), count(*) FILTER (WHERE has_spent)
FROM cells JOIN measures ON measures.id = measure_id GROUP BY direction_id, year, source_id
UNION ALL
SELECT 'measure', measure_id, NULL, NULL, NULL,
    array_agg(source_id) FILTER (WHERE planned > 0 OR spent > 0 OR approved > 0),
    array_agg(year) FILTER (WHERE has_planned),
    sum(planned), count(planned), count(*) FILTER (WHERE has_planned),
    NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM cells GROUP BY measure_id
UNION ALL
SELECT CASE WHEN has_amended THEN 'amended' ELSE 'approved' END, measure_id, NULL, year, source_id, NULL, NULL,
    planned, 1, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM cells JOIN measures ON measures.id = measure_id WHERE planned > 0 AND (year < first OR year > last)
UNION ALL
SELECT 'overspent', measure_id, NULL, year, source_id, NULL, NULL,
    planned, num_nonnulls(planned), 1, NULL, NULL, NULL, NULL, NULL, NULL, spent, 1, 1
FROM cells
WHERE has_planned AND has_spent AND spent > coalesce(planned, 0)
    AND (measure_id, source_id) NOT IN (SELECT measure_id, source_id FROM not_split)
UNION ALL
SELECT 'overspent', measure_id, NULL, NULL, source_id, NULL, NULL,
    sum(planned), count(planned), count(*) FILTER (WHERE has_planned),
    NULL, NULL, NULL, NULL, NULL, NULL,
    sum(spent), count(spent), count(*) FILTER (WHERE has_spent)
FROM cells JOIN not_split USING (measure_id, source_id)
GROUP BY measure_id, source_id
HAVING bool_or(has_planned) AND sum(spent) > coalesce(sum(planned), 0)
"""
Stages = dict[str, Total]


def is_large(programme) -> bool:
    return bool(programme.pk) and programme.measure_count > LARGE


def ledger_of(programme) -> Ledger:
    if is_large(programme):
        return CondensedLedger(programme, MANY_MEASURES(programme.pk))
    return Ledger(programme, MEASURES(programme.pk) if programme.pk else [])


def stages_of(figures: tuple) -> Stages:
    """A total for each stage that has any line, of three figures for each."""
    return {
        stage: Total(figures[at] or ZERO, figures[at + 1], figures[at + 2] - figures[at + 1])
        for stage, at in STAGES.items()
        if figures[at + 2]
    }


class MeasureSums(NamedTuple):
    """Of a measure that has any line: its plan, whose money it gets, of which years anything is planned."""

    plan: Total
    sources: set[str]
    years: set[int | None]


class CondensedLedger(Ledger):
    """Sums without lines. Lines are read of those measures only whose own totals the act states."""

    @cached_property
    def rows(self) -> dict[str, list[tuple]]:
        """What SUMS finds, by its first column. A measure that came since the others were read is left out."""
        found: dict[str, list[tuple]] = {}
        with connection.cursor() as cursor:
            cursor.execute(SUMS, [self.programme.pk])
            for row in cursor.fetchall():
                if row[1] is None or row[1] in self.number_of:
                    found.setdefault(row[0], []).append(row)
        return found

    @cached_property
    def codes(self) -> dict[int, str]:
        return {source.pk: source.code for source in self.known_sources}

    @cached_property
    def known_sources(self) -> list:
        return list(records("FundingSource").order_by("position", "name"))

    @cached_property
    def sources(self) -> dict:
        named = {row.source.code for row in self.programme.sources.all()}
        used = {self.codes[source] for _kind, _measure, _direction, _year, source, *_sums in self.rows.get("part", ())}
        return {source.code: source for source in self.known_sources if source.code in named | used}

    @cached_property
    def parts(self) -> dict[str, dict[tuple[str, int | None, str], Total]]:
        """By stage: the totals of direction × year × source."""
        numbers = {measure.direction_id: measure.direction.number for measure in self.measures if measure.direction_id}
        found: dict[str, dict] = {"planned": {}}
        for row in self.rows.get("part", ()):
            _kind, _measure, direction, year, source, *_sums = row
            key = numbers.get(direction, ""), year, self.codes[source]
            for stage, total in stages_of(row).items():
                found.setdefault(stage, {})[key] = total
        return found

    @cached_property
    def by_year_and_source(self) -> dict[str, dict[tuple[int | None, str], Total]]:
        return {stage: regrouped(cells, lambda key: key[1:]) for stage, cells in self.parts.items()}

    @cached_property
    def by_direction_and_source(self) -> dict[tuple[str, str], Total]:
        return regrouped(self.parts["planned"], lambda key: (key[0], key[2]))

    @cached_property
    def number_of(self) -> dict[int, str]:
        return {measure.pk: measure.number for measure in self.measures}

    @cached_property
    def direction_of(self) -> dict[str, str]:
        return {measure.number: measure.direction.number for measure in self.measures if measure.direction_id}

    @cached_property
    def measure_rows(self) -> dict[str, MeasureSums]:
        """By number."""
        found = {}
        for row in self.rows.get("measure", ()):
            _kind, measure, _direction, _year, _source, paid, years, *_sums = row
            plan = stages_of(row).get("planned", NOTHING)
            sources = {self.codes[source] for source in set(paid or ())}
            found[self.number_of[measure]] = MeasureSums(plan, sources, set(years or ()))
        return found

    @cached_property
    def paid_by(self) -> dict[str, set[str]]:
        return {number: sums.sources for number, sums in self.measure_rows.items()}

    @cached_property
    def by_measure(self) -> dict[str, Total]:
        return {measure.number: self.of_measure(measure.number) for measure in self.measures}

    def of_measure(self, number: str) -> Total:
        """As of lines: one that has lines of another stage only has a plan of nothing, which is not the act's total."""
        if number in self.measure_rows:
            return self.measure_rows[number].plan
        return of_measure(None, self.stated_by_measure.get(number))

    @cached_property
    def by_year(self) -> dict[int | None, Total]:
        groups = regrouped(self.by_year_and_source["planned"], lambda key: key[0])
        return {year: groups[year] for year in sorted(groups, key=lambda year: (year is None, year or 0))}

    @cached_property
    def by_source(self) -> dict[str, Total]:
        groups = regrouped(self.by_year_and_source["planned"], lambda key: key[1])
        return {code: groups[code] for code in self.sources if code in groups}

    @cached_property
    def by_direction(self) -> dict[str, Total]:
        return regrouped(self.by_direction_and_source, lambda key: key[0])

    @cached_property
    def lines_by_measure(self) -> dict[str, list[Line]]:
        """Empty, but of the measures whose own totals the act states."""
        wanted = {item.measure for item in self.stated if item.measure}
        lines: dict[str, list[Line]] = {measure.number: [] for measure in self.measures}
        if wanted:
            found = records("Measure").filter(programme=self.programme, live=True, number__in=wanted)
            money = "budget_lines__source", "reported_spendings__source"
            for measure in found.select_related("direction").prefetch_related(*money):
                lines[measure.number] = lines_of(measure)
        return lines

    def compared(self) -> Iterator[Finding]:
        """As of lines; what was spent beyond the plan, the database has found."""
        yield from stated_twice(self.stated)
        yield from stated_parts(self.plan)
        for row in self.rows.get("overspent", ()):
            _kind, measure, _direction, year, source, *_sums = row
            stages = stages_of(row)
            scope = Stated(ZERO, self.number_of[measure], year, self.codes[source], "spent")
            yield overspent(scope, stages["spent"], stages["planned"])
        yield from self.silent_years()

    def silent_years(self) -> Iterator[Finding]:
        """Of measures that get money within their terms, and whose whole plan is split by year."""
        said = {(one.measure, one.year) for one in self.stated}
        beyond: dict[str, Decimal] = {}
        for item in self.outside_term:
            beyond[item.line.measure] = beyond.get(item.line.measure, ZERO) + item.line.amount
        for number, sums in self.measure_rows.items():
            if None not in sums.years and sums.plan.known > beyond.get(number, ZERO):
                for year in self.plan.measures[number].years:
                    if year not in sums.years and (number, year) not in said:
                        yield silent(number, year, sums.plan)

    @cached_property
    def checks(self) -> list[Check]:
        of_measures = iter(reconcile(self.lines, [item for item in self.stated if item.measure]))
        return [next(of_measures) if item.measure else Check(item, self.computed(item)) for item in self.stated]

    def computed(self, stated: Stated) -> Total:
        """What the whole programme's cells in that scope add up to."""
        cells = self.parts.get("planned" if stated.stage == "amended" else stated.stage, {})
        return added(
            total
            for (direction, year, source), total in cells.items()
            if stated.direction in ("", direction) and stated.year in (None, year) and stated.source in ("", source)
        )

    @cached_property
    def outside_term(self) -> list[OutsideTerm]:
        lines = [
            Line(number, row[3], self.codes[row[4]], stage, row[STAGES["planned"]], self.direction_of.get(number, ""))
            for stage in ("approved", "amended")
            for row in self.rows.get(stage, ())
            if (number := self.number_of[row[1]])
        ]
        terms = {measure.number: (measure.starts_on, measure.ends_on) for measure in self.measures}
        return sorted(outside_term(lines, terms), key=lambda item: self.places[item.line.measure])


def regrouped(cells: dict[tuple, Total], key: Callable[[tuple], Hashable]) -> dict:
    """Sums of the cells whose keys give the same."""
    groups: dict[Hashable, list[Total]] = {}
    for cell, total in cells.items():
        groups.setdefault(key(cell), []).append(total)
    return {group: added(totals) for group, totals in groups.items()}
