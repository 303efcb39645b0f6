"""What the columns of a table mean, out of the rows of its head. Pure."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from .grid import Row, Table
from .periods import YEAR


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
    Role.NUMBER: r"^\s*(?:№|n|nn|no)\s*(?:п|д|/|$|\b)|^номер|^п/п",
    Role.SOURCE: r"^источник",
    Role.EXECUTORS: r"исполнител|ответственн",
    Role.RESULT: r"ожидаем|результат",
    Role.PERIOD: r"срок|период (?:реализ|исполн|выполн)|дата (?:реализ|исполн|провед)",
    Role.YEAR: r"^год(?:ы|а)?(?:\s+(?:реализации|исполнения|выполнения|финансирования))?\s*$",
    Role.UNIT: r"един\w*\s*изм|^ед\.?\s*изм|единиц[аы]? измерен",
    Role.TITLE: r"наименован|мероприяти|показател|индикатор|содержание",
    Role.NOTE: r"примечан|комментар",
}
MONEY = re.compile(
    r"финансир|стоимост|расход|затрат|объ[её]м.*(?:средств|руб)|бюджет|руб\.?|руб(?:лей|ли)|средств", re.I
)
TOTAL = re.compile(r"^(?:всего|итого|общий|сумма)|^объ[её]м\b", re.I)
BASELINE = re.compile(r"к началу|на начало|до начала|базов|исходн|начальн", re.I)
END = re.compile(r"по оконч|на конец|к концу|в конце|итогов|по завершени|по итогам", re.I)
FACT = re.compile(r"факт|достигнут|исполнен[оа]\b|выполнен[оа]\b|кассов", re.I)
PLAN = re.compile(r"^план", re.I)
# What stands under a wide heading.
UNDER = re.compile("|".join([YEAR.pattern, *(each.pattern for each in (TOTAL, BASELINE, END, FACT)), "план"]), re.I)
INDICATORS = re.compile(r"индикатор|показател", re.I)
# A source of money by the words for it; the codes are those of FundingSource.
SOURCES = {
    "federal": re.compile(r"федеральн", re.I),
    "fund": re.compile(r"фонд|грант", re.I),
    "municipal": re.compile(r"муницип|местн\w* бюджет", re.I),
    "attracted": re.compile(r"привлеч|внебюдж|иные|спонсор|благотвор|собственн\w* средств|нко", re.I),
    "regional_budget": re.compile(r"бюджет|областн|республиканск|краев|окружн|региональн", re.I),
}


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

    def at(self, role: Role) -> int | None:
        return next((column.at for column in self.columns if column.role == role), None)

    def having(self, *roles: Role) -> list[Column]:
        return [column for column in self.columns if column.role in roles]


def source_of(words: str) -> str:
    """The code of the source that the words name; empty where they name none."""
    return next((code for code, pattern in SOURCES.items() if pattern.search(words)), "")


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
    found, head = [Table()], None
    for row in table.rows:
        starts = names_numbers(row) and likeness(row) > 2
        if starts and row.cells == head:
            continue
        head = row.cells if starts else head
        if starts and any(len(other.filled) > 1 for other in found[-1].rows):
            while len(found[-1].rows[-1].filled) < 2:
                found[-1].rows.pop()
            found.append(Table())
        found[-1].rows.append(row)
    return found


def names_numbers(row: Row) -> bool:
    return any(re.search(WORDS[Role.NUMBER], text, re.I) for text in row.cells if text)


def likeness(row: Row) -> int:
    """How many different columns of a table of measures or indicators the row seems to name."""
    found = {role for text in row.cells if 0 < len(text) < 200 and (role := role_of(text))}
    return len(found)


def role_of(text: str) -> Role | None:
    return next((role for role, words in WORDS.items() if re.search(words, text, re.I)), None)


def is_numbering(row: Row) -> bool:
    """«1 2 3 4»: the row that numbers the columns."""
    numbers = [text.rstrip(".") for text in row.cells if text]
    return len(numbers) > 2 and numbers == [str(number) for number in range(1, len(numbers) + 1)]


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
    everything = " ".join(text for row in rows for text in row.cells)
    money = any(MONEY.search(" ".join(parts)) for parts in texts)
    of_indicators = bool(INDICATORS.search(everything)) and not money
    columns = [understood(at, parts, of_indicators) for at, parts in enumerate(texts)]
    if not any(column.role == Role.YEAR for column in columns):
        columns = [replace(column, role=None) if needs_year(column) else column for column in columns]
    unit_words = next((" ".join(parts) for parts in texts if re.search(r"руб", " ".join(parts), re.I)), "")
    return Head(columns, end, of_indicators, unit_words)


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
    if is_money(parts, role):
        year = year_of(own) or year_of(whole)
        source = source_of(own) or source_of(" ".join(parts[1:]))
        return Column(at, Role.MONEY, whole, year, source, is_total=bool(TOTAL.search(own)) or not (year or source))
    return Column(at, role or role_of(whole), whole)


def is_money(parts: list[str], role: Role | None) -> bool:
    """Whether sums stand in the column: it speaks of money, and is not one that only says whose or what for."""
    if role in (Role.NUMBER, Role.SOURCE, Role.NOTE, Role.YEAR):
        return False
    if role == Role.TITLE:
        return bool(MONEY.search(parts[-1])) and not re.match(WORDS[Role.TITLE], parts[-1], re.I)
    return bool(MONEY.search(" ".join(parts))) and (role is None or len(parts) > 1)


def role_of_value(parts: list[str]) -> Role | None:
    """The role of a column of indicators."""
    whole, own = " ".join(parts), parts[-1]
    if BASELINE.search(own):
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
