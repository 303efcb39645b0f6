"""Sheets of a workbook, or a file of cells apart by commas or semicolons, as tables of an annex."""

import datetime
from decimal import Decimal
from pathlib import Path

from portal.tables import FileRefused, SheetRow, Trouble, Value, address, open_table

from .grid import Row, Source, Table, tidy
from .word import NotReadable


def read_sheets(path: Path) -> Source:
    """Every sheet is a table; a line above its head is prose as well, for it may name the sum of the whole."""
    try:
        book = open_table(path)
        source = Source([Table([row_of(row) for row in book.rows(name)]) for name in book.sheets])
    except FileRefused as refused:
        raise NotReadable(str(refused)) from refused
    rows = [row for table in source.tables for row in table.rows]
    source.prose = [row.cells[row.filled[0]] for row in rows if len(row.filled) == 1]
    return source


def row_of(row: SheetRow) -> Row:
    width = max(row.cells, default=-1) + 1
    cells = tuple(written(row.cells.get(column)) for column in range(width))
    return Row(cells, address(0, row.number))


def written(value: Value | None) -> str:
    """As a person would have written it; a cell that cannot be read is an empty one."""
    if value is None or isinstance(value, Trouble):
        return ""
    if isinstance(value, datetime.datetime):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, float):
        # A sheet keeps 0.1 as the nearest binary fraction; fifteen digits give back what was typed.
        return f"{Decimal(f'{value:.15g}'):f}".replace(".", ",")
    return tidy(value)
