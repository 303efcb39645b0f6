"""The formulas of forms: «[1.1] + [1.2]», «[2] / [1] * 100», «[1.4.*]» for the sum of parts. Pure.

What is not filled makes the whole unknown; a count that is not kept adds nothing. Division by zero gives nothing.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from .figures import NOT_KEPT, Figure

TOKEN = re.compile(
    r"\s*(?:\[(?P<code>[\w.]+?)(?P<parts>\.\*)?(?P<previous>@previous)?\]|(?P<number>\d+)|(?P<sign>[-+*/]))"
)
Read = Callable[[str, bool], Figure]


class BadFormula(ValueError):
    """A formula that the form's author has got wrong."""


@dataclass(frozen=True)
class Term:
    """A cell, the sum of the parts of one, or a number."""

    code: str = ""
    number: Decimal | None = None
    is_parts: bool = False
    is_previous: bool = False


@dataclass(frozen=True)
class Expression:
    text: str

    @cached_property
    def tokens(self) -> list[Term | str]:
        found, at = [], 0
        while at < len(self.text.rstrip()):
            match = TOKEN.match(self.text, at)
            if not match:
                raise BadFormula(self.text)
            found.append(token(match))
            at = match.end()
        if len(found) % 2 == 0 or any(isinstance(each, str) != bool(place % 2) for place, each in enumerate(found)):
            raise BadFormula(self.text)
        return found

    @property
    def terms(self) -> Iterator[Term]:
        return (each for each in self.tokens if isinstance(each, Term))

    def value(self, read: Read, parts: Callable[[str], list[str]]) -> Figure:
        """`read` gives a cell of this return or of the previous one; `parts` names the codes under a code."""
        values = [each if isinstance(each, str) else self.of(each, read, parts) for each in self.tokens]
        if None in values:
            return None
        if all(value == NOT_KEPT for value in values[::2]):
            return NOT_KEPT
        return calculated([Decimal(0) if value == NOT_KEPT else value for value in values])

    def of(self, term: Term, read: Read, parts: Callable[[str], list[str]]) -> Figure:
        if term.number is not None:
            return term.number
        if not term.is_parts:
            return read(term.code, term.is_previous)
        found = [read(code, term.is_previous) for code in parts(term.code)]
        if None in found or not found:
            return None
        kept = [each for each in found if each != NOT_KEPT]
        return sum(kept, Decimal(0)) if kept else NOT_KEPT


def token(match: re.Match) -> Term | str:
    if match["sign"]:
        return match["sign"]
    if match["number"]:
        return Term(number=Decimal(match["number"]))
    return Term(match["code"], None, bool(match["parts"]), bool(match["previous"]))


def calculated(values: list) -> Decimal | None:
    """Numbers and the signs between them: products first."""
    terms = [values[0]]
    for sign, value in zip(values[1::2], values[2::2], strict=True):
        if sign in "*/":
            if sign == "/" and value == 0:
                return None
            terms[-1] = terms[-1] * value if sign == "*" else terms[-1] / value
        else:
            terms.append(value if sign == "+" else -value)
    return sum(terms, Decimal(0))
