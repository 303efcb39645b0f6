"""The head of a table: its rows, and what they make of each column. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from .columns import (
    AMENDED,
    BARE_TOTAL,
    BASELINE,
    COUNTED,
    END,
    FACT,
    INDICATORS,
    PART_OF_YEAR,
    SPAN,
    TOTAL,
    VALUES,
    WORDS,
    Column,
    Role,
    ends_of_years,
    is_money,
    money_without_a_word,
    needs_year,
    of_spans,
    of_whose_money,
    results_beside,
    results_under_indicators,
    role_of,
    sections_beside,
    understood,
    without_purposes,
)
from .figures import unit_of
from .grid import Row, Table
from .periods import YEAR
from .row_labels import WHOLE, YEAR_ALONE
from .sources import names_source, source_of
from .stages import beside_parts, has_approved, stage_of, with_stages

CODE = re.compile(r"[\d\sхx–-]+", re.I)
COLUMN_NUMBER = re.compile(r"(\d{1,2})\.?(?:\s*=.*)?")
# What stands under a wide heading.
UNDER = re.compile(
    "|".join(
        [
            YEAR.pattern,
            *(each.pattern for each in (TOTAL, BASELINE, END, FACT, AMENDED, PART_OF_YEAR)),
            *("план", "утвержд", "^(?:дата )?(?:начал|оконч)"),
        ]
    ),
    re.I,
)


@dataclass(frozen=True)
class Head:
    """The head of a table: its columns, the first row under it, whether it lists indicators.

    `lost`: columns that a person has to read, and why. `above`: lines of the table itself that stand over its head.
    """

    columns: list[Column]
    first_row: int
    is_of_indicators: bool
    unit_words: str = ""
    lost: Mapping[int, str] = field(default_factory=dict)
    above: list[str] = field(default_factory=list)

    def at(self, role: Role) -> int | None:
        return next((column.at for column in self.columns if column.role == role), None)

    @property
    def number_at(self) -> int:
        """Where numbers stand: under their own heading, under none in the first column, or before the titles."""
        if (named := self.at(Role.NUMBER)) is not None:
            return named
        return 0 if self.columns[0].role is None else self.at(Role.TITLE) or 0

    def unread(self, rows: list[Row], roles: frozenset[Role]) -> list[str]:
        """Columns with something in them of which a reader that knows the roles takes nothing, as people name them."""
        once = {Role.NUMBER: self.number_at, Role.TITLE: self.at(Role.TITLE)}
        return [
            f"«{column.text}»" if column.text else _("графа %(number)d без заголовка") % {"number": column.at + 1}
            for column in self.columns
            if column.at not in {*self.lost, self.number_at}
            and column.role != Role.LINE
            and (column.role not in roles or once.get(column.role, column.at) != column.at)
            and any(row.cell(column.at) for row in rows)
        ]

    def having(self, *roles: Role) -> list[Column]:
        return [column for column in self.columns if column.role in roles]


def find_head(table: Table) -> Head | None:
    """The head of the table, or nothing where no row of it looks like one."""
    for start, row in enumerate(table.rows):
        if likeness(row) >= 2:
            end = end_of_head(table, start)
            above = [each.text for each in table.rows[:start] if len(each.filled) == 1]
            return replace(read_head(table, start, end), above=above)
    return None


def apart(table: Table) -> list[Table]:
    """The tables that stand one under another in a sheet: each starts with a head that numbers its rows.

    Lines of one cell above such a head are its caption. A head that a new page repeats starts nothing.
    """
    found, head = [Table(before=table.before)], None
    for row in table.rows:
        starts = names_numbers(row) and likeness(row) > 2
        if starts and row.cells == head:
            continue
        head = row.cells if starts else head
        if starts and any(len(other.filled) > 1 for other in found[-1].rows):
            caption = []
            while len(found[-1].rows[-1].filled) < 2:
                caption.insert(0, found[-1].rows.pop().text)
            found.append(Table(before=caption))
        found[-1].rows.append(row)
    return found


def names_numbers(row: Row) -> bool:
    return any(re.search(WORDS[Role.NUMBER], text, re.I) for text in row.cells if text)


def likeness(row: Row) -> int:
    """How many different columns of a table of measures or indicators the row seems to name."""
    texts = [text for text in row.cells if 0 < len(text) < 200]
    found = {role_of(text) or (Role.PLAN if VALUES.search(text) else None) for text in texts}
    has_years = sum(bool(YEAR_ALONE.match(text)) for text in texts) > 1
    return len(found - {None}) + has_years


def is_numbering(row: Row) -> bool:
    """«1 2 3 4», «А Б 1 2», «1 2 3=4+5 4 5»: the row that numbers the columns."""
    texts = [text for text in row.cells if text]
    numbers = [found[1] for text in texts if (found := COLUMN_NUMBER.fullmatch(text))]
    letters = sum(bool(re.fullmatch(r"[А-ЯA-Z]", text)) for text in texts)
    in_order = numbers == [str(number) for number in range(1, len(numbers) + 1)]
    return len(numbers) > 2 and in_order and len(numbers) + letters == len(texts)


def end_of_head(table: Table, start: int) -> int:
    """The row after the last one of the head; the row of column numbers belongs to it."""
    following = range(start + 1, min(start + 6, len(table.rows)))
    numbering = next((at for at in following if is_numbering(table.rows[at])), None)
    if numbering is not None:
        return numbering + 1
    end = start + 1
    while end < min(start + 4, len(table.rows)) and continues_head(table.rows[end]):
        end += 1
    return end


def continues_head(row: Row) -> bool:
    """Years, sources, «всего» under a wide heading: no number of its own, and no sum."""
    texts = [text for text in row.cells if text]
    named = [text for text in texts if len(text) < 120 and (UNDER.search(text) or source_of(text) or role_of(text))]
    return not row.cell(0) and bool(texts) and (0 in row.under or len(named) * 2 >= len(texts))


def read_head(table: Table, start: int, end: int) -> Head:
    rows = [row for row in table.rows[start:end] if not is_numbering(row)]
    texts = [heading(rows, at) for at in range(table.width)]
    of_indicators = lists_indicators(texts)
    columns = [understood(at, parts, of_indicators) for at, parts in enumerate(texts)]
    if of_indicators:
        columns = ends_of_years(columns)
    else:
        columns = of_measures([by_content(column, table.rows[end:]) for column in columns], texts)
    lost = unreadable(columns)
    unit_words = next((words for parts in texts if unit_of(words := " ".join(parts)) is not None), "")
    kept = [replace(column, role=None) if column.at in lost else column for column in columns]
    return Head(kept, end, of_indicators, unit_words, lost)


def of_measures(columns: list[Column], texts: list[list[str]]) -> list[Column]:
    told = [replace(column, stage=stage_of(texts[column.at]), unit=unit_of(column.text)) for column in columns]
    told = results_under_indicators(sections_beside(told), texts)
    return results_beside(of_whose_money(of_spans(without_purposes(with_stages(of_money(beside_parts(told)))))))


def by_content(column: Column, rows: list[Row]) -> Column:
    """«Объём финансирования, источники»: where no cell has a figure and most name whose money it is, that is all.

    «Раздел» over codes is one of the budget.
    """
    texts = [text for row in rows if (text := row.cell(column.at))]
    if column.role == Role.SECTION and all(CODE.fullmatch(text) for text in texts):
        return replace(column, role=None)
    if column.role not in (None, Role.MONEY) or any(character.isdigit() for text in texts for character in text):
        return column
    named = [text for text in texts if names_source(text) or WHOLE.match(text)]
    if len(named) * 2 <= len(texts) or not any(map(source_of, named)):
        return column
    return replace(column, role=Role.SOURCE, year=None, source="", is_total=False)


def of_money(columns: list[Column]) -> list[Column]:
    """Beside sums whose columns speak of money, a bare year or «Итого» heads sums as well."""
    if has_approved(columns):
        return [money_without_a_word(column) if heads_sums(column) else column for column in columns]
    return [money_without_a_word(column) for column in columns]


def heads_sums(column: Column) -> bool:
    is_total = BARE_TOTAL.match(column.own) and not COUNTED.search(column.text)
    return bool(YEAR_ALONE.match(column.own) or SPAN.match(column.own) or is_total)


def unreadable(columns: list[Column]) -> dict[int, str]:
    """Columns that are left to a person, and why: without a year where one is needed."""
    if any(column.role == Role.YEAR for column in columns):
        return {}
    said = _("Графа «%(column)s» без года: не прочитана.")
    return {column.at: said % {"column": column.text} for column in columns if needs_year(column)}


def lists_indicators(texts: list[list[str]]) -> bool:
    """A table of indicators speaks of them where its names stand, and nowhere of money."""
    everything = [" ".join(parts) for parts in texts]
    if any(is_money(parts, role_of(parts[-1])) for parts in texts if parts):
        return False
    named = next((parts[-1] for parts in texts if parts and role_of(parts[-1]) == Role.TITLE), "")
    return bool(INDICATORS.search(named or " ".join(everything)))


def heading(rows: list[Row], at: int) -> list[str]:
    """Texts over a column from the widest to its own. A wide one reaches to the right while others stand under it."""
    parts = []
    for level, row in enumerate(rows):
        text = row.cell(at)
        if not text and any(below.cell(at) for below in rows[level + 1 :]):
            text = next((row.cell(left) for left in range(at - 1, -1, -1) if row.cell(left)), "")
        if text and text not in parts:
            parts.append(text)
    return parts


def body(table: Table, head: Head) -> list[Row]:
    """The rows under the head; what a new page repeats of it is left out."""
    repeated = {row.cells for row in table.rows[: head.first_row] if len(row.filled) > 1}
    return [
        row
        for row in table.rows[head.first_row :]
        if row.filled and not is_numbering(row) and row.cells not in repeated
    ]


def goes_on_as(table: Table, head: Head) -> bool:
    """Whether a table without a head has the columns of the one before it."""
    return table.width == len(head.columns) and table.width > 2
