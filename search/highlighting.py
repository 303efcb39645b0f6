"""Mark in a text the words that the visitor asked for, in whatever form they stand there. Pure."""

import re
from collections.abc import Collection

from markupsafe import Markup, escape

from search.language import WORD, lemmas, tokens


def spans(text: str, readings: Collection[str]) -> list[tuple[int, int]]:
    """Where the words stand in the text, as the places of the first character and of the one after the last."""
    return [found.span() for found in re.finditer(WORD, text) if readings and _meant(found.group(), readings)]


def highlighted(text: str, readings: Collection[str]) -> Markup:
    """The text, escaped, with `<mark>` around every form of the words."""
    pieces, end = [], 0
    for first, last in spans(text, readings):
        pieces += [escape(text[end:first]), Markup("<mark>%s</mark>") % text[first:last]]
        end = last
    return Markup("").join([*pieces, escape(text[end:])])


def _meant(word: str, readings: Collection[str]) -> bool:
    return any(lemma in readings for token in tokens(word) for lemma in lemmas(token))
