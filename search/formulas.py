"""Conditions as trees: a tsquery that this app has written is taken apart, to be answered from bits. Pure."""

import functools
import re
from collections.abc import Callable, Collection
from typing import NamedTuple

from search.vector import quoted

TOKEN = re.compile(r"'([^']*)'|([&|!()])")
JOINED = {"&": " & ", "|": " | "}


class Has(NamedTuple):
    """An entry has the lexeme."""

    lexeme: str


class Not(NamedTuple):
    of: "Formula"


class Joined(NamedTuple):
    """All of the parts (`&`) or any of them (`|`)."""

    sign: str
    parts: tuple["Formula", ...]


Formula = Has | Not | Joined


@functools.lru_cache(maxsize=2000)
def parsed(condition: str) -> Formula:
    """What a tsquery without prefixes says."""
    tokens = TOKEN.findall(condition)[::-1]
    return _joined("|", tokens)


def _joined(sign: str, tokens: list[tuple[str, str]]) -> Formula:
    read: Callable = _single if sign == "&" else lambda left: _joined("&", left)
    parts = [read(tokens)]
    while tokens and tokens[-1][1] == sign:
        tokens.pop()
        parts.append(read(tokens))
    return joined(sign, parts)


def _single(tokens: list[tuple[str, str]]) -> Formula:
    lexeme, sign = tokens.pop()
    if sign == "!":
        return Not(_single(tokens))
    if sign != "(":
        return Has(lexeme)
    inner = _joined("|", tokens)
    tokens.pop()
    return inner


def joined(sign: str, parts: list[Formula]) -> Formula:
    """Flat, each part once; of one part there is nothing to join."""
    flat = dict.fromkeys(
        inner for part in parts for inner in (part.parts if isinstance(part, Joined) and part.sign == sign else [part])
    )
    return Joined(sign, tuple(flat)) if len(flat) > 1 else next(iter(flat))


def written(formula: Formula) -> str:
    """As a tsquery again."""
    if isinstance(formula, Has):
        return quoted(formula.lexeme)
    if isinstance(formula, Not):
        return f"!{written(formula.of)}"
    return f"({JOINED[formula.sign].join(map(written, formula.parts))})"


def is_rare(formula: Formula, is_common: Callable[[str], bool]) -> bool:
    """Only entries with a word that is not common may meet it: the index finds these at once."""
    if isinstance(formula, Has):
        return not is_common(formula.lexeme)
    if isinstance(formula, Not):
        return False
    each: Collection[bool] = [is_rare(part, is_common) for part in formula.parts]
    return any(each) if formula.sign == "&" else all(each)
