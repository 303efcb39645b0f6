"""Tables for spreadsheet programs, made as a stream. No text in them can act as a formula.

XLSX is written by hand: half a dozen fixed parts and rows, at a third of a library's cost, and never whole in memory.
Every text cell has the format «text», so that an ИНН typed over another keeps its first zero.
"""

import csv
import datetime
import io
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from portal.tables import column_letters
from portal.tables.formulas import harmless

Cell = str | int | Decimal | datetime.date | None
LONGEST_CELL = 32_767
ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
PIECE = 256 * 1024
BOM = "\ufeff"


class SheetOf(NamedTuple):
    """A sheet to write: its name, its columns' widths in characters, and its rows, the first of them a heading."""

    name: str
    widths: list[int]
    rows: Iterable[Iterable[Cell]]


def csv_lines(rows: Iterable[Iterable[Cell]]) -> Iterator[str]:
    """With the mark by which Excel knows UTF-8, and the separator that it expects in Russia."""
    buffer = io.StringIO()
    table = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    buffer.write(BOM)
    for row in rows:
        table.writerow([csv_cell(value) for value in row])
        if buffer.tell() > PIECE // 4:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def csv_cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    return harmless(value) if isinstance(value, str) else str(value)


class Pipe(io.RawIOBase):
    """What is written waits here to be taken away: a ZIP file needs no seeking back."""

    def __init__(self):
        self.pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:
        self.pieces.append(bytes(data))
        return len(data)

    def take(self) -> bytes:
        taken = b"".join(self.pieces)
        self.pieces.clear()
        return taken


def xlsx_pieces(sheets: list[SheetOf]) -> Iterator[bytes]:
    pipe = Pipe()
    with ZipFile(pipe, "w", ZIP_DEFLATED) as archive:
        for name, content in parts(sheets):
            archive.writestr(entry(name), content)
        for number, sheet in enumerate(sheets, start=1):
            with archive.open(entry(f"xl/worksheets/sheet{number}.xml"), "w") as out:
                for piece in sheet_xml(sheet):
                    out.write(piece.encode())
                    yield pipe.take()
    yield pipe.take()


def entry(name: str) -> ZipInfo:
    """Dated the first day that ZIP knows: the same rows make the same file."""
    info = ZipInfo(name)
    info.compress_type = ZIP_DEFLATED
    return info


def sheet_xml(sheet: SheetOf) -> Iterator[str]:
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(sheet.widths, start=1)
    )
    written = [
        f'{HEAD}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<cols>{columns}</cols><sheetData>"
    ]
    letters: list[str] = []
    for number, row in enumerate(sheet.rows, start=1):
        row = list(row)
        letters += [column_letters(column) for column in range(len(letters), len(row))]
        cells = "".join(
            cell_xml(f"{letters[column]}{number}", value, number == 1)
            for column, value in enumerate(row)
            if value is not None and value != ""
        )
        written.append(f'<row r="{number}">{cells}</row>')
        if len(written) > 200:
            yield "".join(written)
            written.clear()
    yield "".join([*written, "</sheetData></worksheet>"])


def cell_xml(place: str, value: Cell, is_heading: bool) -> str:
    if isinstance(value, datetime.date):
        return f'<c r="{place}" s="{DATE}"><v>{(value - EXCEL_START).days}</v></c>'
    if isinstance(value, int | Decimal):
        return f'<c r="{place}" s="{NUMBER}"><v>{value}</v></c>'
    style = HEADING if is_heading else TEXT
    text = escape(ESCAPED.sub("_x005F_", ILLEGAL.sub("", str(value)))[:LONGEST_CELL]).replace("\r", "_x000D_")
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def parts(sheets: list[SheetOf]) -> Iterator[tuple[str, str]]:
    """Everything of a workbook but its rows."""
    numbers = range(1, len(sheets) + 1)
    named = "".join(
        f'<sheet name="{escape(sheet.name, QUOTE)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, sheet in zip(numbers, sheets, strict=True)
    )
    typed = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{SHEET}.worksheet+xml"/>' for n in numbers
    )
    linked = "".join(
        f'<Relationship Id="rId{n}" Type="{LINK}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    yield "[Content_Types].xml", CONTENT_TYPES.format(sheets=typed)
    yield "_rels/.rels", ROOT_LINKS
    yield "xl/workbook.xml", f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{LINK}"><sheets>{named}</sheets></workbook>'
    yield (
        "xl/_rels/workbook.xml.rels",
        (
            f'{HEAD}<Relationships xmlns="{PACKAGE}">{linked}'
            f'<Relationship Id="rIdS" Type="{LINK}/styles" Target="styles.xml"/></Relationships>'
        ),
    )
    yield "xl/styles.xml", STYLES


EXCEL_START = datetime.date(1899, 12, 30)
TEXT, HEADING, DATE, NUMBER = 1, 2, 3, 0
QUOTE = {'"': "&quot;"}
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
CONTENT_TYPES = (
    f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{SHEET}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{SHEET}.styles+xml"/>{{sheets}}</Types>'
)
ROOT_LINKS = (
    f'{HEAD}<Relationships xmlns="{PACKAGE}">'
    f'<Relationship Id="rId1" Type="{LINK}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
# Styles by number: 0 as it comes, 1 text that wraps, 2 heading, 3 date.
STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}">'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf>'
    '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" '
    'applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf>'
    '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
