"""Mark in a text the words that the visitor asked for, in whatever form they stand there. Pure.

Of another way to say it, «психологическая помощь» for «психолог», all words must stand together: «помощь» alone is no
answer to who asked for a psychologist.
"""

import functools
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, Self

from markupsafe import Markup, _escape_inner

from search.language import WORD, lemmas, tokens

# What a text may read at one place: the lemmas of a word.
Readings = Iterable[str]
Span = tuple[int, int]


class Marks(NamedTuple):
    """What is marked: the words wherever they stand, the phrases where they stand whole; `words_of_all` is both."""

    words: frozenset[str] = frozenset()
    phrases: tuple[tuple[frozenset[str], ...], ...] = ()
    words_of_all: frozenset[str] = frozenset()

    @classmethod
    def of(cls, said: Iterable[Iterable[Readings]], meant: Iterable[Iterable[Readings]] = ()) -> Self:
        """Of what was said each word counts, of what it means each phrase."""
        phrases = dict.fromkeys(tuple(map(frozenset, phrase)) for phrase in meant)
        single = [phrase for phrase in phrases if len(phrase) == 1]
        words = frozenset(reading for phrase in (*said, *single) for word in phrase for reading in word)
        longer = tuple(phrase for phrase in phrases if len(phrase) > 1)
        return cls(words, longer, words.union(*(word for phrase in longer for word in phrase)))


NOTHING = Marks()


class Text(NamedTuple):
    """A text as it stands unmarked, all that its words mean, and where each of them stands with what it means."""

    plain: Markup
    means: frozenset[str]
    words: list[tuple[Span, frozenset[str]]]


def spans(text: str, marks: Marks) -> list[Span]:
    """Where the words stand in the text, as the places of the first character and of the one after the last."""
    return placed(_read(text), marks)


def placed(read: Text, marks: Marks) -> list[Span]:
    # Most texts of a page have none of the words.
    if read.means.isdisjoint(marks.words_of_all):
        return []
    found = {span for span, meant in read.words if not meant.isdisjoint(marks.words)}
    for phrase in marks.phrases:
        if not any(map(read.means.isdisjoint, phrase)):
            found.update(whole(phrase, read))
    return sorted(found)


def whole(phrase: tuple[frozenset[str], ...], read: Text) -> Iterator[Span]:
    """The words of the phrase where they follow each other; what tells nothing, as «от», may stand between."""
    telling = [word for word in read.words if word[1]]
    for n in range(len(telling) - len(phrase) + 1):
        window = telling[n : n + len(phrase)]
        if not any(meant.isdisjoint(asked) for (_span, meant), asked in zip(window, phrase, strict=True)):
            yield from (span for span, _meant in window)


def highlighted(text: str, marks: Marks) -> Markup:
    """The text, escaped, with `<mark>` around every form of the words."""
    read = _read(text)
    found = placed(read, marks)
    if not found:
        return read.plain
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
