"""The programme itself, and what its act says of the whole of it."""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from acts.models import LegalAct
from portal.loading import Children, Report, Row, keyed, upsert

from ..models import Channel, FundingSource, Programme, Stage
from .files import ProgrammeFiles

TEXTS = (
    "official_title",
    "act_note",
    "goal",
    "summary",
    "coordinator",
    "coordinator_note",
    "unit_note",
    "money_note",
    "sustainability",
)


def load_programme(report: Report, files: ProgrammeFiles, sources: dict[str, FundingSource]) -> Programme:
    row = files.programme
    values = _values(row)
    children = {
        "tasks": Children([{"text": text} for text in row.texts("tasks")]),
        "effects": Children([{"text": text} for text in row.texts("effects")]),
        "risks": _children(row.rows("risks"), _risk),
        "sources": _children(row.rows("sources"), lambda each: _source(each, sources), key=("source",)),
        "directions": _children(list(files.directions.values()), _direction, key=("number",)),
        "media_items": _children(
            list(keyed(row.rows("media_items"), "number").values()),
            lambda each: _media_item(each, files),
            key=("number",),
        ),
        "source_notes": _children(row.rows("source_notes"), lambda each: _source_note(each, files)),
        "stated_totals": _children(files.stated_totals, lambda each: _stated_total(each, files, sources)),
    }
    for name in ("executors", "executor_cards"):
        row.row(name, None)  # read with the measures that name them
    row.finish()
    return upsert(report, Programme, key={"slug": files.slug}, values=values, children=children, row=row)


def _values(row: Row) -> dict[str, Any]:
    return {
        "kind": row.choice("kind", Programme.Kind),
        "title": row.text("title"),
        "territory": row.pick("territory", by_slug("services_directory.Territory"), _("территория справочника")),
        "act": row.pick("act", LegalAct.objects.in_bulk(field_name="slug"), _("правовой акт"), None),
        "year_from": row.integer("year_from", None),
        "year_to": row.integer("year_to", None),
        "unit": row.choice("unit", Programme.Unit),
        **{name: row.text(name, "") for name in TEXTS},
    }


def by_slug(model: str) -> dict[str, Any]:
    """Records of the directory by their slugs: this app knows its models by name only."""
    return apps.get_model(model)._default_manager.in_bulk(field_name="slug")


def _children(rows: list[Row], read: Callable[[Row], dict[str, Any]], key: tuple[str, ...] = ()) -> Children:
    return Children([read(row) for row in rows], key=key, rows=rows)


def _risk(row: Row) -> dict[str, Any]:
    values = {"text": row.text("text"), "response": row.text("response", "")}
    row.finish()
    return values


def _source(row: Row, sources: dict[str, FundingSource]) -> dict[str, Any]:
    values = {
        "source": row.pick("source", sources, _("источник денег")),
        "name_in_act": row.text("name_in_act"),
    }
    row.finish()
    return values


def _direction(row: Row) -> dict[str, Any]:
    values = {
        "number": row.text("number"),
        "title": row.text("title"),
        "official_title": row.text("official_title", ""),
    }
    row.rows("measures")  # loaded after the programme
    row.finish()
    return values


def _media_item(row: Row, files: ProgrammeFiles) -> dict[str, Any]:
    values = {
        "number": row.text("number"),
        "section": row.text("section", ""),
        "title": row.text("title"),
        "official_title": row.text("official_title", ""),
        "channels": row.pick_many("channels", {str(each.label): each.value for each in Channel}, _("канал")),
        "executor": row.text("executor", ""),
        "per_institution": row.yes("per_institution", False),
        "measure_number": number_of(row, "measure", files.measures),
        "term": row.text("term", ""),
        "starts_on": row.date("starts_on", None),
        "ends_on": row.date("ends_on", None),
        "cancelled_on": row.date("cancelled_on", None),
        "cancel_reason": row.text("cancel_reason", ""),
    }
    row.finish()
    return values


def _source_note(row: Row, files: ProgrammeFiles) -> dict[str, Any]:
    values = {
        "measure_number": number_of(row, "measure", files.measures),
        "indicator_number": number_of(row, "indicator", files.indicators),
        "text": row.text("text"),
        "check_number": row.integer("check", None),
    }
    row.finish()
    return values


def _stated_total(row: Row, files: ProgrammeFiles, sources: dict[str, FundingSource]) -> dict[str, Any]:
    values = {
        "measure_number": number_of(row, "measure", files.measures),
        "direction_number": number_of(row, "direction", files.directions),
        "year": row.integer("year", None),
        "source": row.pick("source", sources, _("источник денег"), None),
        "stage": row.choice("stage", Stage, Stage.APPROVED),
        "amount": row.decimal("amount"),
        "as_written": row.text("as_written", ""),
        "place": row.text("place", ""),
    }
    row.finish()
    return values


def number_of(row: Row, name: str, rows: dict[str, Row]) -> str:
    """The number of a measure or an indicator that the files describe; empty where none is meant."""
    row.pick(name, rows, _("номер в файлах программы"), None)
    return row.text(name, "")
