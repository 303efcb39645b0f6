"""Sums of programme money. Pure: no database, no request.

A cell of a budget is an amount, «not required», or absent, and a sum never forgets which of them it was made of:
absent is not zero, and a total over partly absent cells says so.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class State(StrEnum):
    """What may be said of a cell or a total."""

    AMOUNT = "amount"
    ABSENT = "absent"
    NOT_REQUIRED = "not-required"


class Line(NamedTuple):
    """One entered cell: measure × year (None: the act does not split by year) × source × stage."""

    measure: str
    year: int | None
    source: str
    stage: str
    amount: Decimal | None
    direction: str = ""

    @property
    def cell(self) -> tuple:
        """What one figure of the budget stands for, whatever its stage."""
        return self.measure, self.year, self.source


class Total(NamedTuple):
    """A sum of cells. Adding totals is associative and commutative, and `Total()` changes nothing."""

    known: Decimal = Decimal(0)
    counted: int = 0
    not_required: int = 0
    absent: int = 0

    def __add__(self, other: "Total") -> "Total":
        return added((self, other))

    @property
    def amount(self) -> Decimal | None:
        """The sum of what is known, or nothing where nothing is."""
        return self.known if self.counted else None

    @property
    def state(self) -> State:
        if self.counted:
            return State.AMOUNT
        return State.NOT_REQUIRED if self.not_required and not self.absent else State.ABSENT

    @property
    def is_partial(self) -> bool:
        """An amount that leaves out cells nobody has filled."""
        return bool(self.counted and self.absent)


NOTHING = Total()
ABSENT = Total(absent=1)
NOT_REQUIRED = Total(not_required=1)


def known(amount: Decimal) -> Total:
    """A single known amount; zero is as known as any other."""
    return Total(amount, counted=1)


def cell(line: Line) -> Total:
    """The total of a line alone. A line without an amount says that money is not required."""
    return NOT_REQUIRED if line.amount is None else known(line.amount)


def total(lines: Iterable[Line]) -> Total:
    """As adding up the total of each, without making them."""
    amounts = [line.amount for line in lines]
    counted = [amount for amount in amounts if amount is not None]
    return Total(sum(counted, Decimal(0)), len(counted), len(amounts) - len(counted))


def added(totals: Iterable[Total]) -> Total:
    known, counted, not_required, absent = NOTHING
    for amount, amounts, idle, missing in totals:
        known += amount
        counted += amounts
        not_required += idle
        absent += missing
    return Total(known, counted, not_required, absent)


def totals_by(lines: Iterable[Line], key: Callable[[Line], Hashable]) -> dict[Hashable, Total]:
    """Totals of groups. A group without lines is not in it: ask with `.get(key, ABSENT)`."""
    groups: dict[Hashable, list[Line]] = {}
    for line in lines:
        groups.setdefault(key(line), []).append(line)
    return {group: total(own) for group, own in groups.items()}


def by_year(lines: Iterable[Line]) -> dict[int | None, Total]:
    """Totals of years in their order; what is not split by year comes last, under None."""
    groups = totals_by(lines, lambda line: line.year)
    return {year: groups[year] for year in sorted(groups, key=lambda year: (year is None, year or 0))}


def by_source(lines: Iterable[Line]) -> dict[str, Total]:
    return totals_by(lines, lambda line: line.source)


def by_direction(lines: Iterable[Line]) -> dict[str, Total]:
    return totals_by(lines, lambda line: line.direction)


def by_measure(lines: Iterable[Line]) -> dict[str, Total]:
    return totals_by(lines, lambda line: line.measure)


def planned(lines: Iterable[Line]) -> list[Line]:
    """What is promised now: in each cell the amended figure, or else the approved one. Spent money is no promise."""
    lines = list(lines)
    amended = {line.cell for line in lines if line.stage == "amended"}
    if not amended:
        return [line for line in lines if line.stage == "approved"]
    return [
        line for line in lines if line.stage == "amended" or (line.stage == "approved" and line.cell not in amended)
    ]


def of_measure(computed: Total | None, stated: Decimal | None) -> Total:
    """The money of one measure: its lines, or where it has none the total that the act states, or else absent."""
    if computed is not None:
        return computed
    return ABSENT if stated is None else known(stated)


def of_measures(numbers: Iterable[str], lines: Iterable[Line], stated: Mapping[str, Decimal]) -> Total:
    """The money of many measures; those of which nothing at all is said are counted as absent."""
    computed = by_measure(lines)
    return added(of_measure(computed.get(number), stated.get(number)) for number in numbers)


def share(part: Decimal | None, whole: Decimal | None) -> Decimal:
    """Percent of the whole, for drawing."""
    return part * 100 / whole if part and whole else Decimal(0)
