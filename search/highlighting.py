"""Mark in a text the words that the visitor asked for, in whatever form they stand there. Pure."""

import functools
import re
from collections.abc import Collection

from markupsafe import Markup, _escape_inner

from search.language import WORD, lemmas, tokens


def spans(text: str, readings: Collection[str]) -> list[tuple[int, int]]:
    """Where the words stand in the text, as the places of the first character and of the one after the last."""
    return [span for span, meant in _read(text) if not meant.isdisjoint(readings)] if readings else []


def highlighted(text: str, readings: Collection[str]) -> Markup:
    """The text, escaped, with `<mark>` around every form of the words."""
    pieces, end = [], 0
    # A page has hundreds of pieces: plain strings, of which one markup is made.
    for first, last in spans(text, readings):
        pieces += [_escape_inner(text[end:first]), f"<mark>{_escape_inner(text[first:last])}</mark>"]
        end = last
    return Markup("".join([*pieces, _escape_inner(text[end:])]))  # noqa: S704 (every piece is escaped)


@functools.lru_cache(maxsize=20_000)
def _read(text: str) -> list[tuple[tuple[int, int], frozenset[str]]]:
    """Where the words of a text stand, with the lemmas of each; many cards have a sentence in common."""
    return [
        (found.span(), frozenset(lemma for token in tokens(found.group()) for lemma in lemmas(token)))
        for found in re.finditer(WORD, text)
    ]
