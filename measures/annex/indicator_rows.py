"""The rows of a table of indicators. Pure."""

import re

from django.utils.translation import gettext as _

from .columns import Role, year_of
from .figures import figure, unit_of
from .found import Annex, Indicator
from .grid import Row, Table, joined, unmarked
from .headings import Head, body
from .numbers import numbered_in
from .sections import NOTE, PROGRAMME, is_heading

# «Доля семей, %», «Охват (человек)»: the unit at the end of a name, where no column gives it.
UNIT_IN_NAME = re.compile(
    r"[,(]\s*(?P<unit>%|процент\w*|(?:тыс\.\s*)?(?:чел\w*|семей|детей|ед\w*|штук|шт|организаци\w*|да/нет|балл\w*|раз)\.?)\s*\)?\s*$",
    re.I,
)
# «единица измерения: семей», «процентов»: a row of its own under a name.
UNIT_ROW = re.compile(r"^(?:ед\w*\.?\s*изм\w*\.?|единиц\w*(?:\s+измерен\w*)?)\s*[:–—-]\s*(?P<unit>.+)$", re.I)
OF_WHICH_IN_NAME = re.compile(r"в том числе|из них|в т\.\s?ч", re.I)
# «2019 год (оценка)», «отчётный год 2019», «на 01.01.2021»
ESTIMATED = re.compile(r"\bоценк|\bотч[её]тн\w+ год|\bна\s+0?1\.01\.", re.I)
LONGEST_UNIT = 40
PLAN_OR_FACT = {"план": Role.PLAN, "плановое": Role.PLAN, "факт": Role.FACT, "фактическое": Role.FACT}
OF_VALUES = (Role.BASELINE, Role.PLAN, Role.FACT, Role.END)


def heads(text: str) -> bool:
    return is_heading(text) or bool(PROGRAMME.match(text))


class IndicatorRows:
    """Reads the rows of tables of indicators in their order; `after`: the reader of the table that this one goes on."""

    READS = frozenset({Role.NUMBER, Role.TITLE, Role.YEAR, Role.UNIT, Role.KIND, *OF_VALUES})

    def __init__(self, annex: Annex, head: Head, after: "IndicatorRows | None" = None):
        self.annex, self.head = annex, head
        self.number_at = head.number_at
        self.name_at = head.at(Role.TITLE) or 0
        self.columns = head.having(*OF_VALUES)
        self.is_mixed = "мероприят" in head.columns[self.name_at].text.lower()
        self.last: Indicator | None = after.last if after else None

    def read(self, table: Table) -> None:
        rows = body(table, self.head)
        for column in self.columns:
            if column.role == Role.PLAN and ESTIMATED.search(column.text):
                said = _("Графа «%(column)s» прочитана как план года: проверьте, план ли это")
                self.annex.notes.append(said % {"column": column.text})
        self.is_unnumbered = self.head.at(Role.NUMBER) is None and not any(map(self.number, rows))
        for row in rows:
            self.read_row(row)

    def read_row(self, row: Row) -> None:
        number = self.number(row)
        if not self.has_values(row) and any(map(heads, row.cells[: self.name_at + 1])):
            return  # A heading between indicators; they have no sections.
        if len(row.filled) == 1 and NOTE.match(row.text):
            self.annex.left_out.append((row.place, row.text))
        elif number:
            self.start(row, *number)
        elif self.is_unnumbered and row.cell(self.name_at) and self.has_values(row):
            self.start(row, str(len(self.annex.indicators) + 1), "")
        elif self.last and (self.year(row) or self.kind(row)):
            self.take_row(row)
        elif self.last and self.has_values(row) and not any(each.written for each in self.last.values.values()):
            self.take_from_below(row)
        elif self.last and self.has_values(row) and row.cell(self.name_at):
            self.start_unnumbered(row)
        elif self.last and not self.has_values(row) and row.cell(self.name_at):
            self.last.name = joined(self.last.name, row.cell(self.name_at)).rstrip(";, ")
            self.last.source.append((row.place, row.written))
        else:
            self.annex.left_out.append((row.place, row.text))

    def number(self, row: Row) -> tuple[str, str] | None:
        return numbered_in(row.cell(self.number_at), has_own_column=self.head.at(Role.NUMBER) is not None)

    def has_values(self, row: Row) -> bool:
        return any(row.cell(column.at) for column in self.columns)

    def start(self, row: Row, number: str, rest: str) -> None:
        is_same = self.name_at == self.number_at and not self.is_unnumbered
        name = unmarked(rest if is_same else joined(rest, row.cell(self.name_at))).rstrip(";, ")
        self.last = Indicator(number, name, row.place, self.unit(row, name))
        whole = number.rpartition(".")[0]
        self.last.parent = whole if any(each.number == whole for each in self.annex.indicators) else ""
        self.annex.indicators.append(self.last)
        if self.is_mixed and unit_of(self.last.unit):
            self.last.problems.append(_("Единица — рубли: похоже на мероприятие с деньгами, а не на показатель"))
        self.take_row(row)

    def start_unnumbered(self, row: Row) -> None:
        """A row of figures without a number, under one that has them: a part of it, or the next part beside it."""
        whole = self.last.parent or (self.last.number if OF_WHICH_IN_NAME.search(self.last.name) else "")
        taken = {each.number for each in self.annex.indicators}
        free = (f"{whole}.{part}" for part in range(1, len(taken) + 2)) if whole else iter([""])
        number = next(each for each in free if each not in taken or not each)
        self.start(row, number, "")
        said = _("В строке нет номера: предложен %(number)s") if number else _("В строке нет номера")
        self.last.problems.append(said % {"number": number} if number else said)

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

    def kind(self, row: Row) -> Role | None:
        """Plan or fact, where rows of either stand one under another."""
        values = {column.at for column in self.columns}
        words = (row.cell(at).lower() for at in row.filled if at not in values)
        return next((PLAN_OR_FACT[each] for each in words if each in PLAN_OR_FACT), None)

    def take_from_below(self, row: Row) -> None:
        """Values under the name of their indicator, in a row that names the unit or something else."""
        words = row.cell(self.name_at)
        named = UNIT_ROW.match(words)
        if not self.last.unit and len(words) <= LONGEST_UNIT:
            self.last.unit = named["unit"] if named else words
        if not named:
            said = _("Значения стоят строкой ниже названия, рядом с «%(words)s»: проверьте единицу")
            self.last.problems.append(said % {"words": words})
        self.last.values.clear()
        self.take_row(row)

    def take_row(self, row: Row) -> None:
        self.last.source.append((row.place, row.written))
        if row.doubt:
            self.last.problems.append(row.doubt)
        for column in self.columns:
            kind = self.kind(row) if column.role == Role.PLAN else None
            self.take(kind or column.role, row.cell(column.at), column.year or self.year(row))

    def take(self, role: Role, text: str, year: int | None) -> None:
        value = figure(text)
        fixed = role in (Role.BASELINE, Role.END)
        key = str(role), None if fixed else year
        if key in self.last.values:
            if text and text != self.last.values[key].written:
                said = _("Второе значение для того же периода: «%(text)s»")
                self.last.problems.append(said % {"text": text})
            return
        self.last.values[key] = value
        if value.problem:
            self.last.problems.append(f"{value.problem}: «{text}»")
