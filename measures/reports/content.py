"""The content of an edition: all that its page says, in words and figures that need no other record."""

import datetime
from decimal import Decimal

from .expecting import Expected


def content_of(report) -> dict:
    expected = Expected(report)
    measure, programme, period = report.measure, report.measure.programme, report.period
    return {
        "programme": {"slug": programme.slug, "title": programme.title},
        "measure": {"number": measure.number, "title": measure.title},
        "period": {"year": period.year, "quarter": period.quarter, "due_on": iso(period.due_on)},
        "bodies": [each.name for each in measure.executors.all() if each.role == "lead"],
        "sent_on": iso(report.sent_on),
        "status": report.status,
        "phase": report.phase,
        "narrative": report.narrative,
        "deviation_reason": report.deviation_reason,
        "spendings": spendings_of(report, expected),
        "facts": facts_of(report, expected),
        "milestones": [
            {"title": row.title, "due_on": iso(row.due_on), "done_on": iso(row.done_on)}
            for row in sorted(report.milestones.all(), key=lambda row: (row.due_on, row.title))
        ],
        "files": files_of(report),
    }


def spendings_of(report, expected: Expected) -> list[dict]:
    said = {row.source_id: row for row in report.spendings.all()}
    return [
        {
            "year": cell.year,
            "source": cell.source.code,
            "source_name": cell.source.name,
            "amount": exact(said[cell.source.pk].amount),
            "instead": said[cell.source.pk].instead,
            "plan": exact(cell.plan.amount),
            "plan_state": cell.plan.state.value,
            "whole_term": cell.whole_term,
        }
        for cell in expected.spendings
        if cell.source.pk in said
    ]


def facts_of(report, expected: Expected) -> list[dict]:
    said = {row.indicator_id: row for row in report.facts.all()}
    return [
        {
            "number": cell.indicator.number,
            "name": cell.indicator.name,
            "unit": cell.indicator.unit,
            "value_kind": cell.indicator.value_kind,
            "value": exact(said[cell.indicator.pk].value),
            "not_measured": said[cell.indicator.pk].not_measured,
            "reason": said[cell.indicator.pk].reason,
            "plan": exact(cell.plan),
        }
        for cell in expected.facts
        if cell.indicator.pk in said
    ]


def files_of(report) -> list[dict]:
    kept = report.files.filter(is_removed=False) if report.pk else []
    return [{"id": each.pk, "name": each.name, "size": each.size, "digest": each.digest} for each in kept]


def exact(value: Decimal | None) -> str | None:
    """Without an exponent and without zeros that say nothing, so that equal figures read alike."""
    return None if value is None else f"{value.normalize():f}"


def iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None
