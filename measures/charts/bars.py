"""Bars made of parts: money by source."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

PAINTS = 6  # patterns that templates/measures/_paints.html defines


class Segment(NamedTuple):
    key: str
    amount: Decimal
    x: Decimal
    width: Decimal
    paint: int


class Bar(NamedTuple):
    label: str
    amount: Decimal
    segments: tuple[Segment, ...]
    width: Decimal


def percent(part: Decimal, whole: Decimal) -> Decimal:
    return round(part * 100 / whole, 3) if whole else Decimal(0)


def paint_of(index: int) -> int:
    return index % PAINTS + 1


def stacked(rows: Iterable[tuple[str, Mapping[str, Decimal]]], keys: Sequence[str]) -> list[Bar]:
    """Bars of the same scale: the largest fills the picture. Segments follow the order of the keys."""
    rows = [(label, {key: amounts.get(key, Decimal(0)) for key in keys}) for label, amounts in rows]
    largest = max((sum(amounts.values()) for _, amounts in rows), default=Decimal(0))
    return [bar(label, amounts, largest) for label, amounts in rows]


def bar(label: str, amounts: Mapping[str, Decimal], largest: Decimal) -> Bar:
    segments, reached = [], Decimal(0)
    for index, (key, amount) in enumerate(amounts.items()):
        if amount:
            start, end = percent(reached, largest), percent(reached + amount, largest)
            segments.append(Segment(key, amount, start, end - start, paint_of(index)))
            reached += amount
    return Bar(label, reached, tuple(segments), percent(reached, largest))
