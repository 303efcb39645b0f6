"""What the page of a measure shows, made from its records; a preview of a draft shows the same."""

from dataclasses import dataclass
from decimal import Decimal

from wagtail import hooks

from . import arithmetic
from .amendments.page import history_of, source_names
from .amendments.wording import NAMES
from .arithmetic import ABSENT, Line, Total
from .contradictions import contradictions
from .family_benefits import benefits
from .ledger import Ledger, lines_of
from .milestones import executors_of, milestones_of
from .reconciling import Check, scope_text


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """A year of the measure's budget: one total per source, absent where nobody entered the cell."""

    year: int | None
    cells: list[Total]
    total: Total
    outside: bool


def context(measure) -> dict:
    programme = measure.programme
    ledger = Ledger(programme, [measure])
    lines = ledger.planned
    neighbours = programme.neighbours_of(measure)
    judging = measure.public_judging()
    return {
        "measure": measure,
        "programme": programme,
        "sources": columns(ledger, lines),
        "money": money_rows(ledger, lines, measure),
        "by_source": ledger.by_source,
        "total": ledger.by_measure[measure.number],
        "stated": ledger.stated_by_measure.get(measure.number),
        "checks": measure_checks(ledger, measure),
        "outside": ledger.outside_term,
        "spent": spent(measure),
        "notes": notes(measure, judging),
        "status": measure.status,
        "why": measure.why,
        "executors": executors_of(measure),
        "milestones": milestones_of(measure),
        **benefits(measure, judging),
        "contradictions": [one for one in ledger.contradictions if one.scope.measure == measure.number],
        "source_name": ledger.source_name,
        "neighbours": neighbours,
        "history": history_of(measure),
        "source_names": source_names,
        "plan_names": NAMES,
        "parts": [part(measure) for part in hooks.get_hooks("measure_page_parts")],
    }


def columns(ledger: Ledger, lines: list[Line]) -> list:
    """The sources that the measure has cells of."""
    used = {line.source for line in lines}
    return [source for code, source in ledger.sources.items() if code in used]


def money_rows(ledger: Ledger, lines: list[Line], measure) -> list[MoneyRow]:
    """Years of the measure and its programme, so that a year without money shows as what it is: zero or unknown."""
    outside = {item.line.year for item in ledger.outside_term}
    used = [source.code for source in columns(ledger, lines)]
    computed, stated = arithmetic.by_year(lines), stated_by_year(ledger)
    rows = []
    for year in years(lines, measure, set(stated)):
        cells = arithmetic.by_source(line for line in lines if line.year == year)
        whole = arithmetic.of_measure(computed.get(year), stated.get(year))
        rows.append(MoneyRow(year, [cells.get(code, ABSENT) for code in used], whole, year in outside))
    return rows


def stated_by_year(ledger: Ledger) -> dict[int, Decimal]:
    return {item.year: item.amount for item in ledger.stated if item.measure and item.year and not item.source}


def years(lines: list[Line], measure, stated: set[int]) -> list[int | None]:
    """Years that have money, and those of the programme; «not split» stands alone where the act splits nothing."""
    found = {line.year for line in lines} | stated
    if found - {None}:
        found |= set(measure.programme.years)
    return sorted(found, key=lambda year: (year is None, year or 0))


def measure_checks(ledger: Ledger, measure) -> list[tuple[str, Check]]:
    return [
        (scope_text(check.stated, ledger.source_name), check)
        for check in ledger.checks
        if check.stated.measure == measure.number
    ]


def spent(measure) -> Total:
    """Zero that was spent is said; nothing entered is not."""
    return arithmetic.total(line for line in lines_of(measure) if line.stage == "spent")


def notes(measure, judging: list) -> list[str]:
    """What of this measure contradicts itself or its indicators, or is left out by the act."""
    found = contradictions(measure.programme, judging, [measure])
    return [note.text for note in found if note.measure_number == measure.number]
