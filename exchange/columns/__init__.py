"""What a table of the directory holds: its columns, each read from a cell and said in a cell.

    column.read(cell, row)      what the cell means, or CellRefused: a sentence
    column.value(record)        what the record has, in the same terms
    column.put(record, value)
    column.text(value, known)   the cell of it

`column.read(column.text(column.value(record)))` is `column.value(record)`: what is exported and comes back unchanged
changes nothing.
"""

from .base import CellRefused, Column
from .kinds import KINDS, Kind

__all__ = ["KINDS", "CellRefused", "Column", "Kind"]
