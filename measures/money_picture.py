"""The money of a programme to look at: for each year a bar of what was planned, what it became, what was spent."""

from dataclasses import dataclass
from decimal import Decimal

from portal.speaking import gettext as _

from . import charts
from .arithmetic import ABSENT, NOTHING, Total, added, of_measure
from .ledger import Ledger

Cells = dict[tuple[int | None, str], Total]


@dataclass(frozen=True, slots=True)
class StageBar:
    """One row of the picture. Without a bar it is a zero, or nobody has said anything: the total tells which."""

    stage: str
    label: str
    total: Total
    bar: charts.Bar | None
    part_of_plan: int | None = None


@dataclass(frozen=True, slots=True)
class Year:
    label: str
    bars: list[StageBar]


def year_label(year: int | None, programme) -> str:
    return str(year) if year else programme.period or _("Без разбивки")


def stage_labels() -> dict[str, str]:
    return {"approved": _("План"), "amended": _("Уточнено"), "spent": _("Потрачено")}


def years_of(ledger: Ledger) -> list[int | None]:
    """Years that any stage has money in, in their order; what is not split by year comes last."""
    found = {year for cells in ledger.by_year_and_source.values() for year, _source in cells}
    return sorted(found, key=lambda year: (year is None, year or 0))


def years_shown(ledger: Ledger) -> list[int | None]:
    """Those, and every other year of the programme: of them it is said that nothing is known, which is not nothing."""
    found = set(years_of(ledger))
    if found - {None}:
        found |= set(ledger.programme.years)
    return sorted(found, key=lambda year: (year is None, year or 0))


def stated_years(ledger: Ledger) -> dict[int, Decimal]:
    """What the act states of a year as a whole."""
    return {
        one.year: one.amount
        for one in ledger.stated
        if one.year and one.stage == "approved" and not (one.measure or one.direction or one.source)
    }


def stages_in(ledger: Ledger, year: int | None) -> dict[str, Cells]:
    """The rows of a year. Where the plan was amended, its second row is the whole plan in force, not the change."""
    stages = ledger.by_year_and_source
    rows = {"approved": of_year(stages.get("approved", {}), year)}
    if of_year(stages.get("amended", {}), year):
        rows["amended"] = of_year(stages["planned"], year)
    return rows | {"spent": of_year(stages.get("spent", {}), year)}


def of_year(cells: Cells, year: int | None) -> dict[str, Total]:
    return {source: total for (each, source), total in cells.items() if each == year}


def whole_of(amounts: dict[str, Total]) -> Total:
    return added(amounts.values()) if amounts else ABSENT


def years(ledger: Ledger) -> list[Year]:
    """All bars share one scale. A programme that no act gives money has no picture."""
    rows = [(year, stages_in(ledger, year)) for year in years_of(ledger)]
    amounts = [
        ("", {source: total.known for source, total in cells.items()})
        for _year, stages in rows
        for cells in stages.values()
    ]
    drawn = iter(charts.stacked(amounts, list(ledger.sources)))
    labels = stage_labels()
    return [
        Year(
            year_label(year, ledger.programme),
            [stage_bar(stage, labels[stage], next(drawn), stages) for stage in stages],
        )
        for year, stages in rows
    ]


def stage_bar(stage: str, label: str, bar: charts.Bar, stages: dict[str, dict[str, Total]]) -> StageBar:
    total = whole_of(stages[stage])
    plan = whole_of(stages.get("amended", stages["approved"]))
    part = share_of(total, plan) if stage == "spent" else None
    return StageBar(stage, label, total, bar if bar.amount else None, part)


def share_of(part: Total, whole: Total) -> int | None:
    """Whole percents; nothing where either is unknown."""
    if part.amount is None or not whole.known:
        return None
    return round(part.known * 100 / whole.known)


def table(ledger: Ledger) -> list[tuple[str, str, list[Total], Total]]:
    """A row for each year and stage: a cell per source, absent where there is no line at all."""
    sources, any_spent = list(columns(ledger)), bool(ledger.by_year_and_source.get("spent"))
    rows, labels, stated = [], stage_labels(), stated_years(ledger)
    for year in years_shown(ledger):
        for stage, cells in stages_in(ledger, year).items():
            if stage != "spent" or any_spent:
                said = stated.get(year) if stage == "approved" else None
                rows.append((year_label(year, ledger.programme), labels[stage], *row_of(cells, sources, said)))
    return rows


def columns(ledger: Ledger) -> dict:
    """The sources that any stage has a cell of, in their order."""
    used = {source for cells in ledger.by_year_and_source.values() for _year, source in cells}
    return {code: source for code, source in ledger.sources.items() if code in used}


def row_of(cells: dict[str, Total], sources: list[str], stated: Decimal | None) -> tuple[list[Total], Total]:
    """`stated`: what the act says of a year of which there are no lines."""
    whole = of_measure(whole_of(cells) if cells else None, stated)
    return [cells.get(code, ABSENT) for code in sources], whole


def table_foot(ledger: Ledger) -> list[tuple[str, list[Total], Total]]:
    """Over all years: what is in force, and what was spent."""
    stages = [(_("По плану"), "planned", ledger.total), (_("Потрачено"), "spent", ledger.spent)]
    rows = []
    for label, stage, whole in stages:
        cells: dict[str, Total] = {}
        for (_year, source), total in ledger.by_year_and_source.get(stage, {}).items():
            cells[source] = cells.get(source, NOTHING) + total
        if cells:
            rows.append((label, [cells.get(code, ABSENT) for code in columns(ledger)], whole))
    return rows


def by_direction(ledger: Ledger) -> list[tuple[object, charts.Bar]]:
    """Directions that get money, the largest first."""
    titles = {direction.number: direction for direction in ledger.programme.directions.all()}
    amounts: dict[str, dict[str, Total]] = {}
    for (number, source), total in ledger.by_direction_and_source.items():
        if total.known and number in titles:
            amounts.setdefault(number, {})[source] = total.known
    paid = sorted(amounts.items(), key=lambda item: (-sum(item[1].values()), item[0]))
    return [(titles[bar.label], bar) for bar in charts.stacked(paid, list(ledger.sources))]
