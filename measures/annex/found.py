"""What an annex was found to say: directions, measures with their money, indicators, totals to check against. Pure.

Everything keeps the place of its row and the words of its cells. What is uncertain is said in `problems`, never decided
in silence; nothing is invented for a cell that is empty.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from .figures import Figure
from .parts import Money, leaves, whole_of
from .periods import Term


@dataclass
class Direction:
    """A section of the list. Not sure: a lone line that has neither a number nor a word for a section."""

    number: str
    title: str
    place: str
    is_sure: bool = True


@dataclass
class Measure:
    """A row of the list of measures. `stated` is its own total in the table; `lines` are the parts of it.

    `source`: the places and texts of the rows that it was read from. `item_of`: the number of what it is an item of,
    where its own is only offered.
    """

    number: str
    title: str
    place: str
    direction: str = ""
    result: str = ""
    executors: str = ""
    period: str = ""
    term: Term = field(default_factory=Term)
    money: list[Money] = field(default_factory=list)
    parts: list[Money] = field(default_factory=list)  # of years
    problems: list[str] = field(default_factory=list)
    source: list[tuple[str, str]] = field(default_factory=list)
    item_of: str = ""

    @property
    def stated(self) -> Decimal | None:
        return whole_of(self.money)

    @property
    def lines(self) -> list[Money]:
        """Parts with money; where the table has only a total, the total itself."""
        return [each for each in leaves(self.money) if each.amount or each.not_required]


@dataclass
class Indicator:
    """A row of the list of indicators: figures by («baseline» | «plan» | «fact» | «end», year)."""

    number: str
    name: str
    place: str
    unit: str = ""
    parent: str = ""
    values: dict[tuple[str, int | None], Figure] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    source: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class TotalRow:
    """A row of totals. `direction`: that of whose measures it is the sum; empty where it is that of all."""

    label: str
    place: str
    direction: str = ""
    of: str = ""  # «section», «whole», or not said
    money: list[Money] = field(default_factory=list)


@dataclass
class Annex:
    """All that was recognised in a source. `notes`: what a person should know of the file as a whole."""

    directions: list[Direction] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    total_rows: list[TotalRow] = field(default_factory=list)
    unit_words: str = ""
    left_out: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)
    numbered: dict[str, list[Measure]] = field(default_factory=dict, repr=False)

    @property
    def totals(self) -> list[Money]:
        """Totals of the whole list."""
        return [each for row in self.total_rows if row.of == "whole" for each in row.money]

    @property
    def section_totals(self) -> list[TotalRow]:
        return [row for row in self.total_rows if row.of == "section"]
