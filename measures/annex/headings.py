"""What the columns of a table mean, out of the rows of its head. Pure."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from .grid import Row, Table
from .periods import YEAR
from .sources import source_of


class Role(StrEnum):
    NUMBER = "number"
    TITLE = "title"
    RESULT = "result"
    EXECUTORS = "executors"
    PERIOD = "period"
    YEAR = "year"
    SOURCE = "source"
    MONEY = "money"
    UNIT = "unit"
    BASELINE = "baseline"
    PLAN = "plan"
    FACT = "fact"
    END = "end"
    NOTE = "note"


# What the words of a head stand for; the first that is met wins, so the narrower stand first.
WORDS = {
    Role.NUMBER: r"^\s*(?:№|n|nn|no)\s*(?:п|д|/|$|\b)|^номер|^п/п|^статус",
    Role.SOURCE: r"^(?:направлени\w*\s+и\s+|вид\w*\s+)?источник",
    Role.EXECUTORS: r"исполнител|ответственн|участник",
    Role.RESULT: r"ожидаем|результат",
    Role.PERIOD: r"срок|период (?:реализ|исполн|выполн|провед)|дат[аы] (?:реализ|исполн|провед|начал|оконч)",
    Role.YEAR: r"^год(?:ы|а)?(?:\s+(?:реализации|исполнения|выполнения|финансирования))?\s*$",
    Role.UNIT: r"един\w*\s*изм|^ед\.?\s*изм|единиц[аы]? измерен|^единиц",
    Role.TITLE: r"наименован|мероприяти|показател|индикатор|содержание",
    Role.NOTE: r"примечан|комментар",
}
MONEY = re.compile(
    r"финансир|финансов|стоимост|расход|затрат|объ[её]м.*(?:средств|руб)|бюджет|руб\.?|руб(?:лей|ли)|средств|^сумм",
    re.I,
)
TOTAL = re.compile(r"^(?:всего|итого|общий|сумма)|^объ[её]м\b", re.I)
BASELINE = re.compile(r"к началу|на начало|до начала|базов|исходн|начальн", re.I)
END = re.compile(r"по оконч|на конец|к концу|в конце|итогов|по завершени|по итогам", re.I)
FACT = re.compile(r"факт|достигнут|исполнен[оа]\b|выполнен[оа]\b|кассов", re.I)
PLAN = re.compile(r"^план|^целев\w+ значен", re.I)
PLANNED = re.compile(r"план|целев\w+ значен|по годам", re.I)
COLUMN_NUMBER = re.compile(r"(\d{1,2})\.?(?:\s*=.*)?")
# What stands under a wide heading.
UNDER = re.compile("|".join([YEAR.pattern, *(each.pattern for each in (TOTAL, BASELINE, END, FACT)), "план"]), re.I)
VALUES = re.compile("|".join((BASELINE.pattern, END.pattern, r"планов\w+ значен", r"^(?:план|факт)$")), re.I)
INDICATOR_NAMED = re.compile(r"^(?:наименование\s+)?(?:целев\w+\s+)?(?:показател|индикатор)", re.I)
INDICATORS = re.compile(r"индикатор|показател", re.I)
# «Код бюджетной классификации», «ГРБС», «ЦСР»: figures that count no money.
NO_MONEY = re.compile(
    r"\bкод|классификац|\bг[рл]?бс|распорядител|\bкбк|цср|\bвр\b|\bрз\b|\bрзпр|^раздел|подраздел|количеств|численност",
    re.I,
)


@dataclass(frozen=True)
class Column:
    """A column: its role and, of figures, the year, the source of the money, or that it is their sum."""

    at: int
    role: Role | None
    text: str
    year: int | None = None
    source: str = ""
    is_total: bool = False


@dataclass(frozen=True)
class Head:
    """The head of a table: its columns, the first row under it, and whether it lists indicators."""

    columns: list[Column]
    first_row: int
    is_of_indicators: bool
    unit_words: str = ""
    without_year: tuple[str, ...] = ()

    def at(self, role: Role) -> int | None:
        return next((column.at for column in self.columns if column.role == role), None)

    def having(self, *roles: Role) -> list[Column]:
        return [column for column in self.columns if column.role in roles]


def find_head(table: Table) -> Head | None:
    """The head of the table, or nothing where no row of it looks like one."""
    for start, row in enumerate(table.rows):
        if likeness(row) >= 2:
            end = end_of_head(table, start)
            return read_head(table, start, end)
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
    return len(found - {None})


def role_of(text: str) -> Role | None:
    if INDICATOR_NAMED.match(text):
        return Role.TITLE
    return next((role for role, words in WORDS.items() if re.search(words, text, re.I)), None)


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
    words = re.compile(
        "|".join([YEAR.pattern, TOTAL.pattern, BASELINE.pattern, END.pattern, FACT.pattern, "план"]), re.I
    )
    named = [text for text in texts if len(text) < 120 and (words.search(text) or source_of(text) or role_of(text))]
    return not row.cell(0) and bool(texts) and len(named) * 2 >= len(texts)


def read_head(table: Table, start: int, end: int) -> Head:
    rows = [row for row in table.rows[start:end] if not is_numbering(row)]
    texts = [heading(rows, at) for at in range(table.width)]
    of_indicators = lists_indicators(texts)
    columns = [understood(at, parts, of_indicators) for at, parts in enumerate(texts)]
    lost = []
    if of_indicators:
        columns = ends_of_years(columns)
        if not any(column.role == Role.YEAR for column in columns):
            lost = [column for column in columns if needs_year(column)]
    elif not any(column.role == Role.MONEY for column in columns):
        columns = [money_without_a_word(column) for column in columns]
    columns = [replace(column, role=None) if column in lost else column for column in columns]
    unit_words = next((" ".join(parts) for parts in texts if re.search(r"руб", " ".join(parts), re.I)), "")
    return Head(columns, end, of_indicators, unit_words, tuple(column.text for column in lost))


def lists_indicators(texts: list[list[str]]) -> bool:
    """A table of indicators speaks of them where its names stand, and nowhere of money."""
    everything = [" ".join(parts) for parts in texts]
    if any(is_money(parts, role_of(parts[-1])) for parts in texts if parts):
        return False
    named = next((parts[-1] for parts in texts if parts and role_of(parts[-1]) == Role.TITLE), "")
    return bool(INDICATORS.search(named or " ".join(everything)))


def ends_of_years(columns: list[Column]) -> list[Column]:
    """«По итогам 2024 года», «по итогам 2025 года»: each a year's plan, for there is one end only."""
    if sum(column.role == Role.END for column in columns) < 2:
        return columns
    return [
        replace(column, role=Role.PLAN) if column.role == Role.END and column.year else column for column in columns
    ]


def money_without_a_word(column: Column) -> Column:
    """Of a list of measures in which no column speaks of money: columns of years, of sources, of their sum."""
    if column.role is not None or NO_MONEY.search(column.text):
        return column
    year, source = year_of(column.text), source_of(column.text)
    is_total = bool(TOTAL.search(column.text))
    if not (year or source or is_total):
        return column
    return replace(column, role=Role.MONEY, year=year, source=source, is_total=is_total)


def needs_year(column: Column) -> bool:
    """«План» says nothing of when, unless a column of years does."""
    return column.role in (Role.PLAN, Role.FACT) and column.year is None


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


def understood(at: int, parts: list[str], of_indicators: bool) -> Column:
    """`parts`: the headings over the column, from the widest to its own."""
    if not parts:
        return Column(at, None, "")
    whole, own = " ".join(parts), parts[-1]
    if of_indicators:
        return Column(at, role_of_value(parts), whole, year_of(own) or year_of(whole))
    role = role_of(own)
    year = year_of(own) or year_of(whole)
    if is_money(parts, role):
        source = next((found for part in reversed(parts) if (found := source_of(part))), "")
        return Column(at, Role.MONEY, whole, year, source, is_total=bool(TOTAL.search(own)) or not (year or source))
    return Column(at, role or role_of(whole), whole, year)


def is_money(parts: list[str], role: Role | None) -> bool:
    """Whether sums stand in the column: it speaks of money, and is not one that only says whose or what for."""
    if role in (Role.NUMBER, Role.SOURCE, Role.NOTE, Role.YEAR) or any(map(NO_MONEY.search, parts)):
        return False
    if role == Role.TITLE:
        return bool(MONEY.search(parts[-1])) and not re.match(WORDS[Role.TITLE], parts[-1], re.I)
    return any(map(MONEY.search, parts)) and (role is None or len(parts) > 1)


def role_of_value(parts: list[str]) -> Role | None:
    """The role of a column of indicators."""
    whole, own = " ".join(parts), parts[-1]
    if BASELINE.search(own) or (BASELINE.search(whole) and not PLANNED.search(whole)):
        return Role.BASELINE
    if END.search(own):
        return Role.END
    if YEAR.search(own) or (len(parts) > 1 and YEAR.search(whole)):
        return Role.FACT if FACT.search(whole) else Role.PLAN
    named = role_of(own)
    if named in (None, Role.RESULT) and (FACT.search(own) or PLAN.search(own)):
        return Role.FACT if FACT.search(own) else Role.PLAN
    return named or role_of(whole)


def year_of(text: str) -> int | None:
    years = set(YEAR.findall(text))
    return int(years.pop()) if len(years) == 1 else None


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
