"""Annexes drawn as lines of text (annexes/*.txt), and made into files as offices have them.

«|» parts the cells; «<» is merged with the cell to its left, «^» with the one above. The programmes are invented, the
ways of drawing them are not.
"""

import csv
import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from openpyxl import Workbook
from openpyxl.styles import Font

from measures.annex.found import Annex
from measures.annex.opening import open_source
from measures.annex.preview import content_of
from measures.annex.recognising import recognise
from measures.annex.text import read_text

DRAWINGS = Path(__file__).parent / "annexes"
LEFT, UP = "<", "^"


def drawing(name: str) -> str:
    return (DRAWINGS / f"{name}.txt").read_text()


def drawn(drawing: str) -> list[list[str]]:
    rows = [[cell.strip() for cell in line.split("|")] for line in drawing.strip().splitlines()]
    width = max(map(len, rows))
    return [[*row, *[""] * (width - len(row))] for row in rows]


def merges(rows: list[list[str]]) -> list[tuple[int, int, int, int]]:
    """Top, left, bottom, right of each merged block."""
    found = []
    for top, row in enumerate(rows):
        for left, text in enumerate(row):
            if text in (LEFT, UP):
                continue
            right = left
            while right + 1 < len(row) and row[right + 1] == LEFT:
                right += 1
            bottom = top
            while bottom + 1 < len(rows) and rows[bottom + 1][left] == UP:
                bottom += 1
            if (bottom, right) != (top, left):
                found.append((top, left, bottom, right))
    return found


def text(cell: str) -> str:
    return "" if cell in (LEFT, UP) else cell.replace("\\n", "\n")


def word(*blocks: str, landscape: bool = True) -> io.BytesIO:
    """A document of paragraphs and tables: a block with «|» is a table."""
    document = Document()
    if landscape:
        document.sections[0].orientation = WD_ORIENT.LANDSCAPE
    for block in blocks:
        if "|" in block:
            add_table(document, drawn(block))
        else:
            document.add_paragraph(block)
    return saved(document)


def add_table(document, rows: list[list[str]]):
    table = document.add_table(len(rows), len(rows[0]))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if text(cell):
                table.cell(at, column).text = text(cell)
    for top, left, bottom, right in merges(rows):
        table.cell(top, left).merge(table.cell(bottom, right))
    return table


def excel(*sheets: str, above: int = 0, typed: bool = True) -> io.BytesIO:
    """A workbook, each drawing a sheet; numbers as numbers where `typed`."""
    book = Workbook()
    book.remove(book.active)
    for name, drawing in enumerate(sheets, 1):
        sheet = book.create_sheet(f"Лист{name}")
        rows = drawn(drawing)
        for at, row in enumerate(rows, 1 + above):
            for column, cell in enumerate(row, 1):
                if text(cell):
                    sheet.cell(at, column, value(text(cell)) if typed else text(cell))
        sheet.cell(1 + above, 1).font = Font(bold=True)
        for top, left, bottom, right in merges(rows):
            sheet.merge_cells(None, top + 1 + above, left + 1, bottom + 1 + above, right + 1)
    return saved(book)


def value(cell: str) -> str | int | float:
    plain = cell.replace(" ", "")
    if plain.isdigit():
        return int(plain)
    return float(plain.replace(",", ".")) if plain.replace(",", "", 1).isdigit() else cell


def pasted(drawing: str) -> str:
    """As Word gives a table to a text field: a wide cell once, the rest of a tall one empty."""
    return "\n".join("\t".join(text(cell) for cell in row if cell != LEFT) for row in drawn(drawing))


def delimited(drawing: str, encoding: str, mark: str = ";") -> bytes:
    stored = io.StringIO(newline="")
    csv.writer(stored, delimiter=mark).writerows([text(cell) for cell in row] for row in drawn(drawing))
    return stored.getvalue().encode(encoding, "replace")


def saved(document) -> io.BytesIO:
    stored = io.BytesIO()
    document.save(stored)
    stored.seek(0)
    return stored


def read(content: io.BytesIO | bytes, name: str = "annex") -> Annex:
    content = content if isinstance(content, bytes) else content.getvalue()
    return recognise(open_source(SimpleUploadedFile(Path(name).name, content)))


def lines(measure, stage: str = "approved") -> list[tuple]:
    return [(line.year, line.source, line.amount) for line in measure.lines if line.stage == stage]


SOURCES = {"fund": "Фонд", "regional_budget": "Регион", "municipal": "Местный", "federal": "Федеральный"}
FORMATS = {
    "word": lambda rows: read(word(rows)),
    "excel": lambda rows: read(excel(rows)),
    "excel-texts": lambda rows: read(excel(rows, typed=False, above=3)),
    "csv-1251": lambda rows: read(delimited(rows, "cp1251")),
    "csv-utf-8": lambda rows: read(delimited(rows, "utf-8-sig", ",")),
    "tsv": lambda rows: read(delimited(rows, "utf-8", "\t")),
    "pasted": lambda rows: recognise(read_text(pasted(rows))),
}
MERGED = ("word", "excel", "excel-texts")
every_format = pytest.mark.parametrize("form", FORMATS)


def totals(row) -> dict:
    return {(each.year, each.source): each.amount for each in row.money}


def unit(annex) -> int:
    return content_of(annex, SOURCES)["unit"]
