"""What may be said of one figure of an indicator: a number, a dash of the act, that it is not measured, or nothing."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Said(StrEnum):
    VALUE = "value"
    DASH = "dash"  # the act has «-»: stated to be absent
    NOT_MEASURED = "not-measured"  # nobody was to measure it in that period
    NOT_ENTERED = "not-entered"


@dataclass(frozen=True, slots=True)
class Figure:
    """`source` names where the figure comes from and `url` leads there, where it is not the act or the editor."""

    state: Said
    value: Decimal | None = None
    as_written: str = ""
    source: str = ""
    url: str = ""

    @property
    def is_said(self) -> bool:
        return self.state != Said.NOT_ENTERED


NOT_ENTERED = Figure(Said.NOT_ENTERED)


def figure_of(value) -> Figure:
    """The figure of an entered value, or that nobody entered it."""
    if value is None:
        return NOT_ENTERED
    return Figure(state_of(value), value.value, value.as_written)


def state_of(value) -> Said:
    if value.not_measured:
        return Said.NOT_MEASURED
    return Said.DASH if value.value is None else Said.VALUE
