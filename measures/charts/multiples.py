"""A small picture of one indicator: a wide column for the plan, a narrow one in it for the fact, a line for the start.

Across in percents, down in pixels. Plan and fact differ by width and by filling, so colour alone tells nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from .columns import column_height

HEIGHT, HEAD = 72, 20  # of the columns, and above them for the figures
PLAN_SHARE, FACT_SHARE = 0.56, 0.26  # of the width of a slot


class Slot(NamedTuple):
    """A period: where its columns stand. A height of None is an absent figure; zero is a line of a pixel."""

    label: str
    plan: Decimal | None
    fact: Decimal | None
    middle: float
    plan_height: Decimal | None
    fact_height: Decimal | None

    @property
    def shown(self) -> Decimal | None:
        """The figure that stands over the columns: the fact where there is one."""
        return self.plan if self.fact is None else self.fact

    @property
    def top(self) -> Decimal:
        return max(self.plan_height or Decimal(0), self.fact_height or Decimal(0))


@dataclass(frozen=True, slots=True)
class Multiple:
    slots: tuple[Slot, ...]
    width: float
    baseline: Decimal | None
    baseline_height: Decimal | None

    @property
    def plan_width(self) -> float:
        return round(self.width * PLAN_SHARE, 2)

    @property
    def fact_width(self) -> float:
        return round(self.width * FACT_SHARE, 2)


def multiple(
    baseline: Decimal | None,
    periods: Sequence[tuple[str, Decimal | None, Decimal | None]],
    largest: Decimal | None = None,
    height: int = HEIGHT,
) -> Multiple:
    """`periods`: label, plan and fact of each, drawn from zero to `largest`, or else to the largest of their own."""
    figures = [baseline, *(figure for _label, *both in periods for figure in both)]
    top = largest or max((figure for figure in figures if figure is not None), default=Decimal(0))
    width = round(100 / max(len(periods), 1), 2)
    slots = tuple(
        Slot(label, plan, fact, round(width * (place + 0.5), 2), tall(plan, top, height), tall(fact, top, height))
        for place, (label, plan, fact) in enumerate(periods)
    )
    return Multiple(slots, width, baseline, tall(baseline, top, height))


def tall(figure: Decimal | None, largest: Decimal, height: int) -> Decimal | None:
    return None if figure is None else column_height(figure, largest, height)
