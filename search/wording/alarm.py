"""Tell whether a question speaks of danger: as it was typed, as it was mended, and as it may have been meant.

Words are mended by what most records say, and «избевает» becomes «избегает». What is no word is therefore also heard as
the word of danger that it resembles, and Latin letters both as keys and as sounds.
"""

import functools
from collections.abc import Iterator

from search import language
from search.wording import correcting, layouts, synonyms
from search.wording.vocabulary import Vocabulary


def danger_in(typed: str, mended: str) -> str:
    """The phrase of danger that is told, as editors have written it; nothing where none is."""
    asked = dict.fromkeys(map(language.key, spellings(typed, mended)))
    return next(filter(None, map(synonyms.kept().dangers.heard_in, asked)), "")


def spellings(typed: str, mended: str) -> Iterator[str]:
    yield mended
    yield typed
    if layouts.is_latin(typed):
        yield layouts.retyped(typed)
        yield respelt(layouts.transliterated(typed))
    else:
        yield respelt(typed)


def respelt(text: str) -> str:
    """With each word that is none as the words of danger nearest to it."""
    known = vocabulary_of(synonyms.kept().dangers.words)
    return " ".join(each for token in language.tokens(text) for each in may_be(token, known))


def may_be(token: str, known: Vocabulary) -> list[str]:
    return [token] if language.is_russian(token) else correcting.all_nearest(token, known) or [token]


@functools.lru_cache(maxsize=1)
def vocabulary_of(words: frozenset[str]) -> Vocabulary:
    return Vocabulary(dict.fromkeys(words, 1))
