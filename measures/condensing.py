"""The money of a very large programme: summed by the database, which says the same as the ledger made of its lines."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property

from .arithmetic import Line, Total, added, of_measure
from .checking import Finding, overspent, silent, stated_parts, stated_twice
from .gathering import MANY_MEASURES, MEASURES, SOURCES, records
from .ledger import Ledger, lines_of
from .reconciling import Check, OutsideTerm, Stated, outside_term, reconcile
from .summing import ZERO, Marks, MeasureSums, Sums, marks_of, regrouped, sums_of

LARGE = 100  # measures; every programme read so far has fewer than thirty


def is_large(programme) -> bool:
    return bool(programme.pk) and programme.measure_count > LARGE


def told_of(programme) -> tuple:
    """All that the database says of its measures and their money, as it says it. A large one's lines are not read: of
    them there are marks."""
    if is_large(programme):
        return MANY_MEASURES.answer(programme.pk), SOURCES.answer(), marks_of(programme)
    return (MEASURES.answer(programme.pk),)


def ledger_of(programme, told: tuple = ()) -> Ledger:
    """A programme that was never saved has no measures."""
    if not programme.pk:
        return Ledger(programme, [])
    measures, *beside = told or told_of(programme)
    if beside:
        sources, marks = beside
        return CondensedLedger(programme, MANY_MEASURES.records(measures), SOURCES.records(sources), marks)
    return Ledger(programme, MEASURES.records(measures))


class CondensedLedger(Ledger):
    """Sums without lines. Lines are read of those measures only whose own totals the act states.

    A measure that came since the others were read is left out.
    """

    def __init__(self, programme, measures: list, sources: list | None = None, marks: Marks | None = None):
        super().__init__(programme, measures)
        self.known_sources = SOURCES() if sources is None else sources
        self.marks = marks

    @cached_property
    def sums(self) -> Sums:
        return sums_of(self.programme, self.marks)

    @cached_property
    def codes(self) -> dict[int, str]:
        return {source.pk: source.code for source in self.known_sources}

    @cached_property
    def sources(self) -> dict:
        named = {row.source.code for row in self.programme.sources.all()}
        cells = self.sums.by_year_and_source.values()
        used = {self.codes[source] for stage in cells for _year, source in stage}
        return {source.code: source for source in self.known_sources if source.code in named | used}

    @cached_property
    def by_year_and_source(self) -> dict[str, dict[tuple[int | None, str], Total]]:
        return {
            stage: {(year, self.codes[source]): total for (year, source), total in cells.items()}
            for stage, cells in self.sums.by_year_and_source.items()
        }

    @cached_property
    def by_direction_and_source(self) -> dict[tuple[str, str], Total]:
        numbers, planned = self.numbers_of_directions, self.sums.parts["planned"]
        return regrouped(planned, lambda key: (numbers.get(key[0], ""), self.codes[key[2]]))

    @cached_property
    def numbers_of_directions(self) -> dict[int, str]:
        return {measure.direction_id: measure.direction.number for measure in self.measures if measure.direction_id}

    @cached_property
    def number_of(self) -> dict[int, str]:
        return {measure.pk: measure.number for measure in self.measures}

    @cached_property
    def direction_of(self) -> dict[str, str]:
        return {measure.number: measure.direction.number for measure in self.measures if measure.direction_id}

    @cached_property
    def measure_rows(self) -> dict[str, MeasureSums]:
        """By number."""
        return {
            self.number_of[measure]: own._replace(sources={self.codes[source] for source in own.sources})
            for measure, own in self.sums.measures.items()
            if measure in self.number_of
        }

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
        for measure, year, source, stages in self.sums.overspent:
            if number := self.number_of.get(measure):
                scope = Stated(ZERO, number, year, self.codes[source], "spent")
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
        numbers = self.numbers_of_directions
        cells = self.sums.parts.get("planned" if stated.stage == "amended" else stated.stage, {})
        return added(
            total
            for (direction, year, source), total in cells.items()
            if stated.year in (None, year)
            and stated.source in ("", self.codes[source])
            and stated.direction in ("", numbers.get(direction, ""))
        )

    @cached_property
    def outside_term(self) -> list[OutsideTerm]:
        lines = [
            Line(number, year, self.codes[source], stage, amount, self.direction_of.get(number, ""))
            for measure, year, source, stage, amount in self.sums.beyond
            if (number := self.number_of.get(measure))
        ]
        terms = {measure.number: (measure.starts_on, measure.ends_on) for measure in self.measures}
        return sorted(outside_term(lines, terms), key=lambda item: self.places[item.line.measure])
