"""A programme in five seconds: what was promised, with what money, how much of the time is over, what is done."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import ngettext

from portal.speaking import gettext as _

from . import charts
from .arithmetic import Total
from .ledger import Ledger
from .money_picture import share_of


@dataclass(frozen=True, slots=True)
class Term:
    """How much of the term is over, in percents, and the same in words."""

    elapsed: float
    words: str


@dataclass(frozen=True, slots=True)
class Headline:
    planned: Total
    spent: Total
    spent_share: int | None
    term: Term | None
    done: int
    unknown: int
    states: list[tuple[str, Decimal, Decimal]]


def headline(ledger: Ledger, strip: list[tuple[object, list]], today: datetime.date) -> Headline:
    counts = {status.value: len(records) for status, records in strip}
    return Headline(
        ledger.total,
        ledger.spent,
        share_of(ledger.spent, ledger.total),
        term(ledger.programme, today),
        counts.get("done", 0),
        counts.get("no-data", 0),
        states(counts),
    )


def states(counts: dict[str, int]) -> list[tuple[str, Decimal, Decimal]]:
    """Each status with where its part of a bar begins and how wide it is."""
    whole, reached, parts = Decimal(sum(counts.values())), Decimal(0), []
    for status, count in counts.items():
        parts.append((status, charts.percent(reached, whole), charts.percent(Decimal(count), whole)))
        reached += count
    return parts


def term(programme, today: datetime.date) -> Term | None:
    if not programme.years:
        return None
    axis = charts.Axis(programme.year_from, programme.year_to)
    return Term(min(max(axis.at(today), 0), 100), term_words(programme.years, today.year))


def term_words(years: range, this_year: int) -> str:
    if this_year < years[0]:
        return _("срок ещё не начался")
    if this_year > years[-1]:
        ago = this_year - years[-1]
        return ngettext("кончился %(num)s год назад", "кончился %(num)s лет назад", ago) % {"num": ago}
    if len(years) == 1:
        return _("идёт единственный год")
    return _("идёт год %(number)s из %(all)s") % {"number": years.index(this_year) + 1, "all": len(years)}
