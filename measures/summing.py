"""Sums of a programme's budget lines, made by the database and kept for as long as none of the lines has changed.

Thirty thousand lines cost thirty milliseconds to add up there. To see that all of them are still what was summed costs
six, and it is looked at anew each time: what another process writes is seen as soon as it is there to be read. Where
something has changed, only the directions that it stands in are summed again.
"""

from collections.abc import Callable, Hashable
from decimal import Decimal
from typing import NamedTuple

from django.db import connection

from .arithmetic import NOTHING, Total, added

ZERO = Decimal(0)
# Where among the figures of a row of SUMS those of each stage begin.
STAGES = {"planned": 0, "approved": 3, "amended": 6, "spent": 9}

# One row for each cell of the budget, its stages side by side; then sums of what each part of the page needs of them.
# A line without an amount says that money is not required: of each stage there are the sum, how many lines have an
# amount, and how many there are.
SUMS = """
WITH measures AS MATERIALIZED (
    SELECT id, direction_id, extract(year FROM starts_on)::int AS first, extract(year FROM ends_on)::int AS last
    FROM measures_measure WHERE programme_id = %s AND live AND coalesce(direction_id, 0) = ANY(%s)
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
SELECT 'measure', measure_id, direction_id, NULL, NULL,
    array_agg(source_id) FILTER (WHERE planned > 0 OR spent > 0 OR approved > 0),
    array_agg(year) FILTER (WHERE has_planned),
    sum(planned), count(planned), count(*) FILTER (WHERE has_planned),
    NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM cells JOIN measures ON measures.id = measure_id GROUP BY measure_id, direction_id
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
# All that SUMS reads, as one text for each direction (0: for measures that stand in none): which rows there are, in
# which version each, in which files they lie. A version of a row has its own place and transaction; where a table is
# written anew, so is its file.
MARK = """
WITH measures AS MATERIALIZED (
    SELECT id, coalesce(direction_id, 0) AS direction, hash_record_extended(ROW(ctid, xmin), 0) AS mark
    FROM measures_measure WHERE programme_id = %s AND live
), marks AS (
    SELECT direction, mark FROM measures
    UNION ALL
    SELECT direction, hash_record_extended(ROW(line.ctid, line.xmin), 1)
    FROM measures_budgetline line JOIN measures ON measures.id = measure_id
    UNION ALL
    SELECT direction, hash_record_extended(ROW(told.ctid, told.xmin), 2)
    FROM measures_reportedspending told JOIN measures ON measures.id = measure_id
)
SELECT direction, concat_ws(' ', count(*), sum(mark), pg_relation_filenode('measures_measure'::regclass),
    pg_relation_filenode('measures_budgetline'::regclass), pg_relation_filenode('measures_reportedspending'::regclass))
FROM marks GROUP BY direction
"""
Stages = dict[str, Total]


def total_of(known: Decimal | None, counted: int, lines: int) -> Total:
    return Total(known or ZERO, counted, lines - counted) if lines else NOTHING


def stages_of(figures: list) -> Stages:
    """A total for each stage that has any line, of three figures for each."""
    return {stage: total_of(*figures[at : at + 3]) for stage, at in STAGES.items() if figures[at + 2]}


class MeasureSums(NamedTuple):
    """Of a measure that has any line: its plan, whose money it gets, of which years anything is planned."""

    plan: Total
    sources: set[int] | set[str]  # by their numbers, or by their codes
    years: set[int | None]
    direction: int | None = None


class Sums(NamedTuple):
    """What SUMS finds, by the numbers of the records."""

    parts: dict[str, dict[tuple[int | None, int | None, int], Total]]  # by stage: direction, year, source
    by_year_and_source: dict[str, dict[tuple[int | None, int], Total]]
    measures: dict[int, MeasureSums]
    beyond: list[tuple[int, int, int, str, Decimal]]  # measure, year, source, stage, amount
    overspent: list[tuple[int, int | None, int, Stages]]  # measure, year, source


NO_SUMS = Sums({"planned": {}}, {}, {}, [], [])
Marks = dict[int, str]  # by direction
# By programmes: the mark of each direction, and what was summed under these marks.
KEPT: dict[int, tuple[Marks, Sums]] = {}


def marks_of(programme) -> Marks:
    with connection.cursor() as cursor:
        cursor.execute(MARK, [programme.pk])
        return dict(cursor.fetchall())


def sums_of(programme, marks: Marks | None = None) -> Sums:
    """What was summed before, in directions of which no row has changed since; marks are read first, so that sums may
    be newer than their marks, never older."""
    marks = marks_of(programme) if marks is None else marks
    known, sums = KEPT.get(programme.pk, ({}, NO_SUMS))
    if marks != known:
        same = {direction for direction, mark in marks.items() if known.get(direction) == mark}
        with connection.cursor() as cursor:
            cursor.execute(SUMS, [programme.pk, list(marks.keys() - same)])
            sums = read_sums(cursor.fetchall(), remaining(sums, same))
        KEPT[programme.pk] = marks, sums
    return sums


def remaining(sums: Sums, same: set[int]) -> Sums:
    """Of those directions alone."""
    parts: dict[str, dict] = {"planned": {}}
    for stage, cells in sums.parts.items():
        if kept := {key: total for key, total in cells.items() if (key[0] or 0) in same}:
            parts[stage] = kept
    measures = {measure: own for measure, own in sums.measures.items() if (own.direction or 0) in same}
    beyond, overspent = ([row for row in rows if row[0] in measures] for rows in (sums.beyond, sums.overspent))
    return Sums(parts, {}, measures, beyond, overspent)


def read_sums(rows: list[tuple], kept: Sums) -> Sums:
    """Beside what is kept of others."""
    parts, _by_year, measures, beyond, overspent = kept
    for row in rows:
        kind, measure, direction, year, source, paid, years, *figures = row
        if kind == "measure":
            measures[measure] = MeasureSums(total_of(*figures[:3]), set(paid or ()), set(years or ()), direction)
        elif kind == "part":
            for stage, total in stages_of(figures).items():
                parts.setdefault(stage, {})[direction, year, source] = total
        elif kind == "overspent":
            overspent.append((measure, year, source, stages_of(figures)))
        else:
            beyond.append((measure, year, source, kind, figures[0]))
    by_year_and_source = {stage: regrouped(cells, lambda key: key[1:]) for stage, cells in parts.items()}
    return Sums(parts, by_year_and_source, measures, beyond, overspent)


def regrouped(cells: dict[tuple, Total], key: Callable[[tuple], Hashable]) -> dict:
    """Sums of the cells whose keys give the same."""
    groups: dict[Hashable, list[Total]] = {}
    for cell, total in cells.items():
        groups.setdefault(key(cell), []).append(total)
    return {group: added(totals) for group, totals in groups.items()}
