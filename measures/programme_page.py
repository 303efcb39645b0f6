"""What the page of a programme shows, made from its records; a preview of a draft shows the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from urllib.parse import quote

from django.utils.translation import gettext as _

from . import charts
from .arithmetic import ABSENT, Total, by_source, of_measure
from .contradictions import contradictions
from .gathering import SHOWN_INDICATORS
from .ledger import Ledger
from .narrowing import Narrowing
from .reconciling import Check, scope_text


@dataclass(slots=True)
class Row:
    """A measure in the list: executors in short, money, its share of the largest, whose money it is."""

    measure: object
    url: str
    status: object
    leads: list[str]
    others: int
    total: Total
    share: Decimal
    sources: set[str]


@dataclass(slots=True)
class Group:
    """A direction with its measures."""

    direction: object | None
    total: Total
    rows: list[Row] = field(default_factory=list)


def context(programme, query: Mapping[str, str] | None = None) -> dict:
    ledger = Ledger(programme, programme.public_measures())
    offered = choices(ledger)
    narrowing = Narrowing.chosen(query or {}, offered)
    urls = addresses(ledger)
    groups = grouped(ledger, narrowing, urls)
    strip = status_strip(ledger)
    indicators = programme.public_indicators()
    return {
        "programme": programme,
        "ledger": ledger,
        "paints": paints(ledger),
        "bars": bars_by_year(ledger),
        "money_table": money_table(ledger),
        "direction_bars": bars_by_direction(ledger),
        "strip": strip,
        "labels": {status: str(status.label) for status, _records in strip},
        "urls": urls,
        "unreported": unreported(ledger),
        "checks": [(scope_text(check.stated, ledger.source_name), check) for check in programme_checks(ledger)],
        "offered": offered,
        "narrowing": narrowing,
        "groups": groups,
        "shown": sum(len(group.rows) for group in groups),
        "indicators": [in_short(indicator) for indicator in wholes_first(indicators)],
        "indicator_count": len(indicators),
        "amended": amended(programme),
        "notes": notes(programme, ledger, indicators),
        "media_sections": media_sections(programme),
    }


def amended(programme) -> int | None:
    """How often the public plan was changed; nothing where there is none yet, as in the preview of a draft."""
    editions = getattr(programme, "edition_count", None)
    return editions - 1 if editions else None


def addresses(ledger: Ledger) -> dict[str, str]:
    """The page of each measure: its number under its programme, as resolving the name of each would give."""
    base = ledger.programme.get_absolute_url() if ledger.measures else ""
    return {measure.number: f"{base}{quote(measure.number)}/" for measure in ledger.measures}


def paints(ledger: Ledger) -> dict[str, int]:
    """The pattern of each source, the same in every picture of the page."""
    return {code: charts.paint_of(index) for index, code in enumerate(ledger.sources)}


def year_label(year: int | None, programme) -> str:
    return str(year) if year else programme.period or _("Без разбивки")


def bars_by_year(ledger: Ledger) -> list[charts.Bar]:
    rows = []
    for year in ledger.by_year:
        amounts = by_source(line for line in ledger.planned if line.year == year)
        label = year_label(year, ledger.programme)
        rows.append((label, {code: total.known for code, total in amounts.items()}))
    return [bar for bar in charts.stacked(rows, list(ledger.sources)) if bar.amount]


def money_table(ledger: Ledger) -> list[tuple[str, list[Total], Total]]:
    """A row for each year: a cell per source, absent where there is no line at all.

    A year of the programme without a line has a row too: it is what the act says of it, or unknown, but not nothing.
    """
    rows, stated = [], stated_years(ledger)
    for year in years_shown(ledger):
        cells = by_source(line for line in ledger.planned if line.year == year)
        whole = of_measure(ledger.by_year.get(year), stated.get(year))
        rows.append((year_label(year, ledger.programme), [cells.get(code, ABSENT) for code in ledger.by_source], whole))
    return rows


def years_shown(ledger: Ledger) -> list[int | None]:
    found = set(ledger.by_year)
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


def bars_by_direction(ledger: Ledger) -> list[tuple[object, charts.Bar]]:
    """Directions that get money, the largest first."""
    titles = {direction.number: direction for direction in ledger.programme.directions.all()}
    paid = sorted(ledger.by_direction.items(), key=lambda item: (-item[1].known, item[0]))
    rows = []
    for number, direction_total in paid:
        if direction_total.known and number in titles:
            amounts = by_source(line for line in ledger.planned if line.direction == number)
            rows.append((number, {code: part.known for code, part in amounts.items()}))
    return [(titles[bar.label], bar) for bar in charts.stacked(rows, list(ledger.sources))]


def status_strip(ledger: Ledger) -> list[tuple[object, list]]:
    """Statuses that occur, in their order, each with its measures or items of a media plan."""
    found: dict[object, list] = {}
    for measure in ledger.measures:
        found.setdefault(ledger.status_of[measure.number], []).append(measure)
    for item in programme_items(ledger):
        found.setdefault(item.status, []).append(item)
    return sorted(found.items(), key=lambda item: list(type(item[0])).index(item[0]))


def programme_items(ledger: Ledger) -> list:
    """Items of a media plan, where it is all that the programme has."""
    return [] if ledger.measures else list(ledger.programme.media_items.all())


def unreported(ledger: Ledger) -> int:
    """Measures whose term is over and of which nobody has said what was done."""
    return sum(count for status, count in ledger.statuses.items() if status == "no-data")


def programme_checks(ledger: Ledger) -> list[Check]:
    """Stated totals of the whole programme, and every one of a measure that does not agree."""
    return [check for check in ledger.checks if not check.stated.measure or not check.agrees]


def choices(ledger: Ledger) -> dict[str, dict[str, str]]:
    """What the filters offer: only what occurs."""
    directions = {measure.direction.number: str(measure.direction) for measure in ledger.measures if measure.direction}
    return {
        "direction": directions,
        "status": {status.value: status.label for status in ledger.statuses},
        "source": {code: ledger.source_name(code) for code in ledger.by_source},
    }


def grouped(ledger: Ledger, narrowing: Narrowing, urls: Mapping[str, str]) -> list[Group]:
    """Measures under their directions, in the order of the act."""
    largest = max((total.known for total in ledger.by_measure.values()), default=Decimal(0))
    groups: dict[int | None, Group] = {}
    for measure in ledger.measures:
        row = list_row(measure, urls[measure.number], ledger, largest)
        if narrowing.keeps(measure, row.status, row.sources):
            group = groups.setdefault(measure.direction_id, Group(measure.direction, Total()))
            group.rows.append(row)
            group.total += row.total
    return list(groups.values())


def list_row(measure, url: str, ledger: Ledger, largest: Decimal) -> Row:
    total = ledger.by_measure[measure.number]
    executors = measure.executors.all()
    leads = [executor.name for executor in executors if executor.role == "lead"]
    sources = {line.source for line in ledger.lines_by_measure[measure.number] if line.amount}
    return Row(
        measure,
        url,
        ledger.status_of[measure.number],
        leads,
        max(len(executors) - 1, 0),
        total,
        charts.percent(total.known, largest),
        sources,
    )


def in_short(indicator) -> tuple[object, Decimal | None, Decimal | None]:
    """An indicator with what it was before the programme and what it should be at the end."""
    planned = {value.period: value.value for value in indicator.values.all() if value.kind == "plan"}
    return indicator, planned.get("baseline"), planned.get("end")


def wholes_first(indicators: list) -> list:
    """The first of those that are no parts of others."""
    return [indicator for indicator in indicators if not indicator.parent_id][:SHOWN_INDICATORS]


def notes(programme, ledger: Ledger, indicators: list) -> dict[str, dict[str, list[str]]]:
    """What does not agree: of the programme, of its measures and of its indicators, by their numbers."""
    found: dict[str, dict[str, list[str]]] = {"programme": {}, "measure": {}, "indicator": {}}
    for note in contradictions(programme, indicators, ledger.measures):
        kind = "measure" if note.measure_number else "indicator" if note.indicator_number else "programme"
        found[kind].setdefault(note.measure_number or note.indicator_number, []).append(note.text)
    return found


def media_sections(programme) -> list[tuple[str, list]]:
    sections: dict[str, list] = {}
    for item in programme.media_items.all():
        sections.setdefault(item.section, []).append(item)
    return list(sections.items())
