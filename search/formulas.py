"""Conditions on entries as trees: PostgreSQL reads them as a tsquery, and a process answers them from bits
(search.bitmaps). Pure.

One tree may be a part of many, as what the title says is of most tiers of a question: whoever answers works it out
once.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from search.models import Section
from search.vector import any_of, any_prefix


class Has(NamedTuple):
    """An entry has one of the lexemes."""

    lexemes: tuple[str, ...]

    def __str__(self) -> str:
        return any_of(self.lexemes)


class Begins(NamedTuple):
    """It has a lexeme that begins with one of these."""

    starts: tuple[str, ...]

    def __str__(self) -> str:
        return any_prefix(self.starts)


class Not(NamedTuple):
    of: "Formula"

    def __str__(self) -> str:
        return f"!{self.of}"


class All(NamedTuple):
    """It meets each of the parts."""

    parts: tuple["Formula", ...]

    def __str__(self) -> str:
        return f"({' & '.join(map(str, self.parts))})"


class Any(NamedTuple):
    """It meets one of the parts."""

    parts: tuple["Formula", ...]

    def __str__(self) -> str:
        return f"({' | '.join(map(str, self.parts))})"


Formula = Has | Begins | Not | All | Any
INSTITUTION = Has((f"@{Section.PROVIDER}",))
# Every entry stands in a section.
ALL_ENTRIES = Has(tuple(f"@{section}" for section in Section))


def all_of(*parts: Formula) -> Formula:
    """Of one part there is nothing to join."""
    return All(parts) if len(parts) != 1 else parts[0]


def one_of(parts: Iterable[Formula]) -> Formula:
    found = tuple(parts)
    return Any(found) if len(found) != 1 else found[0]


def leaves(formulas: Iterable[Formula]) -> Iterator[Has | Begins]:
    """What they ask for in the end; what stands in several of them is looked through once."""
    seen: set[int] = set()
    left = list(formulas)
    while left:
        formula = left.pop()
        if id(formula) in seen:
            continue
        seen.add(id(formula))
        if isinstance(formula, Has | Begins):
            yield formula
        else:
            left += (formula.of,) if isinstance(formula, Not) else formula.parts
