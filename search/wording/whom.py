"""Tell for whom help is asked from what help it is: «для многодетной семьи» from «пособие».

A phrase says for whom when the name of a category of families has all of it, and it is more than a thing that such
families have: «приёмный», «низкий доход», but not «права» of «Родители, ограниченные в правах».
"""

import functools
from collections.abc import Iterable

from search import language
from search.wording.synonyms import Phrase


def says_whom(phrases: Iterable[Phrase], labels: Iterable[str]) -> bool:
    names = [named(label) for label in labels]
    return any(stands_in(phrase, name) for name in names for phrase in phrases)


def stands_in(phrase: Phrase, name: frozenset[str]) -> bool:
    return all(not name.isdisjoint(language.kin(readings)) for readings in phrase) and not all(map(is_thing, phrase))


def is_thing(readings: language.Lemmas) -> bool:
    return language.is_inanimate(readings[0])


@functools.lru_cache(maxsize=1_000)
def named(label: str) -> frozenset[str]:
    return frozenset(language.kin(language.words(label)))
