"""Figures of approved reports beside those kept by hand. Pure: where both speak of a cell, the report's counts."""

from collections.abc import Iterable
from typing import NamedTuple

from portal.gathering import gathered


class Spent(NamedTuple):
    """Reported money, with the names of a budget line's fields."""

    year: int
    quarter: int
    stage: str
    amount: object
    not_required: bool
    source: object


class Fact(NamedTuple):
    """A reported value, with the names of an indicator value's fields; `as_written` says as of which quarter."""

    kind: str
    period: str
    year: int
    quarter: int
    value: object
    as_written: str
    not_measured: bool = False


def budget_of(measure) -> list:
    """The measure's budget lines, and what its reports say was spent."""
    rows = gathered(measure, "budget_lines")
    reported = spent_of(gathered(measure, "reported_spendings")) if measure.pk else []
    if not reported:
        return rows
    taken = told_by(reported)
    kept = [row for row in rows if row.stage != "spent" or (row.year, row.source.code) not in taken]
    return [*kept, *reported]


def told_by(reported: Iterable[Spent]) -> set[tuple[int | None, str]]:
    """The cells of which reports speak: of a year, and of the source as a whole."""
    return {cell for row in reported for cell in ((row.year, row.source.code), (None, row.source.code))}


def spent_of(rows: Iterable) -> list[Spent]:
    """Of each year and source the latest quarter: figures run from the year's beginning."""
    latest = {}
    for row in sorted(rows, key=lambda row: row.quarter):
        latest[row.year, row.source.code] = row
    return [
        Spent(row.year, row.quarter, "spent", row.amount, row.not_required, row.source)
        for _cell, row in sorted(latest.items())
    ]


def values_of(indicator) -> list:
    """The indicator's values, and what reports say has come of it. Reports that contradict each other give no value."""
    rows = gathered(indicator, "values")
    reported = [each for each in facts_of(indicator) if each.value is not None]
    if not reported:
        return rows
    taken = {each.year for each in reported}
    kept = [row for row in rows if not (row.kind == "fact" and row.period == "year" and row.year in taken)]
    return [*kept, *reported]


def facts_of(indicator) -> list[Fact]:
    """A fact of each year, as of its latest reported quarter."""
    found = []
    for year, rows in sorted(by_year(indicator).items()):
        latest = max(row.quarter for row in rows)
        said = {row.value for row in rows if row.quarter == latest}
        value = said.pop() if len(said) == 1 else None
        found.append(Fact("fact", "year", year, latest, value, ""))
    return found


def contradictions(indicator) -> list[tuple[int, int, list]]:
    """Years of which two measures report different values for one quarter, with those rows."""
    found = []
    for year, rows in sorted(by_year(indicator).items()):
        latest = max(row.quarter for row in rows)
        said = [row for row in rows if row.quarter == latest]
        if len({row.value for row in said}) > 1:
            found.append((year, latest, said))
    return found


def by_year(indicator) -> dict[int, list]:
    """Reported values of published measures."""
    rows = gathered(indicator, "reported_facts") if indicator.pk else []
    years: dict[int, list] = {}
    for row in rows:
        if row.value is not None and row.measure.live:
            years.setdefault(row.year, []).append(row)
    return years
