"""Mark in a text the words that the visitor asked for, in whatever form they stand there. Pure."""

import re
from collections.abc import Collection

from markupsafe import Markup, escape

from search.language import WORD, lemmas, tokens


def highlighted(text: str, readings: Collection[str]) -> Markup:
    """The text, escaped, with `<mark>` around every form of the words."""
    if not readings:
        return escape(text)
    pieces, end = [], 0
    for found in re.finditer(WORD, text):
        if _meant(found.group(), readings):
            pieces += [escape(text[end : found.start()]), Markup("<mark>%s</mark>") % found.group()]
            end = found.end()
    return Markup("").join([*pieces, escape(text[end:])])


def _meant(word: str, readings: Collection[str]) -> bool:
    return any(lemma in readings for token in tokens(word) for lemma in lemmas(token))
