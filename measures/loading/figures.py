"""Indicators with their values, and the budget lines of measures."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from portal.loading import Children, Report, Row, upsert

from ..models import FundingSource, Indicator, IndicatorValue, Period, Programme, PromisedFigure, Stage
from .files import ProgrammeFiles

ABSENT = "-"
YES_NO = {"да": Decimal(1), "нет": Decimal(0)}


def load_indicators(report: Report, files: ProgrammeFiles, programme: Programme) -> dict[str, Indicator]:
    loaded: dict[str, Indicator] = {}
    for position, (number, row) in enumerate(files.indicators.items(), start=1):
        values = {
            "parent": row.pick("parent", loaded, _("показатель должен стоять выше в файле"), None),
            "name": row.text("name"),
            "official_name": row.text("official_name", ""),
            "unit": row.text("unit", ""),
            "value_kind": row.choice("value_kind", Indicator.ValueKind),
            "better": row.choice("better", Indicator.Better, Indicator.Better.UNKNOWN),
            "aggregation": row.choice("aggregation", Indicator.Aggregation, Indicator.Aggregation.NONE),
            **_formula(row, loaded),
            "note": row.text("note", ""),
            "position": position,
        }
        children = {"values": Children(_values(row, values["value_kind"]))}
        row.finish()
        key = {"programme": programme, "number": number}
        loaded[number] = upsert(report, Indicator, key=key, values=values, children=children, row=row)
    return loaded


def _formula(row: Row, loaded: dict[str, Indicator]) -> dict[str, Any]:
    """What the figure can be checked by; a table that says nothing of it has no such columns."""
    above = _("показатель должен стоять выше в файле")
    return {
        "sums_parts": row.yes("sums_parts", True),
        "within": row.pick("within", loaded, above, None),
        "numerator": row.pick("numerator", loaded, above, None),
        "denominator": row.pick("denominator", loaded, above, None),
        "denominator_at": row.choice("denominator_at", Indicator.DenominatorAt, Indicator.DenominatorAt.SAME),
    }


def promised_figure(row: Row, indicators: dict[str, Indicator]) -> dict[str, Any]:
    """`when`: `baseline`, `end` or a year, as the columns of the table of indicators are named."""
    when = row.text("when", "end")
    values = {
        "amount": row.decimal("amount"),
        "what": row.text("what"),
        "indicator": row.pick("indicator", indicators, _("показатель программы"), None),
        "comparison": row.choice("comparison", PromisedFigure.Comparison, PromisedFigure.Comparison.EQUAL),
        **_period(row, "when", when),
    }
    row.finish()
    return values


def _period(row: Row, name: str, text: str) -> dict[str, Any]:
    if text.isdecimal():
        return {"period": Period.YEAR, "year": row.integer(name)}
    return {"period": row.choice(name, Period, Period.END), "year": None}


def _values(row: Row, kind: Indicator.ValueKind) -> list[dict[str, Any]]:
    """The planned values: a column of the table each, named `baseline`, `end` or by its year. An empty cell is none."""
    columns = [name for name in row.values if name in ("baseline", "end") or name.isdecimal()]
    return [_value(row, name, kind) for name in columns if row.text(name, None)]


def _value(row: Row, name: str, kind: Indicator.ValueKind) -> dict[str, Any]:
    is_year = name.isdecimal()
    return {
        "period": IndicatorValue.Period.YEAR if is_year else IndicatorValue.Period(name),
        "year": int(name) if is_year else None,
        "kind": IndicatorValue.Kind.PLAN,
        "value": None if row.text(name) == ABSENT else _number(row, name, kind),
        "as_written": row.text(name),
    }


def _number(row: Row, name: str, kind: Indicator.ValueKind) -> Decimal:
    if kind == Indicator.ValueKind.YES_NO:
        return row.pick(name, YES_NO, _("здесь нужно «да» или «нет»"))
    return row.decimal(name)


def budget_line(row: Row, sources: dict[str, FundingSource]) -> dict[str, Any]:
    values = {
        "year": row.integer("year", None),
        "source": row.pick("source", sources, _("источник денег")),
        "stage": row.choice("stage", Stage, Stage.APPROVED),
        "amount": row.decimal("amount"),
        "as_written": row.text("as_written", ""),
        "note": row.text("note", ""),
    }
    row.finish()
    return values
