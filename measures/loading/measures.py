"""Measures with who carries them out and with what money."""

from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _

from portal.loading import Children, Report, Row, upsert

from ..models import Executor, FundingSource, Indicator, Measure, Programme
from .figures import budget_line, promised_figure
from .files import ProgrammeFiles
from .programmes import by_slug

TEXTS = ("official_title", "expected_result", "term", "note")


def load_measures(
    report: Report,
    files: ProgrammeFiles,
    programme: Programme,
    indicators: dict[str, Indicator],
    sources: dict[str, FundingSource],
) -> None:
    directions = {direction.number: direction for direction in programme.directions.all()}
    categories = by_slug("services_directory.FamilyCategory") if files.measures else {}
    lines = _lines_by_measure(files)
    for position, (number, row) in enumerate(files.measures.items(), start=1):
        values = {"direction": directions.get(files.direction_of(number)), "position": position, **_values(row)}
        children = {
            "executors": Children(_executors(row, files.programme.row("executors", None))),
            "promised": Children([promised_figure(each, indicators) for each in row.rows("promised")]),
            "budget_lines": Children([budget_line(each, sources) for each in lines[number]], rows=lines[number]),
        }
        links = {
            "indicators": row.pick_many("indicators", indicators, _("показатель программы")),
            "categories": row.pick_many("categories", categories, _("категория семей")),
        }
        row.finish()
        key = {"programme": programme, "number": number}
        upsert(report, Measure, key=key, values=values, children=children, links=links, row=row)


def _lines_by_measure(files: ProgrammeFiles) -> dict[str, list[Row]]:
    lines: dict[str, list[Row]] = defaultdict(list)
    for row in files.budget:
        row.pick("measure", files.measures, _("мероприятие программы"))
        lines[row.text("measure")].append(row)
    return lines


def _values(row: Row) -> dict[str, Any]:
    return {
        "title": row.text("title"),
        "starts_on": row.date("starts_on", None),
        "ends_on": row.date("ends_on", None),
        "phase": row.choice("phase", Measure.Phase, Measure.Phase.UNKNOWN),
        **{name: row.text(name, "") for name in TEXTS},
    }


def _executors(row: Row, names: Row | None) -> list[dict[str, Any]]:
    """The first of the list answers for the measure; the others take part."""
    return [
        _executor(each, names.values if names else {}, Executor.Role.PARTNER if position else Executor.Role.LEAD)
        for position, each in enumerate(row.rows("executors"))
    ]


def _executor(row: Row, names: dict[str, str], role: Executor.Role) -> dict[str, Any]:
    values = {
        "name": row.pick("who", names, _("исполнитель программы")),
        "role": role,
        "by_agreement": row.yes("by_agreement", False),
    }
    row.finish()
    return values
