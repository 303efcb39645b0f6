"""Sheets of a workbook, or a file of cells apart by commas or semicolons, as tables of an annex."""

import datetime
from decimal import Decimal
from pathlib import Path

from django.utils.translation import gettext as _

from portal.formatting import quoted
from portal.tables import FileRefused, Percent, Scaled, Survey, Trouble, Value, address, column_letters, open_table
from portal.tables import Table as Book

from .grid import Source, Table, row_of
from .word import NotReadable

NONE: frozenset[int] = frozenset()
TALLEST = 1000  # rows that one merged cell is followed through


def read_sheets(path: Path) -> Source:
    """Every sheet is a table; a line above its head is prose as well, for it may name the sum of the whole."""
    source = Source()
    try:
        book = open_table(path)
        for name in book.sheets:
            read_sheet(source, book, name)
    except FileRefused as refused:
        raise NotReadable(str(refused)) from refused
    if book.hidden_sheets:
        names = quoted(book.hidden_sheets[:20])
        source.notes.append(_("Скрытые листы не прочитаны: %(sheets)s.") % {"sheets": names})
    rows = [row for table in source.tables for row in table.rows]
    source.prose = [row.cells[row.filled[0]] for row in rows if len(row.filled) == 1]
    return source


def read_sheet(source: Source, book: Book, name: str) -> None:
    """What is hidden on the sheet is no part of what its author shows; that it was left out is said."""
    survey = book.survey(name)
    sheet = name if len(book.sheets) > 1 else ""
    under, across = columns_under(survey), columns_across(survey)
    columns, rows, table = set(), [], Table()
    for row in book.rows(name):
        if row.is_hidden:
            rows.append(str(row.number))
            continue
        hidden = row.cells.keys() & set(survey.hidden_columns)
        columns |= hidden
        shown = {column: value for column, value in row.cells.items() if column not in hidden}
        if shown:
            place = f"{sheet}!{address(0, row.number)}" if sheet else address(0, row.number)
            texts = [written(shown.get(column)) for column in range(max(shown) + 1)]
            table.rows.append(row_of(texts, place, under.get(row.number, NONE), across.get(row.number, NONE)))
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
        for number in range(block.first_row + 1, min(block.last_row, block.first_row + TALLEST) + 1):
            found[number] = found.get(number, NONE) | columns
    return found


def columns_across(survey: Survey) -> dict[int, frozenset[int]]:
    """By the number of a row: the columns that a merged cell to their left reaches into."""
    found: dict[int, frozenset[int]] = {}
    for block in survey.merged:
        columns = frozenset(range(block.first_column + 1, block.last_column + 1))
        for number in range(block.first_row, min(block.last_row, block.first_row + TALLEST) + 1):
            found[number] = found.get(number, NONE) | columns
    return found


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
        exact = Decimal(f"{value:.15g}") / (value.by if isinstance(value, Scaled) else 1)
        shown = exact * 100 if isinstance(value, Percent) else exact
        return f"{shown.normalize():f}".replace(".", ",") + ("%" if isinstance(value, Percent) else "")
    return str(value)
