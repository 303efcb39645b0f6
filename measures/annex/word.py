"""Tables of a Word document. A merged cell gives its text once, where it begins."""

from collections.abc import Iterator
from typing import BinaryIO
from zipfile import BadZipFile

from django.utils.translation import gettext as _
from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from docx.text.run import Run

from portal.formatting import quoted

from .grid import Row, Source, Table, row_of, tidy
from .word_lists import numbers_of_lists
from .word_markup import blocks, has_changes, is_marked, runs, settle

# A raised figure leads to a footnote: «100,0» with a raised 1 is no «100,01».
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", ")")
MOST_STRUCK = 10  # texts that a note names


class NotReadable(Exception):
    """The file cannot be read; the message says why, in words for people."""


def read_word(file: BinaryIO) -> Source:
    """Paragraphs and tables in their order; a line of text between two halves of a table stays outside both."""
    try:
        document = Document(file)
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError) as fault:
        raise NotReadable(_("Это не документ Word (.docx). Старый .doc сохраните как .docx.")) from fault
    return WordReader(document).read()


class WordReader:
    """Reads one document: what its paragraphs say, with the numbers that Word gives them."""

    def __init__(self, document):
        self.document, self.body = document, document.element.body
        self.is_changed = has_changes(self.body)
        settle(self.body)
        self.numbers = numbers_of_lists(document)
        self.struck: list[str] = []
        self.hides = False

    def read(self) -> Source:
        source, before = Source(), []
        for element in blocks(self.body):
            if element.tag == qn("w:p"):
                before += [text] if (text := tidy(self.written(element))) else []
                continue
            source.prose += before
            for table in element.iter(qn("w:tbl")):
                rows = list(self.rows(WordTable(table, self.document), len(source.tables) + 1))
                source.tables.append(Table(rows, before))
                before = []
        source.prose += before
        source.notes += self.notes()
        return source

    def notes(self) -> Iterator[str]:
        if self.is_changed:
            yield _(
                "В документе есть непринятые правки. Он прочитан так, как если бы их приняли: сверьте с подписанным."
            )
        if struck := list(dict.fromkeys(filter(None, map(tidy, self.struck))))[:MOST_STRUCK]:
            yield _("Зачёркнутое не прочитано: %(texts)s.") % {"texts": quoted(text[:60] for text in struck)}
        if self.hides:
            yield _("Скрытый текст документа не прочитан.")

    def rows(self, table: WordTable, number: int) -> Iterator[Row]:
        """Rows whose cells stand in the columns of the table's grid, however they are merged."""
        seen, above = set(), []
        for place, row in enumerate(table.rows, 1):
            cells = [None] * row.grid_cols_before + list(row.cells)
            ids = [cell and cell._tc for cell in cells]
            texts = ["" if cell is None or cell._tc in seen else self.text_of(cell._tc) for cell in first_of(cells)]
            under = frozenset(
                column for column, each in enumerate(ids) if each is not None and each in above[column : column + 1]
            )
            across = frozenset(at for at in range(1, len(ids)) if ids[at] is not None and ids[at] is ids[at - 1])
            seen.update(each for each in ids if each is not None)
            above = ids
            yield row_of(texts, _("таблица %(table)s, строка %(row)s") % {"table": number, "row": place}, under, across)

    def text_of(self, cell) -> str:
        """Lines of a cell; a row of a table within it is a line, its cells apart by dashes."""
        return "\n".join(line for block in blocks(cell) for line in self.lines(block))

    def lines(self, block) -> Iterator[str]:
        if block.tag == qn("w:p"):
            yield self.written(block)
            return
        for row in block.iterchildren(qn("w:tr")):
            texts = [tidy(self.text_of(cell)) for cell in row.iterchildren(qn("w:tc"))]
            yield " – ".join(filter(None, texts))

    def written(self, paragraph) -> str:
        """All that its reader sees of it, the number that Word gives it first."""
        text = "".join(self.seen(run) for run in runs(paragraph))
        return " ".join(filter(None, [self.numbers.get(paragraph, ""), text]))

    def seen(self, run) -> str:
        found = Run(run, self.document)
        if is_marked(run, "vanish"):
            self.hides |= bool(found.text.strip())
            return ""
        if is_marked(run, "strike", "dstrike"):
            self.struck.append(found.text)
            return ""
        return found.text.translate(RAISED) if found.font.superscript else found.text


def first_of(cells: list) -> Iterator:
    """Each cell where it begins in its row, nothing in the columns that it reaches into."""
    last = None
    for cell in cells:
        yield None if cell is None or (last is not None and cell._tc is last) else cell
        last = cell and cell._tc
