"""Sheets of a workbook, or a file of cells apart by commas or semicolons, as tables of an annex."""

import datetime
from decimal import Decimal
from pathlib import Path

from django.utils.translation import gettext as _

from portal.tables import FileRefused, Percent, Survey, Trouble, Value, address, column_letters, open_table
from portal.tables import Table as Book

from .grid import Row, Source, Table, row_of
from .word import NotReadable


def read_sheets(path: Path) -> Source:
    """Every sheet is a table; a line above its head is prose as well, for it may name the sum of the whole."""
    source = Source()
    try:
        book = open_table(path)
        for name in book.sheets:
            read_sheet(source, book, name)
    except FileRefused as refused:
        raise NotReadable(str(refused)) from refused
    rows = [row for table in source.tables for row in table.rows]
    source.prose = [row.cells[row.filled[0]] for row in rows if len(row.filled) == 1]
    return source


def read_sheet(source: Source, book: Book, name: str) -> None:
    """What is hidden on the sheet is no part of what its author shows; that it was left out is said."""
    survey = book.survey(name)
    sheet = name if len(book.sheets) > 1 else ""
    under = columns_under(survey)
    columns, rows, table = set(), [], Table()
    for row in book.rows(name):
        if row.is_hidden:
            rows.append(str(row.number))
            continue
        hidden = row.cells.keys() & set(survey.hidden_columns)
        columns |= hidden
        shown = {column: value for column, value in row.cells.items() if column not in hidden}
        if shown:
            table.rows.append(cells_of(row.number, shown, under.get(row.number, frozenset()), sheet))
    source.tables.append(table)
    if rows:
        source.notes.append(_("Скрытые строки не прочитаны: %(rows)s.") % {"rows": ", ".join(rows[:20])})
    if columns:
        letters = ", ".join(column_letters(column) for column in sorted(columns))
        source.notes.append(_("Скрытые графы не прочитаны: %(columns)s.") % {"columns": letters})


def columns_under(survey: Survey) -> dict[int, frozenset[int]]:
    """By the number of a row: the columns that a merged cell of the rows above reaches into."""
    found: dict[int, frozenset[int]] = {}
    for block in survey.merged:
        columns = frozenset(range(block.first_column, block.last_column + 1))
        for number in range(block.first_row + 1, min(block.last_row, block.first_row + 1000) + 1):
            found[number] = found.get(number, frozenset()) | columns
    return found


def cells_of(number: int, cells: dict[int, Value], under: frozenset[int], sheet: str) -> Row:
    texts = [written(cells.get(column)) for column in range(max(cells) + 1)]
    place = address(0, number)
    return row_of(texts, f"{sheet}!{place}" if sheet else place, under)


def written(value: Value | None) -> str:
    """As a person would have written it; of a cell that cannot be read, why."""
    if value is None:
        return ""
    if isinstance(value, Trouble):
        return f"[{value.why}]"
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, datetime.datetime):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, float):
        # A sheet keeps 0.1 as the nearest binary fraction; fifteen digits give back what was typed.
        exact = Decimal(f"{value:.15g}")
        shown = exact * 100 if isinstance(value, Percent) else exact
        return f"{shown.normalize():f}".replace(".", ",") + ("%" if isinstance(value, Percent) else "")
    return str(value)
