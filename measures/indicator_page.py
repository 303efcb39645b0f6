"""What the page of indicators shows: a row for each, its parts under it, and what does not follow."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.formatting import number

from . import charts
from .indicating import adds_up_throughout, follows
from .reports.deadlines import Quarter
from .reports.merging import contradictions, values_of


@dataclass(slots=True)
class Cell:
    """A period of an indicator. `plan` and `fact` are absent where the act has «-» or nobody has reported."""

    period: str
    plan: Decimal | None = None
    fact: Decimal | None = None
    as_written: str = ""


@dataclass(slots=True)
class Row:
    indicator: object
    cells: list[Cell]
    columns: list[charts.Column]
    ends_as_ruled: bool | None
    notes: list[str]
    parts: list["Row"] = field(default_factory=list)
    parts_add_up: bool | None = None

    @property
    def figures(self) -> list[Decimal | None]:
        return [cell.plan for cell in self.cells]


def context(programme, written=None) -> dict:
    """`written`: an indicator as its editor has it, to be shown instead of the published one or beside the others."""
    indicators = [indicator for indicator in programme.public_indicators() if not written or indicator.pk != written.pk]
    if written:
        indicators = sorted([*indicators, written], key=lambda indicator: indicator.position)
    years = sorted({value.year for indicator in indicators for value in values_of(indicator) if value.year})
    periods = [("baseline", None), *(("year", year) for year in years), ("end", None)]
    headings = {period: heading(*period) for period in periods}
    rows = [row_of(indicator, headings, programme) for indicator in indicators]
    return {
        "programme": programme,
        "headings": list(headings.values()),
        "rows": nested(rows),
        "count": len(rows),
        "part_count": sum(bool(row.indicator.parent_id) for row in rows),
        "has_facts": any(cell.fact is not None for row in rows for cell in row.cells),
    }


def heading(period: str, year: int | None) -> str:
    if year:
        return str(year)
    return _("до начала") if period == "baseline" else _("в конце")


def row_of(indicator, headings: dict[tuple[str, int | None], str], programme) -> Row:
    """`headings`: what stands over the cell of each period and year."""
    values = {(value.kind, value.period, value.year): value for value in values_of(indicator)}
    cells = [cell_of(values, period, year, text) for (period, year), text in headings.items()]
    plans = [cell.plan for cell in cells]
    drawn = [] if indicator.value_kind == "yes-no" else charts.columns(plans)
    notes = [note.text for note in programme.source_notes.all() if note.indicator_number == indicator.number]
    notes += [contradiction(*each) for each in contradictions(indicator)]
    return Row(indicator, cells, drawn, follows(indicator.aggregation, plans[1:-1], plans[-1]), notes)


def contradiction(year: int, quarter: int, rows: list) -> str:
    said = "; ".join(f"{row.measure.number} — {number(row.value)}" for row in rows)
    return _("Отчёты за %(quarter)s расходятся. Мероприятия и их значения: %(said)s.") % {
        "quarter": Quarter(year, quarter).label,
        "said": said,
    }


def cell_of(values: dict, period: str, year: int | None, text: str) -> Cell:
    plan, fact = values.get(("plan", period, year)), values.get(("fact", period, year))
    return Cell(text, plan and plan.value, fact and fact.value, plan.as_written if plan is not None else "")


def nested(rows: list[Row]) -> list[Row]:
    """Parts under their whole, with the check that they make it. A part of a draft stands by itself."""
    by_pk = {row.indicator.pk: row for row in rows if row.indicator.pk}
    for row in rows:
        if whole := by_pk.get(row.indicator.parent_id):
            whole.parts.append(row)
    for row in rows:
        if row.indicator.value_kind == "count":
            row.parts_add_up = adds_up_throughout(row.figures, [part.figures for part in row.parts])
    return [row for row in rows if row.indicator.parent_id not in by_pk]
