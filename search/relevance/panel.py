"""Three judges who read every card for every question, each alone.

Rules over titles (search.relevance.judging) are one more judge: they forget what their author did not think of, and
take in what only bears the word. A card is worth the highest grade that at least two of the four give it.

`judges/cards.txt` has «12 | service | няня на час», two files of each judge «некому посидеть с сыном | 12 40 | 7 |
305»: what is worth 3, 2 and 1, the best first. One of the two has the questions held out.
"""

import functools
from collections.abc import Iterable, Mapping
from pathlib import Path

from portal.datafiles import read_bars

FILES = Path(__file__).parent / "judges"
JUDGES = ("1", "2", "3")
GRADES = (3, 2, 1)
# So many must agree.
AGREED = 2

# The type and the title of a card.
Name = tuple[str, str]


@functools.cache
def cards() -> dict[str, Name]:
    """What the judges have read, by number."""
    return {number: (type_, title) for number, type_, title in read_bars(FILES / "cards.txt")}


@functools.cache
def judges() -> list[dict[str, Mapping[Name, int]]]:
    """Of each judge the questions, with what answers them."""
    return [
        {
            words: graded(parts)
            for file in (f"{name}.txt", f"held_{name}.txt")
            for words, *parts in read_bars(FILES / file)
        }
        for name in JUDGES
    ]


def graded(parts: Iterable[str]) -> dict[Name, int]:
    found: dict[Name, int] = {}
    for grade, numbers in zip(GRADES, parts, strict=True):
        for number in numbers.split():
            found.setdefault(cards()[number], grade)
    return found


def opinions(words: str) -> tuple[Mapping[Name, int], ...]:
    """What each judge says of a question. Who names no card («7.1» says nothing to whoever reads cards) has none."""
    return tuple(said for judge in judges() if (said := judge.get(words)))


def agreed(grades: Iterable[int]) -> int:
    """The highest that so many give, or more."""
    return sorted(grades)[-AGREED]
