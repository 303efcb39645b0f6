"""What a table holds, whatever kind of file it came in."""

import datetime
import re
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _

MOST_ROWS = 50_000
MOST_COLUMNS = 300
LETTERS = 26
# More than Excel itself lets into a cell.
LONGEST_TEXT = 32_767


class FileRefused(Exception):
    """The file cannot be read, and why: a sentence for the one who brought it."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A cell whose value cannot be known, and why."""

    why: str


def bounded(value: "Value") -> "Value":
    """A text of half a book has got into the cell by mistake."""
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        return Trouble(_("в ячейке больше %(most)s знаков") % {"most": LONGEST_TEXT})
    return value


class Percent(float):
    """A number that its cell shows as per cent: 0.8 that reads «80 %»."""


class Scaled(float):
    """A number that its cell shows in thousands or millions: 1500000 that reads «1 500». `by`: in how many."""

    by = 1000


class ScaledByMillion(Scaled):
    by = 1_000_000


Value = str | int | float | bool | datetime.datetime | datetime.time | Trouble


class SheetRow(NamedTuple):
    """A row by its number in the sheet; empty cells are absent. Columns count from 0."""

    number: int
    cells: dict[int, Value]
    is_hidden: bool = False


class Block(NamedTuple):
    """A block of merged cells; both ends count."""

    first_column: int
    first_row: int
    last_column: int
    last_row: int

    def __str__(self):
        return f"{address(self.first_column, self.first_row)}:{address(self.last_column, self.last_row)}"

    def covers(self, column: int, row: int) -> bool:
        return self.first_column <= column <= self.last_column and self.first_row <= row <= self.last_row


@dataclass
class Survey:
    """What a sheet has beside its values."""

    rows: int = 0
    merged: list[Block] = field(default_factory=list)
    hidden_rows: int = 0
    hidden_columns: list[int] = field(default_factory=list)
    # Of every column, the last row that has something in it.
    columns: dict[int, int] = field(default_factory=dict)


def column_letters(column: int) -> str:
    """0 as «A», 26 as «AA»."""
    letters = ""
    while column >= 0:
        column, rest = divmod(column, LETTERS)
        letters = chr(ord("A") + rest) + letters
        column -= 1
    return letters


def column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * LETTERS + ord(letter) - ord("A") + 1
    return number - 1


def address(column: int, row: int) -> str:
    return f"{column_letters(column)}{row}"


def block(reference: str) -> Block | None:
    """«B2:C4» as a block."""
    found = re.fullmatch(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})", reference)
    if not found:
        return None
    first, top, last, bottom = found.groups()
    return Block(column_number(first), int(top), column_number(last), int(bottom))
