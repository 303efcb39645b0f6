"""A programme as data: JSON, and tables for spreadsheets in which no cell can act as a formula."""

import hashlib
import json
from decimal import Decimal

from django.http import HttpResponse

from portal.formatting import plain, years
from portal.gathering import gathered

from .arithmetic import State, Total
from .book import as_xlsx
from .contradictions import contradictions
from .ledger import Ledger
from .reconciling import scope_text
from .reports.merging import budget_of, values_of
from .sheets import as_csv
from .values import state_of

CONTENT_TYPES = {
    "json": "application/json; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
NOT_SPLIT = "not_split"


def roubles(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"


def number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def programme_data(ledger: Ledger, indicators: list) -> dict:
    """The content of `data.json`, of which the tables are made too."""
    programme = ledger.programme
    return {
        "programme": {
            "slug": programme.slug,
            "title": programme.title,
            "act": plain(programme.act.citation) if programme.act_id else None,
            "period": programme.period,
        },
        "sources": {code: source.name for code, source in ledger.sources.items()},
        "measures": [
            *(measure_data(measure, ledger) for measure in ledger.measures),
            *(media_item_data(item) for item in programme.media_plan),
        ],
        "indicators": indicators_data(indicators),
        "totals": totals_data(ledger),
        "source_notes": [
            {"measure": note.measure_number or None, "indicator": note.indicator_number or None, "text": note.text}
            for note in contradictions(programme, indicators, ledger.measures)
        ],
    }


def measure_data(measure, ledger: Ledger) -> dict:
    return {
        "kind": "measure",
        "number": measure.number,
        "title": measure.title,
        "direction": str(measure.direction) if measure.direction_id else None,
        "direction_number": measure.direction.number if measure.direction_id else None,
        "status": str(measure.status),
        "executors": [executor.name for executor in gathered(measure, "executors")],
        "period": plain(years(measure.term)),
        "budget": [line_data(line) for line in budget_of(measure)],
        "stated": roubles(ledger.stated_by_measure.get(measure.number)),
    }


def line_data(line) -> dict:
    cell = {"year": line.year, "source": line.source.code, "stage": line.stage, "amount": roubles(line.amount)}
    return {**cell, "not_required": True} if line.not_required else cell


def media_item_data(item) -> dict:
    return {
        "kind": "media-plan-item",
        "number": item.number,
        "title": item.title,
        "direction": item.section or None,
        "direction_number": None,
        "status": str(item.status),
        "executors": [item.executor] if item.executor else [],
        "period": plain(years(item.term)),
        "budget": [],
        "stated": None,
    }


def indicators_data(indicators: list) -> list[dict]:
    numbers = {indicator.pk: indicator.number for indicator in indicators}
    return [
        {
            "number": indicator.number,
            "parent": numbers.get(indicator.parent_id),
            "name": indicator.name,
            "unit": indicator.unit,
            "values": [value_data(value, indicator.value_kind) for value in in_time(values_of(indicator))],
        }
        for indicator in indicators
    ]


def in_time(values) -> list:
    order = {"baseline": 0, "year": 1, "end": 2}
    return sorted(values, key=lambda value: (order[value.period], value.year or 0, value.kind))


def value_data(value, value_kind: str) -> dict:
    """`state` tells a dash of the act from «not measured»; a period that is not listed was not entered at all."""
    period = str(value.year) if value.period == "year" else value.period
    said = number(value.value)
    if value_kind == "yes-no" and value.value is not None:
        said = "да" if value.value else "нет"
    return {"period": period, "kind": value.kind, "value": said, "state": str(state_of(value))}


def said(totals: dict[object, Total]) -> dict[str, str | None]:
    """Sums of groups: null where money is not required, no key where nothing is said. Neither is zero."""
    return {
        str(key) if key is not None else NOT_SPLIT: roubles(total.amount)
        for key, total in totals.items()
        if total.state is not State.ABSENT
    }


def totals_data(ledger: Ledger) -> dict:
    return {
        "total": roubles(ledger.total.amount),
        # absent: no measure says a sum; partial: some do not, and the total is the known part.
        "state": ledger.total.state.value,
        "partial": ledger.total.is_partial,
        "silent_measures": ledger.total.absent,
        "by_year": said(ledger.by_year),
        "by_source": said(ledger.by_source),
        "stated": [
            {**stated_data(check.stated, ledger), "computed": roubles(check.computed.amount)} for check in ledger.checks
        ],
        "differences": [
            *(difference_data(check, ledger) for check in ledger.differing),
            *(outside_data(item) for item in ledger.outside_term),
            *(finding_data(one, ledger) for one in ledger.contradictions),
        ],
    }


def stated_data(item, ledger: Ledger) -> dict:
    return {
        "scope": scope_text(item, ledger.source_name),
        "measure": item.measure or None,
        "direction": item.direction or None,
        "year": item.year,
        "source": item.source or None,
        "stage": item.stage,
        "amount": roubles(item.amount),
        "place": item.place,
    }


def difference_data(check, ledger: Ledger) -> dict:
    scope = {
        name: value for name, value in stated_data(check.stated, ledger).items() if name not in ("amount", "place")
    }
    return {
        "kind": "sum",
        **scope,
        "computed": roubles(check.computed.amount),
        "stated": roubles(check.stated.amount),
        "difference": roubles(check.difference),
    }


def finding_data(one, ledger: Ledger) -> dict:
    scope = one.scope
    return {
        "kind": one.kind.value,
        "scope": one.title(ledger.source_name),
        "measure": scope.measure or None,
        "year": scope.year,
        "source": scope.source or None,
        "stage": scope.stage,
        "found": roubles(one.found.amount),
        "expected": roubles(one.expected.amount),
        "difference": roubles(one.difference),
        "sentence": str(one.sentence),
    }


def outside_data(item) -> dict:
    return {
        "kind": "outside-term",
        "measure": item.line.measure,
        "year": item.line.year,
        "source": item.line.source,
        "stage": item.line.stage,
        "amount": roubles(item.line.amount),
        "term": plain(years(item.term)),
    }


on_one_line = json.JSONEncoder(ensure_ascii=False).encode


def etag(content: dict, kind: str) -> str:
    return f'"{hashlib.sha256(on_one_line(content).encode()).hexdigest()[:32]}-{kind}"'


def encoded(content: dict) -> bytes:
    """A record on a line: people can read and compare it, at a fraction of what a line for each value costs."""
    named = ",\n".join(f"{on_one_line(name)}: {by_lines(value)}" for name, value in content.items())
    return f"{{\n{named}\n}}\n".encode()


def by_lines(value) -> str:
    if not (isinstance(value, list) and value):
        return on_one_line(value)
    return "[\n{}\n]".format(",\n".join(map(on_one_line, value)))


def response(content: dict, kind: str) -> HttpResponse:
    made = {"json": encoded, "csv": as_csv, "xlsx": as_xlsx}[kind](content)
    answer = HttpResponse(made, content_type=CONTENT_TYPES[kind])
    if kind != "json":
        answer["Content-Disposition"] = f'attachment; filename="{content["programme"]["slug"]}.{kind}"'
    return answer
