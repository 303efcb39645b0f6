"""A row whose cells list line by line what others give a row each: sources or years, and their sums. Pure."""

from dataclasses import replace

from django.utils.translation import gettext as _

from .columns import Role
from .grid import Row
from .headings import Head
from .row_labels import WHOLE, is_split_label


def in_lines(row: Row, head: Head) -> list[Row]:
    """The row for each of its lines; without its sums and in doubt where the lines of its cells do not match."""
    keys = [column.at for column in head.having(Role.SOURCE, Role.YEAR) if any(labels_of(row, column.at))]
    money = [column.at for column in head.having(Role.MONEY) if row.cell(column.at)]
    if not keys or all(at not in row.lines for at in money):
        return [row]
    counts = {len(lines_of(row, at)) for at in [*keys, *money]}
    if len(counts) > 1 or not all(all(labels_of(row, at)) for at in keys):
        said = _("Строки в ячейках источников или лет и строки сумм не сходятся: впишите суммы сами")
        return [emptied(replace(row, doubt=said), money)]
    return [at_line(row, number, [*keys, *money]) for number in range(counts.pop())]


def labels_of(row: Row, at: int) -> list[bool]:
    """Of each line of a cell with several: whether it names a source or a year."""
    return [is_split_label(text) or bool(WHOLE.match(text)) for text in row.lines.get(at, ())]


def lines_of(row: Row, at: int) -> list[str]:
    return row.lines.get(at) or [row.cell(at)]


def at_line(row: Row, number: int, columns: list[int]) -> Row:
    """The cells of the columns with that line only; what is not listed stands with the first."""
    cells = [
        lines_of(row, at)[number] if at in columns else text if number == 0 else "" for at, text in enumerate(row.cells)
    ]
    lines = {at: texts for at, texts in row.lines.items() if at not in columns and number == 0}
    return replace(row, cells=tuple(cells), lines=lines)


def emptied(row: Row, columns: list[int]) -> Row:
    cells = tuple("" if at in columns else text for at, text in enumerate(row.cells))
    return replace(row, cells=cells)
