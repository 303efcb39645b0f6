"""Sections of a list of measures: where one begins, and whose sum a row of totals is. Pure."""

import re

from .found import Annex, Direction, TotalRow
from .grid import letters
from .numbers import arabic, is_within, numbered

TOTALS = re.compile(r"^\s*(?:итого|всего|итог\b|общий объ[её]м|общая сумма)", re.I)
OF_SECTION = re.compile(
    r"\bпо\s+(?:\S+\s+)?((?:под)?(?:раздел|направлени|задач|блок|пункт|цел|этап|подпрограмм))", re.I
)
LONGEST_KIND = 20  # letters at the start of a heading that hold the word for its kind
OF_WHOLE = re.compile(
    r"\b(?:по|на)\s+(?:\S+\s+){0,2}(?:программ|комплекс|план|мероприяти)|общий объ[её]м|общая сумма", re.I
)
# «Раздел IV.», «Задача 2», «Подпрограмма 1»: a heading, with its number where it has one.
HEADING = re.compile(
    r"^(?:под)?(?:раздел|направление|задача|блок|цель|этап|подпрограмма|комплекс процессных мероприятий)\b"
    r"\s*(?:№\s*)?(?P<number>\d{1,2}(?:\.\d{1,2}){0,3}|[IVXІХ]{1,5}(?=[\s.:)]|$))?",
    re.I,
)
NOTE = re.compile(r"^(?:[*⁰¹²³⁴-⁹]+\s*\D|примечани|\d\)\s|исполнитель\s*:|продолжение таблицы)", re.I)
# «Государственная программа», in the place of a number: the sums of all.
PROGRAMME = re.compile(r"^(?:государственная |муниципальная |региональная )?программа(?:\s*[«\"].*)?$", re.I)
IN_QUOTES = re.compile(r"[«\"“](.+)[»\"”]")


class Sections:
    """The sections of a list as its rows open them; one that an earlier table has opened goes on."""

    def __init__(self, annex: Annex, current: str = ""):
        self.annex, self.current = annex, current
        self.here: set[int] = set()

    def open(self, number: str, title: str, place: str) -> Direction:
        earlier = [each for each in self.annex.directions if letters(each.title) == letters(title)]
        if earlier and id(earlier[0]) not in self.here:
            found = earlier[0]
        else:
            found = Direction(self.free_number(number), title, place)
            self.annex.directions.append(found)
            self.here.add(id(found))
        self.current = found.number
        return found

    def free_number(self, number: str) -> str:
        """The number, told apart from an earlier direction that bears it too."""
        taken = {each.number for each in self.annex.directions}
        number = number or str(len(self.annex.directions) + 1)
        others = (f"{number}-{more}" for more in range(2, len(taken) + 3))
        return next(each for each in [number, *others] if each not in taken)


def is_heading(text: str) -> bool:
    return bool(HEADING.match(text))


def number_of_heading(text: str) -> str:
    """«Раздел IV. Отдых» → «4»."""
    found = HEADING.match(text)
    number = found["number"] if found else ""
    return arabic((number or "").upper().replace("І", "I").replace("Х", "X"))


def whose(row: TotalRow, annex: Annex, current: str) -> None:
    """Say of a row of totals whether it sums one section, and which: by its number, its name, or where it stands."""
    row.direction = current
    if OF_SECTION.search(row.label):
        direction = named_section(row.label, annex.directions) or ("" if any_number(row.label) else current)
        if has_total(annex, direction):
            return  # «Итого по подпрограмме 1» under «Итого по разделу 1»
        row.of, row.direction = "section", direction
    elif OF_WHOLE.search(row.label) or PROGRAMME.match(row.label):
        row.of, row.direction = "whole", ""


def has_total(annex: Annex, direction: str) -> bool:
    return any(row.of == "section" and row.direction == direction for row in annex.total_rows)


def any_number(label: str) -> bool:
    return bool(after_section(label))


def after_section(label: str) -> str:
    """The number that the label gives after the word for the section."""
    rest = re.split(r"^\w+", label[OF_SECTION.search(label).end() :], maxsplit=1)[-1].lstrip(" №.:")
    found = numbered(rest)
    return found[0] if found else ""


def named_section(label: str, directions: list[Direction]) -> str:
    number = arabic(after_section(label))
    if number:
        kind = OF_SECTION.search(label)[1].lower()
        alike = [each for each in directions if kind in each.title.lower()[:LONGEST_KIND]]
        found = [each.number for each in alike if number_of_heading(each.title) == number]
        found = found or [each.number for each in directions if arabic(each.number) == number]
        return found[-1] if found else ""
    if quoted := IN_QUOTES.search(label):
        return next((each.number for each in directions if quoted[1].lower() in each.title.lower()), "")
    return ""


def leave_out_lone_lines(annex: Annex) -> None:
    """Lines under the last measure that only looked like sections: a signature, a note."""
    peopled = {each.direction for each in annex.measures}
    while annex.directions and not annex.directions[-1].is_sure and annex.directions[-1].number not in peopled:
        line = annex.directions.pop()
        annex.left_out.append((line.place, line.title))


def settle_totals(annex: Annex) -> None:
    """Rows that say only «Итого»: the last is the sum of all, unless every section has exactly one of its own."""
    bare = [row for row in annex.total_rows if not row.of]
    peopled = [each.number for each in annex.directions if has_measures(annex, each.number)]
    has_whole = any(row.of == "whole" for row in annex.total_rows)
    one_each = len(peopled) > 1 and [row.direction for row in bare] == peopled
    for row in bare:
        is_last = row is bare[-1] and not has_whole and not one_each
        row.of = "whole" if is_last or not row.direction else "section"
        row.direction = "" if row.of == "whole" else row.direction
    for row in [row for row in annex.section_totals if not has_measures(annex, row.direction)]:
        annex.total_rows.remove(row)
        annex.left_out.append((row.place, row.label))


def has_measures(annex: Annex, direction: str) -> bool:
    """Whether the direction has measures, all of them its own: of one with directions within it no sum is told."""
    if any(is_within(each.number, direction) for each in annex.directions):
        return False
    return any(each.direction == direction for each in annex.measures)
