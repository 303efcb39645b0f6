"""A cell of a form has three states, and sums of them never forget which they were made of. Pure.

A number (zero is one); NOT_KEPT — the institution does not keep such a count, and says so; None — nobody has filled it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

NOT_KEPT = "not-kept"
Figure = Decimal | str | None


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of cells of many institutions. Adding is associative and commutative, and `Total()` changes nothing."""

    known: Decimal = Decimal(0)
    counted: int = 0
    not_kept: int = 0
    absent: int = 0

    def __add__(self, other: "Total") -> "Total":
        return Total(
            self.known + other.known,
            self.counted + other.counted,
            self.not_kept + other.not_kept,
            self.absent + other.absent,
        )

    @property
    def figure(self) -> Figure:
        if self.counted:
            return self.known
        return NOT_KEPT if self.not_kept and not self.absent else None

    @property
    def is_partial(self) -> bool:
        """The known part: some cells are not filled, or a whole return is missing."""
        return bool(self.absent)


def total(figures: Iterable[Figure]) -> Total:
    found = Total()
    for figure in figures:
        found += of(figure)
    return found


def of(figure: Figure) -> Total:
    if figure is None:
        return Total(absent=1)
    return Total(not_kept=1) if figure == NOT_KEPT else Total(figure, counted=1)
