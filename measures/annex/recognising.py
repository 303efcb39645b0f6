"""What the rows of an annex say: directions, measures with their money, indicators, totals to check against. Pure.

Every recognised thing keeps the place of its row and the words of its cells. What is uncertain is said in `problems`,
never decided in silence; nothing is invented for a cell that is empty.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain

from django.utils.translation import gettext as _

from .figures import Figure, Sum, figure, sums
from .grid import Row, Source, Table, joined, unmarked
from .headings import Column, Head, Role, apart, find_head, is_numbering, source_of, year_of
from .numbers import numbered
from .periods import Term, term

OF_SECTION = re.compile(r"\bпо\s+(?:под)?(?:раздел|направлени|задач|блок|пункт|цел)", re.I)
TOTALS = re.compile(r"^\s*(?:итого|всего|итог\b|общий объ[её]м)", re.I)
HEADING_WORDS = re.compile(r"^(?:раздел|направлени|задач|блок|цель|этап)", re.I)


@dataclass
class Money:
    """A sum of a measure or of a total: of a year and a source where the table gives them."""

    amount: Decimal | None
    year: int | None = None
    source: str = ""
    words: str = ""
    is_total: bool = False
    not_required: bool = False


@dataclass
class Direction:
    number: str
    title: str
    place: str


@dataclass
class Measure:
    """A row of the list of measures. `stated` is its own total in the table; `lines` are the parts of it."""

    number: str
    title: str
    place: str
    direction: str = ""
    result: str = ""
    executors: str = ""
    period: str = ""
    term: Term = field(default_factory=Term)
    money: list[Money] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def stated(self) -> Decimal | None:
        return next((each.amount for each in self.money if each.is_total and not each.year), None)

    @property
    def lines(self) -> list[Money]:
        """Parts with money; where the table has only a total, the total itself."""
        parts = [each for each in self.money if not each.is_total and (each.amount or each.not_required)]
        return parts or [each for each in self.money if each.is_total and each.amount]


@dataclass
class Indicator:
    """A row of the list of indicators: figures by («baseline» | «plan» | «fact» | «end», year)."""

    number: str
    name: str
    place: str
    unit: str = ""
    parent: str = ""
    values: dict[tuple[str, int | None], Figure] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


@dataclass
class Annex:
    """All that was recognised in a source."""

    directions: list[Direction] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    totals: list[Money] = field(default_factory=list)
    unit_words: str = ""
    left_out: list[tuple[str, str]] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)


def recognise(source: Source) -> Annex:
    """Read every table that has the head of a list of measures or indicators; say which rows were left out."""
    annex = Annex(prose=source.prose)
    for table in chain.from_iterable(map(apart, source.tables)):
        head = find_head(table)
        if head is None or head.at(Role.TITLE) is None:
            continue
        if head.is_of_indicators and head.having(Role.PLAN, Role.END, Role.BASELINE, Role.FACT):
            IndicatorRows(annex, head).read(table)
        elif head.having(Role.MONEY) or (head.having(Role.PERIOD, Role.YEAR) and head.at(Role.EXECUTORS) is not None):
            annex.unit_words = annex.unit_words or head.unit_words
            MeasureRows(annex, head).read(table)
    return annex


class MeasureRows:
    """Reads the rows of one table of measures in their order."""

    def __init__(self, annex: Annex, head: Head):
        self.annex, self.head = annex, head
        self.title_at = head.at(Role.TITLE) or 0
        self.number_at = head.at(Role.NUMBER) if head.at(Role.NUMBER) is not None else 0
        self.direction = ""
        self.last: Measure | Direction | None = None

    def read(self, table: Table) -> None:
        for row in body(table, self.head):
            self.read_row(row)

    def read_row(self, row: Row) -> None:
        number = numbered(row.cell(self.number_at))
        if any(TOTALS.match(text) for text in row.cells[: self.title_at + 1]):
            # The sum of a section is none of the whole.
            is_part = any(OF_SECTION.search(text) for text in row.cells[: self.title_at + 1])
            self.annex.totals += [] if is_part else self.total_row(row)
            self.last = None
        elif number and self.is_heading(row):
            self.start_direction(row, *number)
        elif number:
            self.start_measure(row, *number)
        elif not row.cell(self.number_at) and self.last is not None and self.is_more(row):
            self.go_on(row)
        elif len(row.filled) == 1 and not self.has_money(row):
            self.start_direction(row, "", row.cells[row.filled[0]])
        elif row.cell(self.title_at) and (self.has_money(row) or self.details(row)):
            self.start_measure(row, "", "")
            self.last.problems.append(_("В строке нет номера"))
        else:
            self.annex.left_out.append((row.place, " | ".join(text for text in row.cells if text)))

    def is_heading(self, row: Row) -> bool:
        """A row of a direction has a number and a title, and nothing in the columns of measures."""
        return not self.has_money(row) and not self.details(row)

    def details(self, row: Row) -> list[str]:
        roles = (Role.RESULT, Role.EXECUTORS, Role.PERIOD)
        return [text for column in self.head.having(*roles) if (text := row.cell(column.at))]

    def has_money(self, row: Row) -> bool:
        return any(row.cell(column.at) for column in self.head.having(Role.MONEY))

    def is_more(self, row: Row) -> bool:
        """The rest of the row above that a page has cut, or its money by another year or source."""
        return isinstance(self.last, Measure) or not self.has_money(row)

    def start_direction(self, row: Row, number: str, rest: str) -> None:
        own = row.cell(self.title_at) if self.title_at != self.number_at else ""
        title = joined(rest, own) if own != rest else rest
        self.last = Direction(number or str(len(self.annex.directions) + 1), title, row.place)
        self.direction = self.last.number
        self.annex.directions.append(self.last)

    def start_measure(self, row: Row, number: str, rest: str) -> None:
        self.last = Measure(number, joined(rest, self.text(row, Role.TITLE)), row.place, self.direction)
        self.annex.measures.append(self.last)
        self.take_texts(row, titles=False)
        self.take_money(row)
        if number in {each.number for each in self.annex.measures[:-1]}:
            self.last.problems.append(_("Номер повторяется"))

    def go_on(self, row: Row) -> None:
        if isinstance(self.last, Direction):
            self.last.title = joined(self.last.title, self.text(row, Role.TITLE))
            return
        if row.cell(self.title_at) and self.last.title:
            self.last.problems.append(_("Текст собран из двух строк: проверьте стык"))
        self.take_texts(row, titles=True)
        self.take_money(row)

    def take_texts(self, row: Row, *, titles: bool) -> None:
        measure = self.last
        if titles:
            measure.title = joined(measure.title, self.text(row, Role.TITLE))
        measure.result = joined(measure.result, self.text(row, Role.RESULT))
        measure.executors = joined(measure.executors, self.text(row, Role.EXECUTORS))
        for role in (Role.PERIOD, Role.YEAR):
            measure.period = joined(measure.period, self.text(row, role))
        measure.term = term(measure.period)

    def text(self, row: Row, role: Role) -> str:
        at = self.head.at(role)
        return unmarked(row.cell(at)) if at is not None else ""

    def take_money(self, row: Row) -> None:
        named = source_of(self.text(row, Role.SOURCE)), self.text(row, Role.SOURCE)
        year = year_of(self.text(row, Role.YEAR))
        for column in self.head.having(Role.MONEY):
            for each in sums(row.cell(column.at)):
                self.last.money.append(money_of(column, each, named, year))
                if each.problem:
                    self.last.problems.append(f"{each.problem}: «{row.cell(column.at)}»")

    def total_row(self, row: Row) -> list[Money]:
        """Sums of a totals row. A merged first cell may have pushed them to the left: then they fit from the right."""
        columns = self.head.having(Role.MONEY)
        given = [row.cell(column.at) for column in columns]
        texts = [text for text in row.cells[1:] if text and not TOTALS.match(text)]
        if len(texts) == len(columns) and not all(given):
            given = texts
        found = []
        for column, text in zip(columns, given, strict=True):
            first, *parts = sums(text) or [None]
            if first is None:
                continue
            # «4 750,00 в том числе: 2 000,00 средства Фонда»: the first is the whole, the others its parts.
            whole = Sum(first.amount) if parts else first
            found.append(money_of(column, whole, ("", "")))
            found += [money_of(column, part, ("", "")) for part in parts]
        return found


def body(table: Table, head: Head) -> list[Row]:
    """The rows under the head; what a new page repeats of it is left out."""
    repeated = {row.cells for row in table.rows[: head.first_row] if len(row.filled) > 1}
    return [
        row
        for row in table.rows[head.first_row :]
        if row.filled and not is_numbering(row) and row.cells not in repeated
    ]


def money_of(column: Column, each: Sum, named: tuple[str, str], row_year: int | None = None) -> Money:
    """`named`, `row_year`: what columns of sources and years give for the whole row, a source by its code and words."""
    source = column.source or source_of(each.words) or named[0]
    words = each.words or (column.text if column.source else named[1])
    is_total = column.is_total and not named[1] and not (each.words and source_of(each.words))
    year = column.year or row_year or year_of(each.words)
    return Money(each.amount, year, source, words, is_total, each.not_required)


class IndicatorRows:
    """Reads the rows of one table of indicators in their order."""

    def __init__(self, annex: Annex, head: Head):
        self.annex, self.head = annex, head
        self.number_at = head.at(Role.NUMBER) if head.at(Role.NUMBER) is not None else 0
        self.name_at = head.at(Role.TITLE) or 0
        self.columns = head.having(Role.BASELINE, Role.PLAN, Role.FACT, Role.END)
        self.last: Indicator | None = None

    def read(self, table: Table) -> None:
        for row in body(table, self.head):
            number = numbered(row.cell(self.number_at))
            if number:
                self.start(row, *number)
            elif self.last and self.year(row):
                self.take_row(row)
            elif self.last and not self.has_values(row):
                self.last.name = joined(self.last.name, row.cell(self.name_at)).rstrip(";, ")
            else:
                self.annex.left_out.append((row.place, " | ".join(text for text in row.cells if text)))

    def has_values(self, row: Row) -> bool:
        return any(row.cell(column.at) for column in self.columns)

    def start(self, row: Row, number: str, rest: str) -> None:
        unit_at = self.head.at(Role.UNIT)
        name = row.cell(self.name_at) if self.name_at != self.number_at else ""
        name = unmarked(joined(rest, name)).rstrip(";, ")
        self.last = Indicator(number, name, row.place, row.cell(unit_at) if unit_at is not None else "")
        whole = number.rpartition(".")[0]
        self.last.parent = whole if any(each.number == whole for each in self.annex.indicators) else ""
        self.annex.indicators.append(self.last)
        self.take_row(row)

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
        self.last.values[str(column.role), None if fixed else year] = value
        if value.problem:
            self.last.problems.append(f"{value.problem}: «{text}»")
