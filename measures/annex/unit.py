"""In what unit the table is: its head may say roubles while its figures are thousands. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from .figures import NUMBER, UNITS, decimal, unit_of

SUM_IN_WORDS = re.compile(rf"({NUMBER.pattern})\s*(тыс|млн|млрд)?[а-я]*\.?\s*руб", re.I)
# «(тыс. рублей)», «Единица измерения: руб.», and the end of a caption: «Объёмы финансирования, млн руб.»
UNIT_ALONE = re.compile(r"^\W*(?:в|единиц\w+ измерения\W*)?\s*(?:тыс|млн|млрд)?[а-я]*\.?\s*руб\w*\W*$", re.I)
UNIT_OF_CAPTION = re.compile(r"(?:[(,]|\bв)\s*(?:в\s+)?(?:тыс|млн|млрд)?[а-я]*\.?\s*руб\w*\W*$", re.I)


@dataclass(frozen=True)
class UnitReading:
    """Roubles in one unit of the table's figures, what says so, and why a person should look."""

    roubles: int
    because: str
    problem: str = ""


def sums_in_prose(prose: Iterable[str]) -> list[tuple[Decimal, int, str]]:
    """Sums that the text outside the tables names: the figure, its unit in roubles, the words."""
    return [
        (decimal(found[1]), UNITS[(found[2] or "").lower()], found[0])
        for line in prose
        for found in SUM_IN_WORDS.finditer(line)
    ]


def unit_beside(prose: Iterable[str]) -> str:
    """The line that gives nothing but a unit, or the caption that ends with one."""
    lines = list(prose)
    alone = next((line for line in lines if UNIT_ALONE.match(line)), "")
    return alone or next((line for line in lines if UNIT_OF_CAPTION.search(line) and not NUMBER.search(line)), "")


def caption_with_unit(lines: Iterable[str]) -> str:
    """The last line over a table that gives its unit: alone, or at the end of a caption with no sum in it."""
    found = [
        line
        for line in lines
        if UNIT_ALONE.match(line) or (UNIT_OF_CAPTION.search(line) and not SUM_IN_WORDS.search(line))
    ]
    return found[-1] if found else ""


def bare_caption(line: str) -> str:
    """«Таблица 2. Средства Фонда (руб.)» without its unit."""
    return UNIT_OF_CAPTION.sub("", line).strip(" ()[],.")


def unit_of_table(head_words: str, total: Decimal | None, prose: Iterable[str]) -> UnitReading:
    """The unit of the head, unless the text names the table's own total in another one."""
    prose = list(prose)
    words = head_words if unit_of(head_words) else unit_beside(prose)
    named = unit_of(words)
    same = [(unit, said) for figure, unit, said in sums_in_prose(prose) if total and figure == total]
    if same and all(unit != (named or 1) for unit, _said in same):
        unit, said = same[0]
        problem = _("В шапке таблицы другая единица, чем в тексте: «%(text)s». Проверьте, в чём суммы.") % {
            "text": said
        }
        return UnitReading(unit, said, problem if named else "")
    if named:
        return UnitReading(named, words)
    if same:
        return UnitReading(*same[0])
    return UnitReading(1, "", _("Единица сумм не названа: прочитано как рубли"))
