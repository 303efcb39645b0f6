"""Sums of a programme's budget lines, made by the database and kept for as long as none of the lines has changed.

Thirty thousand lines cost thirty milliseconds to add up there. To see that all of them are still what was summed costs
six, and it is looked at anew each time: what another process writes is seen as soon as it is there to be read.
"""

from collections.abc import Callable, Hashable
from decimal import Decimal
from typing import NamedTuple

from django.db import connection

from .arithmetic import NOTHING, Total, added

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
# All that SUMS reads, as one text: which rows there are, in which version each, in which files they lie. A version of a
# row has its own place and transaction; where a table is written anew, so is its file.
MARK = """
WITH measures AS MATERIALIZED (
    SELECT id, hash_record_extended(ROW(ctid, xmin), 0) AS mark FROM measures_measure WHERE programme_id = %s AND live
)
SELECT concat_ws(' ',
    pg_relation_filenode('measures_measure'::regclass), pg_relation_filenode('measures_budgetline'::regclass),
    pg_relation_filenode('measures_reportedspending'::regclass),
    (SELECT ROW(count(*), sum(mark)) FROM measures),
    (SELECT ROW(count(*), sum(hash_record_extended(ROW(ctid, xmin), 0)))
        FROM measures_budgetline WHERE measure_id IN (SELECT id FROM measures)),
    (SELECT ROW(count(*), sum(hash_record_extended(ROW(ctid, xmin), 0)))
        FROM measures_reportedspending WHERE measure_id IN (SELECT id FROM measures)))
"""
Stages = dict[str, Total]


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
    sources: set[int] | set[str]  # by their numbers, or by their codes
    years: set[int | None]


class Sums(NamedTuple):
    """What SUMS finds, by the numbers of the records."""

    parts: dict[str, dict[tuple[int | None, int | None, int], Total]]  # by stage: direction, year, source
    by_year_and_source: dict[str, dict[tuple[int | None, int], Total]]
    measures: dict[int, MeasureSums]
    beyond: list[tuple[int, int, int, str, Decimal]]  # measure, year, source, stage, amount
    overspent: list[tuple[int, int | None, int, Stages]]  # measure, year, source


KEPT: dict[int, tuple[str, Sums]] = {}


def sums_of(programme) -> Sums:
    """What was summed before, where none of the rows has changed since; the mark is read first, so that sums may be
    newer than their mark, never older."""
    with connection.cursor() as cursor:
        cursor.execute(MARK, [programme.pk])
        (mark,) = cursor.fetchone()
        known, sums = KEPT.get(programme.pk, (None, None))
        if known != mark:
            cursor.execute(SUMS, [programme.pk])
            sums = read_sums(cursor.fetchall())
            KEPT[programme.pk] = mark, sums
    return sums


def read_sums(rows: list[tuple]) -> Sums:
    parts, measures, beyond, overspent = {"planned": {}}, {}, [], []
    for row in rows:
        kind, measure, direction, year, source, paid, years, *_figures = row
        stages = stages_of(row)
        if kind == "part":
            for stage, total in stages.items():
                parts.setdefault(stage, {})[direction, year, source] = total
        elif kind == "measure":
            measures[measure] = MeasureSums(stages.get("planned", NOTHING), set(paid or ()), set(years or ()))
        elif kind == "overspent":
            overspent.append((measure, year, source, stages))
        else:
            beyond.append((measure, year, source, kind, stages["planned"].known))
    by_year_and_source = {stage: regrouped(cells, lambda key: key[1:]) for stage, cells in parts.items()}
    return Sums(parts, by_year_and_source, measures, beyond, overspent)


def regrouped(cells: dict[tuple, Total], key: Callable[[tuple], Hashable]) -> dict:
    """Sums of the cells whose keys give the same."""
    groups: dict[Hashable, list[Total]] = {}
    for cell, total in cells.items():
        groups.setdefault(key(cell), []).append(total)
    return {group: added(totals) for group, totals in groups.items()}
