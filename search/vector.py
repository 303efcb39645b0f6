"""How words and facet terms become lexemes of one index, and questions become conditions on it.

A word is found anywhere in an entry by its lemma; by «A» and the lemma where it stands in the title, by «B» and the
lemma where it stands in the title or in names and synonyms; a facet term by «#» and its id, a section by «@» and its
name, a schedule by «~» and its id, a place with a point by «^» and its id, what is for some only by «%some». Only a
title keeps related words apart, юрист and юридический. Words are lower-case letters and digits, so nothing collides.
PostgreSQL's own weights would say the same, but a condition on a weight makes it fetch and read the vector of every
match.
"""

import functools
from collections.abc import Iterable

from search import language

TITLE, NAMES, TEXT = "A", "B", ""
TIERS = (TITLE, NAMES, TEXT)
LONGEST_TEXT = 50_000
# For some: for families that the title names, «… для усыновителей», or for those who follow programmes and acts.
FOR_SOME = "'%some'"


@functools.lru_cache(maxsize=50_000)
def kindred(text: str) -> frozenset[str]:
    """The words of a text with related ones as one; many records share a name, a step, a document."""
    return frozenset(language.kin(language.words(text[:LONGEST_TEXT])))


def vector(
    section: str,
    title: str,
    names: Iterable[str],
    texts: Iterable[str],
    term_ids: Iterable[int],
    marks: Iterable[str] = (),
) -> str:
    """The text form of an entry's tsvector. `marks` are lexemes as they are: of schedules and places."""
    in_title = language.words(title)
    in_names = kindred(title).union(*map(kindred, names))
    anywhere = in_names.union(*map(kindred, texts))
    lexemes = [f"@{section}", *(f"#{term}" for term in term_ids), *marks, *anywhere]
    lexemes += [NAMES + word for word in in_names]
    lexemes += [TITLE + word for word in in_title]
    return "'" + "' '".join(lexemes) + "'"


def quoted(lexeme: str) -> str:
    return f"'{lexeme}'"


def any_of(lexemes: Iterable[str]) -> str:
    return "(" + " | ".join(map(quoted, lexemes)) + ")"


def any_prefix(lexemes: Iterable[str]) -> str:
    return "(" + " | ".join(f"{quoted(lexeme)}:*" for lexeme in lexemes) + ")"


def all_of(conditions: Iterable[str]) -> str:
    return " & ".join(conditions)
