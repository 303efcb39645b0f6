"""When a measure runs, out of the words of its cell. Pure."""

import re
from dataclasses import dataclass

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
MONTHS = ("январ", "феврал", "март", "апрел", "ма[йя]", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр")
QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
QUARTER = re.compile(r"(?<![\w])([ivIV]{1,3}|[1-4])(?:\s*[-–]\s*([ivIV]{1,3}|[1-4]))?(?:-?[а-я]{1,2})?\s*(?:кв)", re.I)


@dataclass(frozen=True)
class Term:
    """Years and, where the words name them, months, both ends included. Nothing is guessed."""

    year_from: int | None = None
    year_to: int | None = None
    month_from: int | None = None
    month_to: int | None = None


def term(words: str) -> Term:
    """«2016 - 2017 гг.», «III квартал 2016 года», «до декабря 2017», «сентябрь-ноябрь 2016»."""
    years = [int(year) for year in YEAR.findall(words)]
    if not years:
        return Term()
    months = named_months(words.lower())
    return Term(min(years), max(years), *(months or (None, None)))


def named_months(words: str) -> tuple[int, int] | None:
    if quarter := QUARTER.search(words):
        first, last = (QUARTERS.get((part or "").lower()) for part in quarter.groups())
        return (first * 3 - 2, (last or first) * 3) if first else None
    found = sorted(
        (match.start(), number) for number, stem in enumerate(MONTHS, 1) for match in re.finditer(rf"\b{stem}", words)
    )
    if not found:
        return None
    if re.search(r"\b(до|не позднее)\b", words):
        return None
    return found[0][1], found[-1][1]
