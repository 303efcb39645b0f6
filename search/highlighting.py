"""Mark in a text the words that the visitor asked for, in whatever form they stand there. Pure."""

import functools
import re
from collections.abc import Set
from typing import NamedTuple

from markupsafe import Markup, _escape_inner

from search.language import WORD, lemmas, tokens


class Text(NamedTuple):
    """A text as it stands unmarked, all that its words mean, and where each of them stands with what it means."""

    plain: Markup
    means: frozenset[str]
    words: list[tuple[tuple[int, int], frozenset[str]]]


def spans(text: str, readings: Set[str]) -> list[tuple[int, int]]:
    """Where the words stand in the text, as the places of the first character and of the one after the last."""
    read = _read(text)
    # Most texts of a page have none of the words.
    if read.means.isdisjoint(readings):
        return []
    return [span for span, meant in read.words if not meant.isdisjoint(readings)]


def highlighted(text: str, readings: Set[str]) -> Markup:
    """The text, escaped, with `<mark>` around every form of the words."""
    found = spans(text, readings)
    if not found:
        return _read(text).plain
    pieces, end = [], 0
    # A page has hundreds of pieces: plain strings, of which one markup is made.
    for first, last in found:
        pieces += [_escape_inner(text[end:first]), f"<mark>{_escape_inner(text[first:last])}</mark>"]
        end = last
    return Markup("".join([*pieces, _escape_inner(text[end:])]))  # noqa: S704 (every piece is escaped)


@functools.lru_cache(maxsize=20_000)
def _read(text: str) -> Text:
    """Many cards have a sentence in common."""
    words = [(found.span(), _meant(found.group())) for found in re.finditer(WORD, text)]
    plain = Markup(_escape_inner(text))  # noqa: S704 (escaped)
    return Text(plain, frozenset().union(*(meant for _span, meant in words)), words)


@functools.lru_cache(maxsize=20_000)
def _meant(word: str) -> frozenset[str]:
    return frozenset(lemma for token in tokens(word) for lemma in lemmas(token))
