"""Computed sums held against the totals that the act itself states. Pure: what is compared is handed in."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from portal.speaking import gettext as _

from .arithmetic import Line, Total, planned, total


class Stated(NamedTuple):
    """A total of the act; an empty scope («», None) means the whole programme, all years, all sources."""

    amount: Decimal
    measure: str = ""
    year: int | None = None
    source: str = ""
    stage: str = "approved"
    place: str = ""
    direction: str = ""

    def covers(self, line: Line) -> bool:
        return (
            self.measure in ("", line.measure)
            and self.direction in ("", line.direction)
            and self.year in (None, line.year)
            and self.source in ("", line.source)
        )


class Check(NamedTuple):
    """One stated total beside the sum of the lines in its scope."""

    stated: Stated
    computed: Total

    @property
    def difference(self) -> Decimal | None:
        """Computed minus stated; nothing where there is nothing to compute from."""
        return None if self.computed.amount is None else self.computed.amount - self.stated.amount

    @property
    def agrees(self) -> bool:
        """No line contradicts a stated zero; any other stated sum needs lines that make it."""
        return self.stated.amount == 0 if self.difference is None else self.difference == 0


@dataclass(frozen=True, slots=True)
class OutsideTerm:
    """Money planned for a year in which its measure does not run."""

    line: Line
    first_year: int | None
    last_year: int | None

    @property
    def term(self) -> str:
        years = [str(year) for year in (self.first_year, self.last_year) if year]
        return "–".join(dict.fromkeys(years))


def lines_of_stage(lines: list[Line], stage: str) -> list[Line]:
    """What a stated total of that stage speaks of. An amended total covers the cells the amendment left alone too."""
    return planned(lines) if stage == "amended" else [line for line in lines if line.stage == stage]


def reconcile(lines: Iterable[Line], stated: Iterable[Stated]) -> list[Check]:
    """Every stated total with the sum of its lines, in the order of the act."""
    lines, stated = list(lines), list(stated)
    scopes: dict[tuple[str, str], list[Line]] = {}
    for stage in {item.stage for item in stated}:
        for line in lines_of_stage(lines, stage):
            for measure in ("", line.measure):
                scopes.setdefault((stage, measure), []).append(line)
    return [Check(item, total(filter(item.covers, scopes.get((item.stage, item.measure), ())))) for item in stated]


def outside_term(
    lines: Iterable[Line], terms: Mapping[str, tuple[datetime.date | None, datetime.date | None]]
) -> list[OutsideTerm]:
    """Money outside the term of its measure. A line without a year and a term without dates contradict nothing."""
    found = []
    for line in lines:
        starts, ends = terms.get(line.measure, (None, None))
        first, last = starts.year if starts else None, ends.year if ends else None
        if line.year and line.amount and ((first and line.year < first) or (last and line.year > last)):
            found.append(OutsideTerm(line, first, last))
    return found


def scope_text(stated: Stated, source_name: Callable[[str], str]) -> str:
    """«Мероприятие 7.1, 2017 год, средства Фонда»; «Всего» for the whole programme."""
    parts = [_("мероприятие %(number)s") % {"number": stated.measure}] if stated.measure else []
    parts += [_("направление %(number)s") % {"number": stated.direction}] if stated.direction else []
    parts += [_("%(year)s год") % {"year": stated.year}] if stated.year else []
    parts += [source_name(stated.source)] if stated.source else []
    text = ", ".join(parts) or _("всего")
    return text[0].upper() + text[1:]
