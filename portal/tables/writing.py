"""Tables for spreadsheet programs, made as a stream. No text in them can act as a formula.

XLSX is written by hand: half a dozen fixed parts and rows, at a third of a library's cost, and never whole in memory.
Every text cell has the format «text», so that an ИНН typed over another keeps its first zero.
"""

import csv
import datetime
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from .cells import column_letters
from .formulas import harmless


class Formula(NamedTuple):
    """A live formula with what it gives now: programs that do not calculate show that, the others count anew."""

    text: str
    value: Decimal | int | None


class Styled(NamedTuple):
    """A value that is shown in another style than its type has: see STYLES."""

    value: "str | int | Decimal | Formula | None"
    style: int


Cell = str | int | Decimal | datetime.date | Formula | Styled | None
LONGEST_CELL = 32_767
ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
PIECE = 256 * 1024
BOM = "\ufeff"


class SheetOf(NamedTuple):
    """A sheet to write: its name, its columns' widths in characters, and its rows, the first of them a heading.

    A column of no width is hidden. `frozen` columns stay in sight; in the first `texts` columns what is typed stays a
    text; `choices` offer words in a column, by its place.
    """

    name: str
    widths: list[int]
    rows: Iterable[Iterable[Cell]]
    frozen: int = 0
    texts: int = 0
    choices: Mapping[int, Sequence[str]] = MappingProxyType({})


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
    value = value.value if isinstance(value, Styled) else value
    value = value.value if isinstance(value, Formula) else value
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
    written = [
        f'{HEAD}<worksheet xmlns="{MAIN}">{FIT_TO_PAGE}<sheetViews><sheetView workbookViewId="0">{pane(sheet.frozen)}'
        f"</sheetView></sheetViews><cols>{''.join(columns(sheet.widths, sheet.texts))}</cols><sheetData>"
    ]
    letters: list[str] = []
    for number, row in enumerate(sheet.rows, start=1):
        row = list(row)
        letters += [column_letters(column) for column in range(len(letters), len(row))]
        cells = "".join(
            cell_xml(f"{letters[column]}{number}", value, number == 1)
            for column, value in enumerate(row)
            if not is_empty(value)
        )
        written.append(f'<row r="{number}">{cells}</row>')
        if len(written) > 200:
            yield "".join(written)
            written.clear()
    yield "".join([*written, "</sheetData>", *choices_xml(sheet.choices), PAGE_SETUP, "</worksheet>"])


def is_empty(value: Cell) -> bool:
    return value is None or value == "" or (isinstance(value, Styled) and is_empty(value.value))


def pane(frozen: int) -> str:
    """The first row and so many columns stay in sight."""
    if not frozen:
        return '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    corner = f"{column_letters(frozen)}2"
    return f'<pane xSplit="{frozen}" ySplit="1" topLeftCell="{corner}" activePane="bottomRight" state="frozen"/>'


def columns(widths: list[int], texts: int) -> Iterator[str]:
    """A new row is typed into cells of text too: «1.10» stays as it is."""
    for number, width in enumerate(widths, start=1):
        shown = f'width="{width}" customWidth="1"' if width else 'width="0" customWidth="1" hidden="1"'
        style = f' style="{TEXT}"' if number <= texts else ""
        yield f'<col min="{number}" max="{number}" {shown}{style}/>'


def choices_xml(choices: Mapping[int, Sequence[str]]) -> Iterator[str]:
    if not choices:
        return
    yield f'<dataValidations count="{len(choices)}">'
    for column, words in choices.items():
        letters, offered = column_letters(column), escape(",".join(words))
        yield (
            f'<dataValidation type="list" allowBlank="1" sqref="{letters}2:{letters}{LAST_ROW}">'
            f'<formula1>"{offered}"</formula1></dataValidation>'
        )
    yield "</dataValidations>"


def cell_xml(place: str, value: Cell, is_heading: bool, style: int | None = None) -> str:
    if isinstance(value, Styled):
        return cell_xml(place, value.value, is_heading, value.style)
    if isinstance(value, Formula):
        shown = "" if value.value is None else f"<v>{value.value}</v>"
        kind = ' t="str"' if value.value is None else ""
        return f'<c r="{place}" s="{MONEY if style is None else style}"{kind}><f>{escape(value.text)}</f>{shown}</c>'
    if isinstance(value, datetime.date):
        return f'<c r="{place}" s="{DATE}"><v>{(value - EXCEL_START).days}</v></c>'
    if isinstance(value, int | Decimal):
        return f'<c r="{place}" s="{NUMBER if style is None else style}"><v>{value}</v></c>'
    style = style or (HEADING if is_heading else TEXT)
    text = escape(ESCAPED.sub("_x005F_", ILLEGAL.sub("", str(value)))[:LONGEST_CELL]).replace("\r", "_x000D_")
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def print_titles(sheets: list[SheetOf]) -> str:
    """On paper the heading stands above each page, as on the screen it stays in sight."""
    names = (escape(sheet.name.replace("'", "''")) for sheet in sheets)
    named = (
        f'<definedName name="_xlnm.Print_Titles" localSheetId="{place}">\'{name}\'!$1:$1</definedName>'
        for place, name in enumerate(names)
    )
    return f"<definedNames>{''.join(named)}</definedNames>"


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
    yield (
        "xl/workbook.xml",
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{LINK}"><sheets>{named}</sheets>{print_titles(sheets)}</workbook>',
    )
    yield (
        "xl/_rels/workbook.xml.rels",
        (
            f'{HEAD}<Relationships xmlns="{PACKAGE}">{linked}'
            f'<Relationship Id="rIdS" Type="{LINK}/styles" Target="styles.xml"/></Relationships>'
        ),
    )
    yield "xl/styles.xml", STYLES


EXCEL_START = datetime.date(1899, 12, 30)
LAST_ROW = 1_048_576
# Styles by their numbers: as it comes, text, heading, date, money, money of a total, number of a total, quiet note.
NUMBER, TEXT, HEADING, DATE, MONEY, TOTAL, TOTAL_NUMBER, QUIET = range(8)
BOLD, GREY = 1, 2
TINTED = 2
QUOTE = {'"': "&quot;"}
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# A4 on its side, as wide as one sheet of paper and as long as it takes.
FIT_TO_PAGE = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
PAGE_SETUP = (
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
    "<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>"
)
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


def style(number_format: int, font: int = 0, fill: int = 0, *, wraps: bool = False) -> str:
    """A style of cells; its numbers are those of the lists in STYLES."""
    wrapped = ' wrapText="1"' if wraps else ""
    return (
        f'<xf numFmtId="{number_format}" fontId="{font}" fillId="{fill}" borderId="0" xfId="0" applyNumberFormat="1" '
        f'applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="top"{wrapped}/></xf>'
    )


# Each by the number that its name above has.
CELL_STYLES = (
    style(0),
    style(49, wraps=True),
    style(49, BOLD, TINTED, wraps=True),
    style(14),
    style(164),
    style(164, BOLD, TINTED),
    style(0, BOLD, TINTED),
    style(49, GREY, wraps=True),
)
STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="#,##0.00"/></numFmts>'
    '<fonts count="3"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font>'
    '<font><sz val="11"/><color rgb="FF625366"/><name val="Calibri"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFF3E9F1"/></patternFill></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    f'<cellXfs count="{len(CELL_STYLES)}">{"".join(CELL_STYLES)}</cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
