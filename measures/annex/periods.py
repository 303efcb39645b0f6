"""When a measure runs, out of the words of its cell. Pure."""

import re
from dataclasses import dataclass
from itertools import pairwise

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# «2021-23 гг.»
SHORT_RANGE = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-–—/]\s*(\d\d)(?=\s*(?:г|уч|$))", re.I)
DATE = re.compile(r"(?<!\d)\d{1,2}\.(0[1-9]|1[0-2])\.((?:19|20)\d\d)(?!\d)")
MONTHS = ("январ", "феврал", "март", "апрел", "ма[йяе]", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр")
QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
ONE_QUARTER = r"(?:iv|i{1,3}|[1-4])(?:-?(?:[йеогм]{1,3}))?"
QUARTER = re.compile(rf"(?<![\w.])({ONE_QUARTER}(?:\s*(?:[-–—,]|и)\s*{ONE_QUARTER})*)\s*(?:кв)", re.I)
HALF = re.compile(r"(?<!\w)(i{1,2}|[12]|перво\w+|второ\w+)(?:-?[а-я]{1,3})?\s+полугод", re.I)
DEADLINE = re.compile(r"\b(?:до|не позднее|ежегодно|ежеквартально|ежемесячно)\b", re.I)


@dataclass(frozen=True)
class Term:
    """Years and, where the words name them, months, both ends included. Nothing is guessed."""

    year_from: int | None = None
    year_to: int | None = None
    month_from: int | None = None
    month_to: int | None = None


def term(words: str) -> Term:
    """«2016 - 2017 гг.», «III квартал 2016 года», «до декабря 2017», «сентябрь-ноябрь 2016»."""
    words = SHORT_RANGE.sub(lambda found: f"{found[1]}-{found[1][:2]}{found[2]}", words)
    years = [int(year) for year in YEAR.findall(words)]
    if not years:
        return Term()
    return Term(min(years), max(years), *(named_months(words.lower(), years) or (None, None)))


def named_months(words: str, years: list[int]) -> tuple[int, int] | None:
    """The first month of the first year and the last of the last, where the words leave no doubt of them."""
    if dates := DATE.findall(words):
        return of_dates(words, dates)
    pieces = quarters_and_halves(words)
    if pieces:
        return sure([each for piece in pieces for each in piece], years)
    found = sorted(
        (match.start(), number) for number, stem in enumerate(MONTHS, 1) for match in re.finditer(rf"\b{stem}", words)
    )
    if not found or DEADLINE.search(words):
        return None
    return sure([number for _at, number in found], years)


def of_dates(words: str, dates: list[tuple[str, str]]) -> tuple[int, int] | None:
    """«с 01.03.2021 по 31.12.2023»: in that order, and no deadline alone."""
    in_order = [(int(year), int(month)) for month, year in dates]
    if in_order != sorted(in_order) or len(dates) > 2 or (len(dates) == 1 and DEADLINE.search(words)):
        return None
    return in_order[0][1], in_order[-1][1]


def quarters_and_halves(words: str) -> list[tuple[int, int]]:
    found = []
    for match in QUARTER.finditer(words):
        named = [QUARTERS[each] for each in re.findall(r"iv|i{1,3}|[1-4]", match[1])]
        found.append((match.start(), (named[0] * 3 - 2, named[-1] * 3)))
    for match in HALF.finditer(words):
        second = match[1] in ("ii", "2") or match[1].startswith("второ")
        found.append((match.start(), (7, 12) if second else (1, 6)))
    return [months for _start, months in sorted(found)]


def sure(months: list[int], years: list[int]) -> tuple[int, int] | None:
    """Within one year months go forward; over several, one month alone would stand for both ends."""
    if len(set(years)) == 1:
        return (months[0], months[-1]) if all(a <= b for a, b in pairwise(months)) else None
    return (months[0], months[-1]) if len(months) > 1 else None
