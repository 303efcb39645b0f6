"""Text pasted from a document or saved from it: cells stand apart by tabs. Pure."""

import re

from django.utils.translation import gettext as _

from .grid import Row, Source, Table, is_ruler, tidy

# A direction that stands between the rows of a table as a line of its own: «2. Разработка …».
HEADING_LINE = re.compile(r"\d{1,2}\.\s*\D")


def read_text(text: str) -> Source:
    """Tables are lines with tabs; blank lines, drawn rules and headings of directions do not end one."""
    source, table, waiting = Source(), None, []
    for number, line in enumerate(text.splitlines(), 1):
        cells = tuple(tidy(cell) for cell in line.split("\t"))
        if "\t" in line and any(cells):
            if table is None:
                table = Table()
                source.tables.append(table)
                source.prose += [row.cells[0] for row in waiting]
            else:
                table.rows += waiting
            waiting = []
            if not is_ruler(cells):
                table.rows.append(Row(cells, place_of(number)))
        elif cells[0] and not is_ruler(cells):
            if table is not None and HEADING_LINE.match(cells[0]) and len(waiting) < 1:
                waiting.append(Row(cells, place_of(number)))
            else:
                source.prose += [*(row.cells[0] for row in waiting), cells[0]]
                table, waiting = None, []
    source.prose += [row.cells[0] for row in waiting]
    return source


def place_of(number: int) -> str:
    return _("строка %(row)s") % {"row": number}
