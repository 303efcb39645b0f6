"""A journal or a form as a workbook: one sheet, a heading row that stays in sight, room to write."""

import datetime
import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

LONG_AGO = datetime.datetime(2000, 1, 1)
LINE = Side(style="thin", color="999999")
FRAME = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
WRAPPED = Alignment(wrap_text=True, vertical="top")
EMPTY_ROWS = 30
FIRST_ROW = 4


def xlsx(paper: dict) -> bytes:
    (part,) = paper["parts"]
    book = Workbook()
    introduce(book, paper)
    sheet = book.active
    sheet.title = paper["sheet"]
    sheet["A1"], sheet["A2"] = paper["title"], paper["lead"]
    sheet["A1"].font = Font(bold=True, size=14)
    columns = part["columns"]
    write(sheet, FIRST_ROW, columns, heading=True)
    rows = part.get("rows") or [[""] * len(columns)] * EMPTY_ROWS
    for number, row in enumerate(rows, FIRST_ROW + 1):
        write(sheet, number, row)
    for place, width in enumerate(part["widths"], 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = f"A{FIRST_ROW + 1}"
    sheet.cell(FIRST_ROW + len(rows) + 2, 1, paper["foot"])
    prepare_to_print(sheet, len(columns))
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def introduce(book: Workbook, paper: dict) -> None:
    properties = book.properties
    properties.title, properties.language, properties.creator = paper["title"], "ru-RU", ""
    properties.created = properties.modified = LONG_AGO


def write(sheet, number: int, row: list, *, heading: bool = False) -> None:
    for place, text in enumerate(row, 1):
        cell = sheet.cell(number, place, text or None)
        cell.border, cell.alignment = FRAME, WRAPPED
        if heading:
            cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="F3E9F0")


def prepare_to_print(sheet, columns: int) -> None:
    sheet.page_setup.orientation = "landscape" if columns > 4 else "portrait"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{FIRST_ROW}:{FIRST_ROW}"
