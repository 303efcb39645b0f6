"""Where the figures of a programme contradict each other, by rule. Pure: figures in, findings out.

A rule speaks only where every figure it needs is known; it never says which of them is wrong.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from .indicating import (
    HUNDRED,
    RULES,
    adds_up,
    agrees_as_share,
    expected_end,
    follows,
    follows_somehow,
    rounded_alike,
    share_of,
    without_a_digit,
)

When = tuple[str, int | None]  # ("baseline", None), ("year", 2016), ("end", None)
BASELINE: When = ("baseline", None)
END: When = ("end", None)
SHARE, COUNT = "share", "count"


class Rule(StrEnum):
    PARTS = "parts"  # parts do not make the whole
    END = "end"  # the value at the end does not follow from the years
    SLIP = "slip"  # and would, were one digit of it left out
    SHARE = "share"  # a share is not what its two indicators give
    WITHIN = "within"  # more than the indicator that holds it
    RANGE = "range"  # a share below 0 or above 100
    PROMISE = "promise"  # a measure promises another figure than the indicator plans
    UNMEASURED = "unmeasured"  # a measure promises a figure that no indicator shows


@dataclass(frozen=True, slots=True)
class Figures:
    """An indicator as the rules see it. A period that is missing and one whose value is None are alike: unknown."""

    number: str
    values: Mapping[When, Decimal | None]
    kind: str = COUNT
    aggregation: str = ""
    part_of: str = ""
    sums_parts: bool = True
    within: str = ""
    numerator: str = ""
    denominator: str = ""
    denominator_at: str = ""

    def at(self, when: When) -> Decimal | None:
        return self.values.get(when)

    @property
    def years(self) -> list[Decimal | None]:
        times = sorted(when for when in self.values if when[0] == "year")
        return [self.values[when] for when in times]


@dataclass(frozen=True, slots=True)
class Promise:
    """A figure that a measure promises; `indicator` is empty where none shows it."""

    measure: str
    amount: Decimal
    what: str
    indicator: str = ""
    comparison: str = "equal"
    when: When = END


@dataclass(frozen=True, slots=True)
class Finding:
    """`stated` is the figure that the note stands at, `expected` what the others give, `beside` those that give it."""

    rule: Rule
    indicator: str = ""
    when: When = END
    stated: Decimal | None = None
    expected: Decimal | None = None
    beside: tuple = ()
    measure: str = ""


def found(indicators: Iterable[Figures], promises: Iterable[Promise] = ()) -> list[Finding]:
    """Every contradiction, in the order of the indicators and then of the promises."""
    by_number = {figures.number: figures for figures in indicators}
    own = [finding for figures in by_number.values() for finding in of_indicator(figures, by_number)]
    return [*own, *(finding for promise in promises for finding in of_promise(promise, by_number))]


def of_indicator(figures: Figures, others: Mapping[str, Figures]) -> Iterator[Finding]:
    yield from parts(figures, others)
    yield from end(figures)
    yield from share(figures, others)
    yield from within(figures, others)
    yield from out_of_range(figures)


def parts(whole: Figures, others: Mapping[str, Figures]) -> Iterator[Finding]:
    own = [figures for figures in others.values() if figures.part_of == whole.number]
    if not (own and whole.sums_parts and whole.kind == COUNT):
        return
    for when, value in whole.values.items():
        pieces = [piece.at(when) for piece in own]
        if adds_up(value, pieces) is False:
            yield Finding(Rule.PARTS, whole.number, when, value, sum(pieces), tuple(piece.number for piece in own))


def end(figures: Figures) -> Iterator[Finding]:
    value, years = figures.at(END), figures.years
    rules = [figures.aggregation] if figures.aggregation in RULES else list(RULES)
    if figures.aggregation == "apart":
        return
    answer = follows(figures.aggregation, years, value) if figures.aggregation else follows_somehow(years, value)
    if answer is False:
        expected = {rule: expected_end(rule, years) for rule in rules}
        yield Finding(Rule.END, figures.number, END, value, next(iter(expected.values())), tuple(expected.items()))
        if slips := without_a_digit(value) & {*expected.values()}:
            yield Finding(Rule.SLIP, figures.number, END, value, min(slips))


def share(figures: Figures, others: Mapping[str, Figures]) -> Iterator[Finding]:
    part, whole = others.get(figures.numerator), others.get(figures.denominator)
    if not (part and whole):
        return
    for when, value in figures.values.items():
        pair = part.at(when), whole.at(BASELINE if figures.denominator_at == "baseline" else when)
        if agrees_as_share(value, *pair) is False:
            computed = share_of(*pair)
            yield Finding(Rule.SHARE, figures.number, when, value, computed, (part.number, whole.number, *pair))


def within(figures: Figures, others: Mapping[str, Figures]) -> Iterator[Finding]:
    holder = others.get(figures.within)
    for when, value in figures.values.items() if holder else ():
        limit = holder.at(when)
        if value is not None and limit is not None and value > limit:
            yield Finding(Rule.WITHIN, figures.number, when, value, limit, (holder.number,))


def out_of_range(figures: Figures) -> Iterator[Finding]:
    if figures.kind != SHARE:
        return
    for when, value in figures.values.items():
        if value is not None and not 0 <= value <= HUNDRED:
            yield Finding(Rule.RANGE, figures.number, when, value)


def of_promise(promise: Promise, others: Mapping[str, Figures]) -> Iterator[Finding]:
    if not promise.indicator:
        yield Finding(Rule.UNMEASURED, stated=promise.amount, beside=(promise.what,), measure=promise.measure)
        return
    shown = others.get(promise.indicator)
    given = shown and kept_by(promise, shown)
    if given and not given[0]:
        beside = promise.what, promise.comparison, *base_and_value(promise, shown)
        number = promise.indicator
        yield Finding(Rule.PROMISE, number, promise.when, promise.amount, given[1], beside, promise.measure)


def kept_by(promise: Promise, figures: Figures) -> tuple[bool, Decimal] | None:
    """Whether the indicator plans what is promised, and the figure that it gives; nothing where it is unknown."""
    base, value = base_and_value(promise, figures)
    if value is None or (promise.comparison in ("gain", "growth") and base is None):
        return None
    if promise.comparison == "growth":
        return growth(promise.amount, base, value)
    given = value - base if promise.comparison == "gain" else value
    return {
        "equal": promise.amount == given,
        "gain": promise.amount == given,
        "exceeded": given > promise.amount,
        "within": promise.amount <= given,
    }[promise.comparison], given


def base_and_value(promise: Promise, figures: Figures) -> tuple[Decimal | None, Decimal | None]:
    return figures.at(BASELINE), figures.at(promise.when)


def growth(promised: Decimal, base: Decimal, value: Decimal) -> tuple[bool, Decimal] | None:
    computed = share_of(value - base, base)
    return None if computed is None else (rounded_alike(computed, promised) == promised, computed)
