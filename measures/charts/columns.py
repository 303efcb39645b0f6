"""Small columns of one indicator, in pixels."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Column:
    """One figure of a small column chart, in pixels. An absent figure has no height: it is drawn as a gap."""

    x: int
    y: Decimal
    width: int
    height: Decimal
    value: Decimal | None


def columns(values: Sequence[Decimal | None], height: int = 40, width: int = 14, gap: int = 6) -> list[Column]:
    """Columns from zero up to the largest value. Zero keeps a line of one pixel, so it differs from an absent value."""
    largest = max((value for value in values if value is not None), default=Decimal(0))
    return [
        Column(index * (width + gap), height - (tall := column_height(value, largest, height)), width, tall, value)
        for index, value in enumerate(values)
    ]


def column_height(value: Decimal | None, largest: Decimal, height: int) -> Decimal:
    if value is None:
        return Decimal(0)
    return max(Decimal(1), round(value * height / largest, 1)) if largest > 0 else Decimal(1)
