"""In what unit the table is: its head may say roubles while its figures are thousands. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from .figures import NUMBER, decimal

UNITS = {"": 1, "тыс": 1000, "млн": 1_000_000, "млрд": 1_000_000_000}
UNIT = re.compile(r"(тыс|млн|млрд)?[а-я]*\.?\s*руб", re.I)
SUM_IN_WORDS = re.compile(rf"({NUMBER.pattern})\s*(тыс|млн|млрд)?[а-я]*\.?\s*руб", re.I)


@dataclass(frozen=True)
class UnitReading:
    """Roubles in one unit of the table's figures, what says so, and why a person should look."""

    roubles: int
    because: str
    problem: str = ""


def unit_of(words: str) -> int | None:
    """«(тыс. руб.)» → 1000."""
    found = UNIT.search(words)
    return UNITS[(found[1] or "").lower()] if found else None


def sums_in_prose(prose: Iterable[str]) -> list[tuple[Decimal, int, str]]:
    """Sums that the text outside the tables names: the figure, its unit in roubles, the words."""
    return [
        (decimal(found[1]), UNITS[(found[2] or "").lower()], found[0])
        for line in prose
        for found in SUM_IN_WORDS.finditer(line)
    ]


def unit_of_table(head_words: str, total: Decimal | None, prose: Iterable[str]) -> UnitReading:
    """The unit of the head, unless the text names the table's own total in another one."""
    named = unit_of(head_words)
    same = [(unit, words) for figure, unit, words in sums_in_prose(prose) if total and figure == total]
    if same and all(unit != (named or 1) for unit, _words in same):
        unit, words = same[0]
        problem = _("В шапке таблицы другая единица, чем в тексте: «%(text)s». Проверьте, в чём суммы.") % {
            "text": words
        }
        return UnitReading(unit, words, problem if named else "")
    if named:
        return UnitReading(named, head_words)
    if same:
        return UnitReading(*same[0])
    return UnitReading(1, "", _("Единица сумм не названа: прочитано как рубли"))
