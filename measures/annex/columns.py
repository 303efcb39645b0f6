"""What a column of an annex means, by the headings over it. Pure."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

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
    KIND = "kind"
    NOTE = "note"
    LINE = "line"
    SECTION = "section"


# What the words of a head stand for; the first that is met wins, so the narrower stand first.
WORDS = {
    Role.LINE: r"^\W*(?:номер|№|n)\s+строк\w*\W*$",
    Role.NUMBER: r"^\s*(?:№|n|nn|no)\s*(?!\s*строк)(?:п|д|/|$|\b)|^номер(?!\w*\s+строк|\s+и\s+наим)|^п/п|^статус",
    Role.SECTION: r"^\W*(?:наименование\s+)?(?:задач[аи]?|направлени[ея]|раздел|цель|блок|подпрограмм[аы])"
    r"(?:\s+деятельности)?(?:\s+(?:программы|подпрограммы|комплекса\s+мер|плана))?\W*$",
    Role.SOURCE: r"^(?:направлени\w*\s+и\s+|вид\w*\s+)?источник",
    Role.EXECUTORS: r"^(?!.*(?:количеств|числ|стоимост|затрат)).*(?:исполнител|ответственн|участник)",
    Role.RESULT: r"ожидаем|результат",
    Role.PERIOD: r"срок|период (?:реализ|исполн|выполн|провед)|дат[аы] (?:реализ|исполн|провед|начал|оконч)"
    r"|^(?:начало|окончание|завершение)\b",
    Role.YEAR: r"^год(?:ы|а)?(?:\s+(?:реализации|исполнения|выполнения|финансирования))?\s*$",
    Role.UNIT: r"един\w*\s*изм|^ед\.?\s*изм|единиц[аы]? измерен|^единиц",
    Role.TITLE: r"наименован|мероприяти|показател|индикатор|содержание",
    Role.KIND: r"^вид значени|^план\W+факт",
    Role.NOTE: r"примечан|комментар",
}
MONEY = re.compile(
    r"финансир|финансов|стоимост|расход|затрат|объ[её]м.*\b(?:средств|руб)|бюджет|\bруб|\bсредств|^сумм",
    re.I,
)
TOTAL = re.compile(r"^(?:всего|итого|общий|сумма)|^объ[её]м\b", re.I)
BASELINE = re.compile(r"к началу|на начало|до начала|базов|исходн|начальн", re.I)
END = re.compile(r"по оконч|на конец|к концу|в конце|итогов|по завершени|по итогам", re.I)
FACT = re.compile(r"факт|достигнут|исполнен[оа]\b|выполнен[оа]\b|кассов", re.I)
AMENDED = re.compile(r"уточн[её]н|с уч[её]том изменен|с изменениями|\bстало\b|нов\w+ редакци", re.I)
PART_OF_YEAR = re.compile(r"\bкв(?:артал|\.|$)|полугоди|\bмесяц", re.I)
PLAN = re.compile(r"^план|^целев\w+ значен", re.I)
PLANNED = re.compile(r"план|целев\w+ значен|по годам", re.I)
VALUES = re.compile("|".join((BASELINE.pattern, END.pattern, r"планов\w+ значен", r"^(?:план|факт)$")), re.I)
INDICATOR_NAMED = re.compile(r"^(?:наименование\s+)?(?:целев\w+\s+)?(?:показател|индикатор)", re.I)
INDICATORS = re.compile(r"индикатор|показател", re.I)
# «Код бюджетной классификации», «ГРБС», «ЦСР»: figures that count no money.
NO_MONEY = re.compile(
    r"\bкод|классификац|\bг[рл]?бс|распорядител|\bкбк|цср|\bвр\b|\bрз\b|\bрзпр|^раздел|подраздел|количеств|численност"
    r"|^расч[её]т|обосновани",
    re.I,
)
# What is asked for, beside what is given.
NEEDED = re.compile(r"потребност|заявлен|запрошен|необходим\w* объ[её]м", re.I)
GIVEN = re.compile(r"предусмотр|утвержд|выделен|обеспечен\w* финансир", re.I)
# What an annex reckons from its sums.
RECKONED = re.compile(
    r"отклонени|процент|%|\bостат|\bэкономи\w*$|нарастающ|\bна (?:1|одн\w+|кажд\w+)\b|за единицу", re.I
)

SPAN = re.compile(r"^\W*((?:19|20)\d\d)\s*[-–—/]\s*((?:(?:19|20)\d\d)|\d\d)\s*(?:г\.?\s*г\.?|год\w*|г\.?)?\W*$", re.I)
# «Итого на II этапе», «Всего», the sum of the sums beside it; «Итого детей» is none.
BARE_TOTAL = re.compile(r"^(?:всего|итого)(?:\s*$|\W*[,:(]|\s+(?:по|на|за)\b)", re.I)
COUNTED = re.compile(r"челов|\bчел\b|семей|детей|\bед\b|единиц|\bшт\b|участник", re.I)


@dataclass(frozen=True)
class Column:
    """A column: its role and, of figures, the year, the source of the money, or that it is their sum.

    `own`: its own heading, the lowest of those over it. `stage`: which money, where its headings say so; `part`: the
    name of the part of a year that it is of; `unit`: roubles in one, where the column names it. `is_span`: it sums
    several years that have no columns of their own.
    """

    at: int
    role: Role | None
    text: str
    year: int | None = None
    source: str = ""
    is_total: bool = False
    own: str = ""
    stage: str = ""
    part: str = ""
    unit: int | None = None
    is_span: bool = False


OF_INDICATORS = (None, Role.TITLE, Role.UNIT, Role.RESULT, Role.YEAR, Role.BASELINE, Role.PLAN, Role.FACT, Role.END)


def role_of(text: str) -> Role | None:
    if INDICATOR_NAMED.match(text):
        return Role.TITLE
    return next((role for role, words in WORDS.items() if re.search(words, text, re.I)), None)


def ends_of_years(columns: list[Column]) -> list[Column]:
    """«По итогам 2024 года», «по итогам 2025 года»: each a year's plan, for there is one end only."""
    if sum(column.role == Role.END for column in columns) < 2:
        return columns
    return [
        replace(column, role=Role.PLAN) if column.role == Role.END and column.year else column for column in columns
    ]


def money_without_a_word(column: Column) -> Column:
    """Of a list of measures in which no column speaks of money: columns of years, of sources, of their sum."""
    if column.role is not None or NO_MONEY.search(column.text) or RECKONED.search(column.own):
        return column
    year, source = year_of(column.text), source_of(column.text)
    is_total = bool(TOTAL.search(column.text))
    if not (year or source or is_total or column.stage):
        return column
    return replace(column, role=Role.MONEY, year=year, source=source, is_total=is_total)


def of_whose_money(columns: list[Column]) -> list[Column]:
    """Beside other columns of money one that names neither year nor a known source is a part, and no sum of them."""
    stages = [column.stage for column in columns if column.role == Role.MONEY]
    return [
        replace(column, is_total=False)
        if is_nameless(column) and not column.part and stages.count(column.stage) > 1
        else column
        for column in columns
    ]


def of_spans(columns: list[Column]) -> list[Column]:
    """«2019–2020 годы»: beside years within it their sum, beside others a sum that a person has to split."""
    years = [column.year for column in columns if column.role == Role.MONEY and column.year]
    found = []
    for column in columns:
        span = SPAN.match(column.own)
        if column.role != Role.MONEY or not span:
            found.append(column)
            continue
        first, last = int(span[1]), int(span[1][: -len(span[2])] + span[2])
        holds = not years or any(first <= year <= last for year in years)
        found.append(replace(column, is_total=holds and not column.source, is_span=not holds))
    return found


def without_purposes(columns: list[Column]) -> list[Column]:
    """«Капитальные вложения» beside «всего» of their source, «потребность» beside what is given: no more money."""
    totals = {(each.year, each.source, each.stage) for each in columns if is_of_source(each) and TOTAL.search(each.own)}
    if any(each.role == Role.MONEY and GIVEN.search(each.text) for each in columns):
        columns = [replace(each, role=None) if is_needed(each) else each for each in columns]
    return [
        replace(column, role=None)
        if is_of_source(column)
        and not (TOTAL.search(column.own) or YEAR.search(column.own) or source_of(column.own) or column.part)
        and (column.year, column.source, column.stage) in totals
        else column
        for column in columns
    ]


def is_needed(column: Column) -> bool:
    return column.role == Role.MONEY and bool(NEEDED.search(column.text)) and not GIVEN.search(column.text)


def is_of_source(column: Column) -> bool:
    return column.role == Role.MONEY and bool(column.source)


def sections_beside(columns: list[Column]) -> list[Column]:
    """«Задача» beside «Мероприятие» names sections; where nothing else names measures, it names them."""
    others = any(column.role == Role.TITLE for column in columns)
    sections = [column.at for column in columns if column.role == Role.SECTION]
    kept = sections[:1] if others else []
    role = None if others else Role.TITLE
    return [
        replace(column, role=role if column.at == sections[0] or others else None)
        if column.at in sections and column.at not in kept
        else column
        for column in columns
    ]


def results_under_indicators(columns: list[Column], texts: list[list[str]]) -> list[Column]:
    """Beside measures, the name, unit and value of an indicator of theirs say what each of them is to give."""
    title = next((column.at for column in columns if column.role == Role.TITLE), None)
    return [
        replace(column, role=Role.RESULT)
        if column.at != title and column.role in OF_INDICATORS and any(map(INDICATORS.search, texts[column.at][:-1]))
        else column
        for column in columns
    ]


def results_beside(columns: list[Column]) -> list[Column]:
    """«Показатели результата» to the right of the measures' titles say what each of them is to give."""
    titles = [column.at for column in columns if column.role == Role.TITLE]
    return [
        replace(column, role=Role.RESULT)
        if column.at in titles[1:] and INDICATOR_NAMED.match(column.own or column.text)
        else column
        for column in columns
    ]


def is_nameless(column: Column) -> bool:
    return column.role == Role.MONEY and not (column.year or column.source or TOTAL.search(column.own))


def needs_year(column: Column) -> bool:
    """«План» says nothing of when, unless a column of years does."""
    return column.role in (Role.PLAN, Role.FACT) and column.year is None


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
        return Column(at, Role.MONEY, whole, year, source, bool(TOTAL.search(own)) or not (year or source), own)
    return Column(at, role or role_of(whole), whole, year, own=own)


def is_money(parts: list[str], role: Role | None) -> bool:
    """Whether sums stand in the column: it speaks of money, and is not one that only says whose or what for."""
    if role in (Role.LINE, Role.NUMBER, Role.SOURCE, Role.NOTE, Role.YEAR) or any(map(NO_MONEY.search, parts)):
        return False
    if RECKONED.search(parts[-1]):
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
