"""Which money a column holds: approved, amended or spent, of a whole year or of a part of it. Pure.

What quarters add up to is nobody's figure: it is held against the sum of the year, or shown to a person as a question.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from portal.formatting import number as plain

from .columns import AMENDED, PART_OF_YEAR, Column, Role
from .parts import Money
from .sources import source_of

APPROVED_STAGE, AMENDED_STAGE, SPENT_STAGE = "approved", "amended", "spent"
SPENT = re.compile(
    r"факт|исполнен[оа]\b|^исполнени|выполнен[оа]\b|израсходован|освоен|кассов\w+\s+(?:расход|исполн|выплат)", re.I
)
APPROVED = re.compile(r"утвержд|предусмотр|первоначальн|\bплан|\bбыло\b", re.I)
# «План» and «кассовый расход» as the whole text of a cell: its row is of that stage.
ALONE = re.compile(
    r"\W*(?:план|факт|утверждено|предусмотрено|уточн[её]нный план|уточнено|исполнено|израсходовано|освоено"
    r"|кассов\w+ (?:расход\w*|исполнение)|фактические расходы)\W*",
    re.I,
)
QUARTER = re.compile(r"\bкв(?:артал|\.|$)", re.I)
HALF = re.compile(r"полугоди", re.I)
WHOLE_YEAR = ((QUARTER, 4), (HALF, 2))


def stage_of(texts: Iterable[str]) -> str:
    """The stage by the lowest heading that names one; «план и факт» over both says nothing of either."""
    for text in reversed(list(texts)):
        is_spent, is_amended, is_approved = (bool(words.search(text)) for words in (SPENT, AMENDED, APPROVED))
        if is_spent != (is_amended or is_approved):
            return SPENT_STAGE if is_spent else AMENDED_STAGE if is_amended else APPROVED_STAGE
    return ""


def beside_parts(columns: list[Column]) -> list[Column]:
    """«Год» after «I квартал» is the sum of the year, and no column of years."""
    if not any(column.role == Role.MONEY and PART_OF_YEAR.search(column.own) for column in columns):
        return columns
    return [
        replace(column, role=Role.MONEY, source=source_of(column.text), is_total=True)
        if column.role == Role.YEAR
        else column
        for column in columns
    ]


def with_stages(columns: list[Column]) -> list[Column]:
    """Each column of money with its stage and part of a year; an act that only gives «уточнённый план» approves it."""
    stages = {column.stage or APPROVED_STAGE for column in columns if column.role == Role.MONEY}
    alone = stages == {AMENDED_STAGE}
    return [staged(column, alone) if column.role == Role.MONEY else column for column in columns]


def staged(column: Column, is_alone: bool) -> Column:
    stage = APPROVED_STAGE if is_alone else column.stage or APPROVED_STAGE
    if not PART_OF_YEAR.search(column.own):
        return replace(column, stage=stage)
    return replace(column, stage=stage, part=column.own, is_total=not column.source)


def has_approved(columns: list[Column]) -> bool:
    return any(column.role == Role.MONEY and column.stage in ("", APPROVED_STAGE) for column in columns)


def of_years(parts: list[Money]) -> list[list[Money]]:
    """The parts of each year, source and stage."""
    groups: dict[tuple, list[Money]] = {}
    for part in parts:
        if part.amount is not None:
            groups.setdefault((part.stage, part.scope), []).append(part)
    return list(groups.values())


def whole_beside(parts: list[Money], money: list[Money]) -> Money | None:
    """The sum of their year; one that does not name its year may be it as well."""
    first = parts[0]
    fitting = [each for each in money if each.stage == first.stage and each.scope[1] == first.scope[1]]
    near = [each for each in fitting if None in (each.year, first.year)]
    return next((each for each in [*fitting, *near] if each.year == first.year), near[0] if near else None)


def beside_their_year(parts: list[Money], money: list[Money]) -> Iterator[str]:
    """What a person should know of sums of quarters: that they do not make their year, or that it is not given."""
    for own in of_years(parts):
        whole, together = whole_beside(own, money), sum(part.amount for part in own)
        listed = ", ".join(f"{part.part} — {plain(part.amount)}" for part in own)
        if whole is None:
            yield _("Суммы года в таблице нет, есть части: %(parts)s. Сами не складываем: решите вы") % {
                "parts": listed
            }
        elif whole.amount is not None and whole.amount != together and make_a_year(own):
            numbers = {"whole": plain(whole.amount), "parts": plain(together)}
            yield _("За год %(whole)s, а части года дают %(parts)s") % numbers


def suggested(parts: list[Money], money: list[Money]) -> list[Money]:
    """Sums of years that only their four quarters or two halves give: for a person to confirm."""
    return [
        replace(own[0], amount=sum(part.amount for part in own), part="")
        for own in of_years(parts)
        if make_a_year(own) and whole_beside(own, money) is None
    ]


def make_a_year(parts: list[Money]) -> bool:
    """Parts of one kind, each once: no halves among quarters, nothing counted from the start of the year."""
    names = [part.part for part in parts]
    return len(set(names)) == len(names) and any(
        len(names) <= most and all(map(words.search, names)) for words, most in WHOLE_YEAR
    )
