"""A file from outside as rows of cells. Whatever it is, it costs little and is refused in words.

table = open_table(path)            CSV or XLSX, told by what is inside
table.sheets                        names of the sheets that can be seen
table.hidden_sheets                 and of those that cannot
table.survey(sheet)                 what may surprise: merged cells, hidden rows, how many rows
table.rows(sheet)                   rows that hold something, streamed
"""

from .cells import FileRefused, Percent, Scaled, SheetRow, Survey, Trouble, Value, address, column_letters
from .opening import LARGEST_FILE, Table, open_table

__all__ = [
    "LARGEST_FILE",
    "FileRefused",
    "Percent",
    "Scaled",
    "SheetRow",
    "Survey",
    "Table",
    "Trouble",
    "Value",
    "address",
    "column_letters",
    "open_table",
]
