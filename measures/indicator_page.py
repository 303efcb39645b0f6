"""What the page of indicators shows: a row for each, its parts under it, and what does not follow."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from portal.formatting import number
from portal.quarters import Quarter
from portal.speaking import gettext as _

from . import charts
from .attaining import Attainment, attainment
from .contradictions import Note, contradictions, figures
from .explaining import explanations
from .findings import When
from .indicating import adds_up_throughout, follows
from .reports.merging import contradictions as disagreements
from .reports.merging import facts_of
from .values import NOT_ENTERED, Figure, Said, figure_of

# Facts from elsewhere, such as approved reports: key of the indicator, period and year → figure.
Facts = Mapping[tuple[int, str, int | None], Figure]
NO_FACTS: Facts = MappingProxyType({})


@dataclass(slots=True)
class Cell:
    """A period of an indicator: what was planned, what came of it, and how much of the plan that is."""

    period: str
    when: When
    planned: Figure = NOT_ENTERED
    achieved: Figure = NOT_ENTERED
    attained: Attainment | None = None

    @property
    def plan(self) -> Decimal | None:
        return self.planned.value

    @property
    def fact(self) -> Decimal | None:
        return self.achieved.value


@dataclass(slots=True)
class Row:
    indicator: object
    cells: list[Cell]
    columns: list[charts.Column]
    ends_as_ruled: bool | None
    notes: list[str]
    parts: list["Row"] = field(default_factory=list)
    parts_add_up: bool | None = None
    explained: list[str] = field(default_factory=list)

    @property
    def figures(self) -> list[Decimal | None]:
        return [cell.plan for cell in self.cells]


def context(programme, written=None, facts: Facts = NO_FACTS) -> dict:
    """`written`: an indicator as its editor has it, to be shown instead of the published one or beside the others."""
    indicators = shown(programme, written)
    facts = {**reported(indicators), **facts}
    headings = headings_of(indicators, facts)
    notes = by_indicator(contradictions(programme, indicators, programme.promising_measures()))
    for indicator in indicators:
        notes.setdefault(indicator.number, []).extend(disagreement(*each) for each in disagreements(indicator))
    rows = [row_of(indicator, headings, notes.get(indicator.number, []), facts) for indicator in indicators]
    explain(rows)
    return {
        "programme": programme,
        "headings": list(headings.values()),
        "rows": nested(rows),
        "count": len(rows),
        "part_count": sum(bool(row.indicator.parent_id) for row in rows),
        "noted": any(notes.values()),
        "has_facts": any(cell.achieved.is_said for row in rows for cell in row.cells),
    }


def shown(programme, written) -> list:
    indicators = [indicator for indicator in programme.public_indicators() if not written or indicator.pk != written.pk]
    return sorted([*indicators, written], key=lambda indicator: indicator.position) if written else indicators


def reported(indicators: list) -> Facts:
    """What approved reports say has come of the indicators. Reports that contradict each other give no value."""
    return {
        (indicator.pk, fact.period, fact.year): Figure(
            Said.VALUE, fact.value, source=_("Отчёт, %(quarter)s") % {"quarter": Quarter(fact.year, fact.quarter).label}
        )
        for indicator in indicators
        for fact in facts_of(indicator)
        if fact.value is not None
    }


def disagreement(year: int, quarter: int, rows: list) -> str:
    said = "; ".join(f"{row.measure.number} — {number(row.value)}" for row in rows)
    return _("Отчёты за %(quarter)s расходятся. Мероприятия и их значения: %(said)s.") % {
        "quarter": Quarter(year, quarter).label,
        "said": said,
    }


def headings_of(indicators: list, facts: Facts) -> dict[When, str]:
    """What stands over the cells: before, every year that anybody speaks of, at the end."""
    years = {value.year for indicator in indicators for value in indicator.values.all() if value.year}
    years |= {year for _key, _period, year in facts if year}
    periods = [("baseline", None), *(("year", year) for year in sorted(years)), ("end", None)]
    return {when: heading(*when) for when in periods}


def heading(period: str, year: int | None) -> str:
    if year:
        return str(year)
    return _("до начала") if period == "baseline" else _("в конце")


def by_indicator(notes: list[Note]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for note in notes:
        found.setdefault(note.indicator_number, []).append(note.text)
    return found


def row_of(indicator, headings: Mapping[When, str], notes: list[str], facts: Facts = NO_FACTS) -> Row:
    """`headings`: what stands over the cell of each period and year."""
    values = {(value.kind, value.period, value.year): value for value in indicator.values.all()}
    cells = [cell_of(indicator, values, when, text, facts) for when, text in headings.items()]
    plans = [cell.plan for cell in cells]
    drawn = [] if indicator.value_kind == "yes-no" else charts.columns(plans)
    return Row(indicator, cells, drawn, follows(indicator.aggregation, plans[1:-1], plans[-1]), notes)


def cell_of(indicator, values: dict, when: When, text: str, facts: Facts) -> Cell:
    """A fact from elsewhere comes before the one that was entered by hand."""
    planned, entered = figure_of(values.get(("plan", *when))), figure_of(values.get(("fact", *when)))
    achieved = facts.get((indicator.pk, *when), entered)
    attained = None
    if achieved.is_said:
        silent = achieved.state == "not-measured"
        attained = attainment(
            planned.value, achieved.value, indicator.better, indicator.value_kind, not_measured=silent
        )
    return Cell(text, when, planned, achieved, attained)


def explain(rows: list[Row]) -> None:
    numbers = {row.indicator.pk: row.indicator.number for row in rows if row.indicator.pk}
    by_number = {row.indicator.number: figures(row.indicator, numbers) for row in rows}
    for row in rows:
        row.explained = explanations(by_number[row.indicator.number], by_number, row.indicator, row.cells)


def nested(rows: list[Row]) -> list[Row]:
    """Parts under their whole, with the check that they make it. A part of a draft stands by itself."""
    by_pk = {row.indicator.pk: row for row in rows if row.indicator.pk}
    for row in rows:
        if whole := by_pk.get(row.indicator.parent_id):
            whole.parts.append(row)
    for row in rows:
        if row.indicator.value_kind == "count" and row.indicator.sums_parts:
            row.parts_add_up = adds_up_throughout(row.figures, [part.figures for part in row.parts])
    return [row for row in rows if row.indicator.parent_id not in by_pk]
