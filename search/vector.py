"""How words and facet terms become lexemes of one index, and questions become conditions on it.

A word is found anywhere in an entry by its lemma; by «A» and the lemma where it stands in the title, by «A+» where that
says whom the entry is for, by «B» and the
lemma where it stands in the title or in names and synonyms; a facet term by «#» and its id, a section by «@» and its
name, a schedule by «~» and its id, a place with a point by «^» and its id, its rank by «%» and the number, what is for
some only by «=some», which sites list it by «#w», «#n», «#s» and «#r» (search.within). Only a title keeps related
words apart, юрист and юридический. Words are lower-case letters and digits, so nothing collides.
PostgreSQL's own weights would say the same, but a condition on a weight makes it fetch and read the vector of every
match.
"""

import functools
from collections.abc import Iterable

from search import language

TITLE, NAMES, TEXT = "A", "B", ""
# Of those whom the title says that it is for.
AUDIENCE = "A+"
LONGEST_TEXT = 50_000
# For some: for families that the title names, «… для усыновителей», or for those who follow programmes and acts.
FOR_SOME = "=some"


@functools.lru_cache(maxsize=50_000)
def kindred(text: str) -> frozenset[str]:
    """The words of a text with related ones as one."""
    return frozenset(language.kin(language.words(text[:LONGEST_TEXT])))


# Many records share a name, a step, a document: what each adds to a vector is made once.


@functools.lru_cache(maxsize=50_000)
def of_title(text: str) -> str:
    return " ".join([of_names(text), *(quoted(TITLE + word) for word in language.words(text))])


@functools.lru_cache(maxsize=50_000)
def of_names(text: str) -> str:
    return " ".join([of_text(text), *(quoted(NAMES + word) for word in kindred(text))])


@functools.lru_cache(maxsize=50_000)
def of_text(text: str) -> str:
    return " ".join(map(quoted, kindred(text)))


@functools.lru_cache(maxsize=50_000)
def of_audience(text: str) -> str:
    return " ".join([of_names(text), *(quoted(AUDIENCE + word) for word in language.words(text))])


def vector(
    section: str, title: str, names: Iterable[str], texts: Iterable[str], lexemes: Iterable[str], audience: str = ""
) -> str:
    """The text form of an entry's tsvector, which need not say a thing only once.

    `lexemes` are those of its rank, facet terms, schedules and places, quoted; `audience` is what the title ends with.
    """
    titled = of_title(title.removesuffix(audience))
    parts = [
        quoted(f"@{section}"),
        *lexemes,
        titled,
        of_audience(audience),
        *map(of_names, names),
        *map(of_text, texts),
    ]
    return " ".join(parts)


def quoted(lexeme: str) -> str:
    return f"'{lexeme}'"


def any_of(lexemes: Iterable[str]) -> str:
    return "(" + " | ".join(map(quoted, lexemes)) + ")"


def any_prefix(lexemes: Iterable[str]) -> str:
    return "(" + " | ".join(f"{quoted(lexeme)}:*" for lexeme in lexemes) + ")"
