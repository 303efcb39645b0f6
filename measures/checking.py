"""Whether the money of a plan agrees with itself and with its act. Pure: what is compared is handed in.

Each check is a row: both numbers, their difference, a plain sentence. A row may agree, differ, or have nothing to be
compared with; absent money is never taken for zero, and what a person may still be about to enter is no contradiction.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from portal.formatting import rub
from portal.speaking import gettext as _

from .arithmetic import ABSENT, Line, State, Total, added, cell, known, planned, total, totals_by
from .reconciling import Check, Stated, outside_term, reconcile, scope_text


class Kind(StrEnum):
    SUM = "sum"  # lines beside a total that the act states
    TWICE = "twice"  # one total, stated in two places of the act
    PARTS = "parts"  # stated parts beside the stated whole
    SPENT = "spent"  # spent beside planned
    OUTSIDE = "outside-term"  # money for a year in which the measure does not run
    SILENT = "silent-year"  # a paid measure runs in a year of which the act says nothing
    UNIT = "unit"  # the act's own figure beside what was entered for it


class Axis(StrEnum):
    """Into which parts a whole falls."""

    YEAR = "year"
    SOURCE = "source"
    DIRECTION = "direction"
    MEASURE = "measure"


class Outline(NamedTuple):
    """What of a measure its money is held against."""

    direction: str = ""
    starts_on: object = None
    ends_on: object = None

    @property
    def years(self) -> range:
        if not (self.starts_on and self.ends_on):
            return range(0)
        return range(self.starts_on.year, self.ends_on.year + 1)


@dataclass(frozen=True)
class Plan:
    """All that is compared. `all_measures`: no measure of the act is missing from it."""

    lines: list[Line]
    stated: list[Stated] = field(default_factory=list)
    measures: Mapping[str, Outline] = field(default_factory=dict)
    years: Iterable[int] = ()
    sources: Iterable[str] = ()
    all_measures: bool = True


class Finding(NamedTuple):
    """A check with what it found. `agrees` is None where there is nothing to compare with."""

    kind: Kind
    scope: Stated
    found: Total
    expected: Total
    agrees: bool | None
    axis: Axis | None = None
    written: str = ""

    @property
    def difference(self) -> Decimal | None:
        if self.found.amount is None or self.expected.amount is None:
            return None
        return self.found.amount - self.expected.amount

    def title(self, source_name: Callable[[str], str]) -> str:
        return scope_text(self.scope, source_name)

    @property
    def sentence(self) -> str:
        names = {"found": in_words(self.found), "expected": in_words(self.expected), "year": self.scope.year}
        return SENTENCES[self.kind](self) % (names | {"written": self.written})


def in_words(one: Total) -> str:
    if one.state is State.AMOUNT:
        amount = rub(one.amount)
        return _("известная часть %(amount)s") % {"amount": amount} if one.is_partial else amount
    return _("не требуется") if one.state is State.NOT_REQUIRED else _("нет данных")


def of_sum(one: Finding) -> str:
    if one.agrees:
        return _("Строки складываются в итог акта.")
    if one.found.amount is None:
        return _("Акт называет %(expected)s, а строк нет.")
    return _("Строки дают %(found)s, акт называет %(expected)s.")


def of_twice(one: Finding) -> str:
    return (
        _("Акт называет этот итог одинаково в разных местах.")
        if one.agrees
        else _("Акт называет этот итог дважды по-разному: %(found)s и %(expected)s.")
    )


def of_parts(one: Finding) -> str:
    if one.agrees:
        return _("Части, названные в акте, складываются в целое.")
    return {
        Axis.YEAR: _("Итоги по годам дают %(found)s, а общий итог акта — %(expected)s."),
        Axis.SOURCE: _("Итоги по источникам дают %(found)s, а общий итог акта — %(expected)s."),
        Axis.DIRECTION: _("Итоги направлений дают %(found)s, а общий итог акта — %(expected)s."),
        Axis.MEASURE: _("Итоги мероприятий дают %(found)s, а общий итог акта — %(expected)s."),
    }[one.axis]


def of_spent(one: Finding) -> str:
    if one.agrees is None:
        return _("Израсходовано %(found)s, а в плане такой суммы нет: сравнить не с чем.")
    if one.expected.state is State.NOT_REQUIRED:
        return _("Израсходовано %(found)s, хотя по плану деньги не требуются.")
    if one.agrees:
        return _("Израсходовано %(found)s — не больше плана.")
    return _("Израсходовано %(found)s, это больше плана: %(expected)s.")


SENTENCES: dict[Kind, Callable[[Finding], str]] = {
    Kind.SUM: of_sum,
    Kind.TWICE: of_twice,
    Kind.PARTS: of_parts,
    Kind.SPENT: of_spent,
    Kind.OUTSIDE: lambda one: _("%(found)s назначены на %(year)s год, а мероприятие в этом году не идёт."),
    Kind.SILENT: lambda one: _("Мероприятие идёт и в %(year)s году, но денег на этот год акт не называет, даже нуля."),
    Kind.UNIT: lambda one: _("В акте написано «%(written)s», это %(expected)s, а внесено %(found)s."),
}


def examine(plan: Plan) -> list[Finding]:
    """Every check of the plan, in the order in which a person would go through them."""
    return [
        *map(of_check, reconcile(plan.lines, plan.stated)),
        *beyond_sums(plan),
        *outside(plan),
    ]


def beyond_sums(plan: Plan) -> Iterator[Finding]:
    """The checks that have no place of their own on the public pages, as sums and terms have."""
    yield from stated_twice(plan.stated)
    yield from stated_parts(plan)
    yield from spent_beside_planned(plan.lines)
    yield from silent_years(plan)


def contradictions(findings: Iterable[Finding]) -> list[Finding]:
    return [one for one in findings if one.agrees is False]


def of_check(check: Check) -> Finding:
    return Finding(Kind.SUM, check.stated, check.computed, known(check.stated.amount), check.agrees)


def scope_of(stated: Stated) -> tuple:
    return stated.measure, stated.direction, stated.year, stated.source, stated.stage


def by_scope(stated: Iterable[Stated]) -> dict[tuple, list[Stated]]:
    found: dict[tuple, list[Stated]] = {}
    for one in stated:
        found.setdefault(scope_of(one), []).append(one)
    return found


def stated_twice(stated: Iterable[Stated]) -> Iterator[Finding]:
    """One total in several places: each place beside the first."""
    for first, *others in by_scope(stated).values():
        for other in others:
            agrees = first.amount == other.amount
            yield Finding(Kind.TWICE, other, known(first.amount), known(other.amount), agrees)


def stated_parts(plan: Plan) -> Iterator[Finding]:
    """Stated wholes beside their stated parts, where the act states every part."""
    scopes = by_scope(plan.stated)
    for whole in plan.stated:
        for axis, keys in parts_of(whole, plan):
            if parts := stated_at(keys, scopes, whole.place):
                found = added(known(part.amount) for part in parts)
                agrees = found.known == whole.amount
                yield Finding(Kind.PARTS, whole, found, known(whole.amount), agrees, axis)


def stated_at(keys: Iterable[tuple], scopes: Mapping[tuple, list[Stated]], place: str) -> list[Stated]:
    """What the act states of each scope; nothing where it leaves out one of them."""
    found = []
    for key in keys:
        if key not in scopes:
            return []
        found.append(at_place(scopes[key], place))
    return found


def at_place(stated: list[Stated], place: str) -> Stated:
    """Of a total that several places state, that of the same place as the whole."""
    return next((one for one in stated if one.place == place), stated[0])


def parts_of(whole: Stated, plan: Plan) -> Iterator[tuple[Axis, Iterator[tuple]]]:
    """The scopes that make up the whole, along each axis that it does not fix itself."""
    measure, direction, year, source, stage = scope_of(whole)
    if year is None:
        yield Axis.YEAR, ((measure, direction, each, source, stage) for each in plan.years)
    if not source:
        yield Axis.SOURCE, ((measure, direction, year, each, stage) for each in plan.sources)
    if not measure and not direction:
        directions = {one.direction for one in plan.measures.values()}
        if "" not in directions:
            yield Axis.DIRECTION, (("", each, year, source, stage) for each in sorted(directions))
    if not measure and plan.all_measures:
        within = (number for number, one in plan.measures.items() if direction in ("", one.direction))
        yield Axis.MEASURE, ((number, "", year, source, stage) for number in within)


def spent_beside_planned(lines: Iterable[Line]) -> Iterator[Finding]:
    """By year where the plan is by year; by source alone where plan or spending is not split."""
    lines = list(lines)
    promised = by_purse(planned(lines))
    for (measure, source), spent in by_purse([line for line in lines if line.stage == "spent"]).items():
        own = promised.get((measure, source), {})
        if None in own or None in spent:
            own, spent = ({None: added(own.values())} if own else {}), {None: added(spent.values())}
        for year, one in spent.items():
            yield overspent(Stated(Decimal(0), measure, year, source, "spent"), one, own.get(year))


def by_purse(lines: Iterable[Line]) -> dict[tuple[str, str], dict[int | None, Total]]:
    """Of each measure and source: its totals by year."""
    found: dict[tuple[str, str], dict] = {}
    for (measure, year, source), one in totals_by(lines, lambda line: line.cell).items():
        found.setdefault((measure, source), {})[year] = one
    return found


def overspent(scope: Stated, spent: Total, promised: Total | None) -> Finding:
    if promised is None:
        return Finding(Kind.SPENT, scope, spent, ABSENT, None)
    agrees = spent.known <= promised.known
    return Finding(Kind.SPENT, scope, spent, promised, agrees)


def outside(plan: Plan) -> Iterator[Finding]:
    terms = {number: (one.starts_on, one.ends_on) for number, one in plan.measures.items()}
    for item in outside_term(planned(plan.lines), terms):
        line = item.line
        scope = Stated(Decimal(0), line.measure, line.year, line.source, line.stage)
        yield Finding(Kind.OUTSIDE, scope, cell(line), ABSENT, False)


def silent_years(plan: Plan) -> Iterator[Finding]:
    """A measure that is paid in some years of its term runs in another that has neither line nor stated total."""
    promised = planned(plan.lines)
    said = {(one.measure, one.year) for one in plan.stated} | {(line.measure, line.year) for line in promised}
    lines_of: dict[str, list[Line]] = {}
    for line in promised:
        lines_of.setdefault(line.measure, []).append(line)
    for number, one in plan.measures.items():
        own = lines_of.get(number, [])
        paid = {line.year for line in own if line.amount}
        if any(line.year is None for line in own) or paid.isdisjoint(one.years):
            continue
        for year in one.years:
            if (number, year) not in said:
                yield silent(number, year, total(own))


def silent(measure: str, year: int, promised: Total) -> Finding:
    return Finding(Kind.SILENT, Stated(Decimal(0), measure, year), promised, ABSENT, False)
