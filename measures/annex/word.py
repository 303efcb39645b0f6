"""Tables of a Word document. A merged cell gives its text once, where it begins."""

from collections.abc import Iterator
from typing import BinaryIO
from zipfile import BadZipFile

from django.utils.translation import gettext as _
from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from .grid import Row, Source, Table, row_of, tidy

# A raised figure leads to a footnote: «100,0» with a raised 1 is no «100,01».
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", ")")


class NotReadable(Exception):
    """The file cannot be read; the message says why, in words for people."""


def read_word(file: BinaryIO) -> Source:
    """Paragraphs and tables in their order; a line of text between two halves of a table stays outside both."""
    try:
        document = Document(file)
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError) as fault:
        raise NotReadable(_("Это не документ Word (.docx). Старый .doc сохраните как .docx.")) from fault
    source, before = Source(), []
    body = document.element.body
    for element in blocks(body):
        if element.tag == qn("w:p"):
            before += [text] if (text := tidy(written(Paragraph(element, document)))) else []
            continue
        source.prose += before
        for table in element.iter(qn("w:tbl")):
            rows = list(rows_of(WordTable(table, document), len(source.tables) + 1))
            source.tables.append(Table(rows, before))
            before = []
    source.prose += before
    if next(body.iter(qn("w:ins"), qn("w:del")), None) is not None:
        source.notes.append(
            _("В документе есть непринятые правки. Он прочитан так, как если бы их приняли: сверьте с подписанным.")
        )
    return source


def blocks(parent) -> Iterator:
    """Paragraphs and tables, those inside content controls too."""
    for child in parent.iterchildren():
        if child.tag in (qn("w:p"), qn("w:tbl")):
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent")):
            yield from blocks(child)


def rows_of(table: WordTable, number: int) -> Iterator[Row]:
    """Rows whose cells stand in the columns of the table's grid, however they are merged."""
    seen, above = set(), []
    for place, row in enumerate(table.rows, 1):
        cells = [None] * row.grid_cols_before + list(row.cells)
        ids = [cell and cell._tc for cell in cells]
        texts = ["" if cell is None or cell._tc in seen else text_of(cell) for cell in first_of(cells)]
        under = frozenset(
            column for column, each in enumerate(ids) if each is not None and each in above[column : column + 1]
        )
        across = frozenset(at for at in range(1, len(ids)) if ids[at] is not None and ids[at] is ids[at - 1])
        seen.update(each for each in ids if each is not None)
        above = ids
        yield row_of(texts, _("таблица %(table)s, строка %(row)s") % {"table": number, "row": place}, under, across)


def first_of(cells: list) -> Iterator:
    """Each cell where it begins in its row, nothing in the columns that it reaches into."""
    last = None
    for cell in cells:
        yield None if cell is None or (last is not None and cell._tc is last) else cell
        last = cell and cell._tc


def text_of(cell) -> str:
    return "\n".join(written(paragraph) for paragraph in cell.paragraphs)


def written(paragraph: Paragraph) -> str:
    """All runs of it, those of links and of changes that wait to be accepted too."""
    runs = (Run(run, paragraph) for run in paragraph._p.iter(qn("w:r")))
    return "".join(run.text.translate(RAISED) if run.font.superscript else run.text for run in runs)
