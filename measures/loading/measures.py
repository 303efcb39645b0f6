"""Measures with who carries them out and with what money."""

from collections import defaultdict
from dataclasses import dataclass
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
    participants = Participants.read(files.programme)
    lines = _lines_by_measure(files)
    for position, (number, row) in enumerate(files.measures.items(), start=1):
        values = {"direction": directions.get(files.direction_of(number)), "position": position, **_values(row)}
        children = {
            "executors": Children(_executors(row, participants)),
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


@dataclass
class Participants:
    """Who carries measures out, by their keys in the file: names, and cards where the directory has them."""

    names: dict[str, str]
    cards: dict[str, Any]

    @classmethod
    def read(cls, programme: Row) -> "Participants":
        names, cards = programme.row("executors", None), programme.row("executor_cards", None)
        return cls(names.values if names else {}, _cards(cards, names) if cards else {})


def _cards(row: Row, names: Row | None) -> dict[str, Any]:
    providers = by_slug("services_directory.Provider")
    for key in row.values:
        row.find(key, names.values if names else {}, _("исполнитель программы"), key)
    return {key: row.pick(key, providers, _("организация справочника")) for key in row.values}


def _executors(row: Row, participants: Participants) -> list[dict[str, Any]]:
    """The first of the list answers for the measure; the others take part."""
    return [
        _executor(each, participants, Executor.Role.PARTNER if position else Executor.Role.LEAD)
        for position, each in enumerate(row.rows("executors"))
    ]


def _executor(row: Row, participants: Participants, role: Executor.Role) -> dict[str, Any]:
    values = {
        "name": row.pick("who", participants.names, _("исполнитель программы")),
        "role": role,
        "by_agreement": row.yes("by_agreement", False),
        "provider": participants.cards.get(row.text("who")),
    }
    row.finish()
    return values
