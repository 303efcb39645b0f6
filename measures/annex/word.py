"""Tables of a Word document. A merged cell gives its text once, where it begins."""

from typing import BinaryIO
from zipfile import BadZipFile

from django.utils.translation import gettext as _
from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table as WordTable

from .grid import Row, Source, Table, tidy


class NotReadable(Exception):
    """The file cannot be read; the message says why, in words for people."""


def read_word(file: BinaryIO) -> Source:
    """Paragraphs and tables in their order; a line of text between two halves of a table stays outside both."""
    try:
        document = Document(file)
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError) as fault:
        raise NotReadable(_("Это не документ Word (.docx). Старый .doc сохраните как .docx.")) from fault
    source = Source()
    for block in document.iter_inner_content():
        if isinstance(block, WordTable):
            source.tables.append(Table(list(rows_of(block, len(source.tables) + 1))))
        elif text := tidy(block.text):
            source.prose.append(text)
    return source


def rows_of(table: WordTable, number: int):
    """Rows whose cells stand in the columns of the table's grid, however they are merged."""
    seen = set()
    for at, row in enumerate(table.rows, 1):
        cells = [""] * row.grid_cols_before
        for cell in row.cells:
            cells.append("" if cell._tc in seen else tidy(cell.text))
            seen.add(cell._tc)
        yield Row(tuple(cells), _("таблица %(table)s, строка %(row)s") % {"table": number, "row": at})
