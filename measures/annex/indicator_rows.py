"""The rows of a table of indicators. Pure."""

import re

from django.utils.translation import gettext as _

from .columns import Column, Role, year_of
from .figures import figure
from .found import Annex, Indicator
from .grid import Row, Table, joined, unmarked
from .headings import Head, body
from .numbers import numbered
from .sections import NOTE, is_heading

# «Доля семей, %», «Охват (человек)»: the unit at the end of a name, where no column gives it.
UNIT_IN_NAME = re.compile(
    r"[,(]\s*(?P<unit>%|процент\w*|(?:тыс\.\s*)?(?:чел\w*|семей|детей|ед\w*|штук|шт|организаци\w*|да/нет|балл\w*|раз)\.?)\s*\)?\s*$",
    re.I,
)


class IndicatorRows:
    """Reads the rows of tables of indicators in their order; `after`: the reader of the table that this one goes on."""

    def __init__(self, annex: Annex, head: Head, after: "IndicatorRows | None" = None):
        self.annex, self.head = annex, head
        self.number_at = head.number_at
        self.name_at = head.at(Role.TITLE) or 0
        self.columns = head.having(Role.BASELINE, Role.PLAN, Role.FACT, Role.END)
        self.last: Indicator | None = after.last if after else None

    def read(self, table: Table) -> None:
        rows = body(table, self.head)
        self.is_unnumbered = self.head.at(Role.NUMBER) is None and not any(
            numbered(row.cell(self.number_at)) for row in rows
        )
        for row in rows:
            self.read_row(row)

    def read_row(self, row: Row) -> None:
        number = numbered(row.cell(self.number_at))
        if not self.has_values(row) and any(map(is_heading, row.cells[: self.name_at + 1])):
            return  # A heading between indicators; they have no sections.
        if len(row.filled) == 1 and NOTE.match(row.text):
            self.annex.left_out.append((row.place, row.text))
        elif number:
            self.start(row, *number)
        elif self.is_unnumbered and row.cell(self.name_at) and self.has_values(row):
            self.start(row, str(len(self.annex.indicators) + 1), "")
        elif self.last and self.year(row):
            self.take_row(row)
        elif self.last and not self.has_values(row) and row.cell(self.name_at):
            self.last.name = joined(self.last.name, row.cell(self.name_at)).rstrip(";, ")
        else:
            self.annex.left_out.append((row.place, row.text))

    def has_values(self, row: Row) -> bool:
        return any(row.cell(column.at) for column in self.columns)

    def start(self, row: Row, number: str, rest: str) -> None:
        is_same = self.name_at == self.number_at and not self.is_unnumbered
        name = unmarked(rest if is_same else joined(rest, row.cell(self.name_at))).rstrip(";, ")
        self.last = Indicator(number, name, row.place, self.unit(row, name))
        whole = number.rpartition(".")[0]
        self.last.parent = whole if any(each.number == whole for each in self.annex.indicators) else ""
        self.annex.indicators.append(self.last)
        self.take_row(row)

    def unit(self, row: Row, name: str) -> str:
        """The unit by its column, by the end of the name, or by the heading of all values."""
        at = self.head.at(Role.UNIT)
        if at is not None:
            return row.cell(at)
        found = UNIT_IN_NAME.search(name)
        of_all = all("%" in column.text or "процент" in column.text.lower() for column in self.columns)
        return found["unit"] if found else "%" if of_all else ""

    def year(self, row: Row) -> int | None:
        """The year of the row, where years stand one under another."""
        at = self.head.at(Role.YEAR)
        return year_of(row.cell(at)) if at is not None else None

    def take_row(self, row: Row) -> None:
        for column in self.columns:
            self.take(column, row.cell(column.at), column.year or self.year(row))

    def take(self, column: Column, text: str, year: int | None) -> None:
        value = figure(text)
        fixed = column.role in (Role.BASELINE, Role.END)
        key = str(column.role), None if fixed else year
        if key in self.last.values:
            if text and text != self.last.values[key].written:
                said = _("Второе значение для того же периода: «%(text)s»")
                self.last.problems.append(said % {"text": text})
            return
        self.last.values[key] = value
        if value.problem:
            self.last.problems.append(f"{value.problem}: «{text}»")
