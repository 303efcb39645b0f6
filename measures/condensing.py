"""The money of a very large programme: summed by the database, which says the same as the ledger made of its lines.

Thirty thousand lines cost a page most of a second to read and to add up here, and fifteen milliseconds there.
"""

from collections.abc import Callable, Hashable, Iterator
from decimal import Decimal
from functools import cached_property

from django.db import connection

from .arithmetic import Line, Total, added, of_measure
from .checking import Finding, overspent, silent, stated_parts, stated_twice
from .gathering import MANY_MEASURES, MEASURES, records
from .ledger import Ledger, lines_of
from .reconciling import Check, OutsideTerm, Stated, outside_term, reconcile

LARGE = 100  # measures; every programme read so far has fewer than thirty
STAGES = ("planned", "approved", "amended", "spent")

# One row for each cell of the budget, its stages side by side; then sums of what each part of the page needs of them.
# A line without an amount says that money is not required: it is counted apart.
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
    FROM measures_budgetline AS line
    WHERE measure_id IN (SELECT id FROM measures) AND NOT (stage = 'spent' AND EXISTS (
        SELECT FROM reported
        WHERE reported.measure_id = line.measure_id AND reported.source_id = line.source_id
            AND (line.year IS NULL OR reported.year = line.year)))
    UNION ALL
    SELECT measure_id, year, source_id, 'spent', amount FROM reported
), stages AS (
    SELECT line.measure_id, line.year, line.source_id,
        bool_or(stage = 'approved') AS has_approved, max(amount) FILTER (WHERE stage = 'approved') AS approved,
        bool_or(stage = 'amended') AS has_amended, max(amount) FILTER (WHERE stage = 'amended') AS amended,
        bool_or(stage = 'spent') AS has_spent, max(amount) FILTER (WHERE stage = 'spent') AS spent
    FROM lines AS line
    GROUP BY line.measure_id, line.year, line.source_id
), cells AS MATERIALIZED (
    SELECT *, has_amended OR has_approved AS has_planned,
        CASE WHEN has_amended THEN amended ELSE approved END AS planned
    FROM stages
), not_split AS MATERIALIZED (
    SELECT DISTINCT measure_id, source_id, TRUE AS is_whole FROM cells WHERE year IS NULL
), planned_years AS (
    SELECT measure_id, year, max(planned) > 0 AS is_paid FROM cells WHERE has_planned GROUP BY measure_id, year
)
SELECT 'part', NULL::bigint, direction_id, year, source_id, NULL::bigint[],
    sum(planned), count(planned), count(*) FILTER (WHERE has_planned AND planned IS NULL),
    sum(approved), count(approved), count(*) FILTER (WHERE has_approved AND approved IS NULL),
    sum(amended), count(amended), count(*) FILTER (WHERE has_amended AND amended IS NULL),
    sum(spent), count(spent), count(*) FILTER (WHERE has_spent AND spent IS NULL)
FROM cells JOIN measures ON measures.id = measure_id GROUP BY direction_id, year, source_id
UNION ALL
SELECT 'measure', measure_id, NULL, NULL, NULL,
    array_agg(source_id) FILTER (WHERE approved > 0 OR amended > 0 OR spent > 0),
    sum(planned), count(planned), count(*) FILTER (WHERE has_planned AND planned IS NULL),
    NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM cells GROUP BY measure_id
UNION ALL
SELECT CASE WHEN has_amended THEN 'amended' ELSE 'approved' END, measure_id, NULL, year, source_id, NULL,
    planned, 1, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM cells JOIN measures ON measures.id = measure_id WHERE planned > 0 AND (year < first OR year > last)
UNION ALL
SELECT 'overspent', measure_id, NULL, CASE WHEN is_whole THEN NULL ELSE year END AS split, source_id, NULL,
    sum(planned), count(planned), count(*) FILTER (WHERE has_planned AND planned IS NULL),
    NULL, NULL, NULL, NULL, NULL, NULL,
    sum(spent), count(spent), count(*) FILTER (WHERE has_spent AND spent IS NULL)
FROM cells LEFT JOIN not_split USING (measure_id, source_id)
WHERE is_whole OR (has_spent AND coalesce(spent, 0) > coalesce(planned, 0))
GROUP BY measure_id, source_id, split
HAVING bool_or(has_planned) AND bool_or(has_spent) AND coalesce(sum(spent), 0) > coalesce(sum(planned), 0)
UNION ALL
SELECT 'silent', measure_id, NULL, NULL, NULL, array_agg(year),
    NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM planned_years JOIN measures ON measures.id = measure_id
GROUP BY measure_id, first, last
HAVING bool_or(is_paid AND year BETWEEN first AND last) AND count(year) = count(*)
    AND count(*) FILTER (WHERE year BETWEEN first AND last) <= last - first
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
    found = {}
    for place, stage in enumerate(STAGES):
        sum_, counted, not_required = figures[place * 3 : place * 3 + 3]
        if counted or not_required:
            found[stage] = Total(sum_ or Decimal(0), counted, not_required)
    return found


class CondensedLedger(Ledger):
    """Sums without lines. Lines are read of those measures only whose own totals the act states."""

    @cached_property
    def rows(self) -> dict[str, list[tuple]]:
        """What SUMS finds, by its first column."""
        found: dict[str, list[tuple]] = {}
        with connection.cursor() as cursor:
            cursor.execute(SUMS, [self.programme.pk])
            for kind, *row in cursor:
                found.setdefault(kind, []).append(row)
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
        used = {self.codes[row[3]] for row in self.rows.get("part", ())}
        return {source.code: source for source in self.known_sources if source.code in named | used}

    @cached_property
    def parts(self) -> dict[str, dict[tuple[str, int | None, str], Total]]:
        """By stage: the totals of direction × year × source."""
        numbers = {measure.direction_id: measure.direction.number for measure in self.measures if measure.direction_id}
        found: dict[str, dict] = {"planned": {}}
        for _measure, direction, year, source, _paid, *figures in self.rows.get("part", ()):
            for stage, total in stages_of(figures).items():
                found.setdefault(stage, {})[numbers.get(direction, ""), year, self.codes[source]] = total
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
    def measure_rows(self) -> dict[str, tuple[Total, set[str]]]:
        """Of each measure that has any line, by its number: its plan, and whose money it gets."""
        return {
            self.number_of[measure]: (stages_of(figures).get("planned", Total()), {self.codes[pk] for pk in paid or ()})
            for measure, _direction, _year, _source, paid, *figures in self.rows.get("measure", ())
        }

    @cached_property
    def paid_by(self) -> dict[str, set[str]]:
        return {number: sources for number, (_plan, sources) in self.measure_rows.items()}

    @cached_property
    def by_measure(self) -> dict[str, Total]:
        return {measure.number: self.of_measure(measure.number) for measure in self.measures}

    def of_measure(self, number: str) -> Total:
        """As of lines: one that has lines of another stage only has a plan of nothing, which is not the act's total."""
        if number in self.measure_rows:
            return self.measure_rows[number][0]
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
        """As of lines; what was spent beyond the plan and which years are silent, the database has found."""
        yield from stated_twice(self.stated)
        yield from stated_parts(self.plan)
        for measure, _direction, year, source, _paid, *figures in self.rows.get("overspent", ()):
            scope = Stated(Decimal(0), self.number_of[measure], year, self.codes[source], "spent")
            stages = stages_of(figures)
            yield overspent(scope, stages["spent"], stages["planned"])
        said = {(one.measure, one.year) for one in self.stated}
        for measure, _direction, _year, _source, years, *_rest in self.rows.get("silent", ()):
            number = self.number_of[measure]
            for year in self.plan.measures[number].years:
                if year not in years and (number, year) not in said:
                    yield silent(number, year, self.by_measure[number])

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
            Line(number, year, self.codes[source], stage, amount, self.direction_of.get(number, ""))
            for stage in ("approved", "amended")
            for measure, _direction, year, source, _paid, amount, *_rest in self.rows.get(stage, ())
            if (number := self.number_of[measure])
        ]
        terms = {measure.number: (measure.starts_on, measure.ends_on) for measure in self.measures}
        return sorted(outside_term(lines, terms), key=lambda item: self.places[item.line.measure])


def regrouped(cells: dict[tuple, Total], key: Callable[[tuple], Hashable]) -> dict:
    """Sums of the cells whose keys give the same."""
    groups: dict = {}
    for cell, total in cells.items():
        groups[key(cell)] = groups.get(key(cell), Total()) + total
    return groups
