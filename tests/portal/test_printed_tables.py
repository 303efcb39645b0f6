"""A table on paper: as wide as the sheet, its heading above every page."""

import io

from openpyxl import load_workbook

from portal.tables.writing import SheetOf, xlsx_pieces


def test_every_sheet_fits_the_paper_and_repeats_its_heading():
    sheets = [
        SheetOf(name, [9], [["Что"], ["строка"]], choices={0: ["строка"]}) for name in ("Свод", "Кто & чей 'отчёт'")
    ]
    book = load_workbook(io.BytesIO(b"".join(xlsx_pieces(sheets))))
    for sheet in book:
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
        assert sheet["A2"].value == "строка"
