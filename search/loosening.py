"""When nothing has all the words: find what has most of them.

A word that nothing has may be the beginning of one, «психол». Then the combinations of words that most entries share
take the place of all words.
"""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from search import language
from search.bitmaps import Bitmaps, union, without
from search.conditions import Conditions, Lexemes, Word, Words, telling
from search.formulas import Formula, Has, all_of

SHORTEST_PREFIX = 3
SHORTEST_ROOT = 5
MOST_COMBINATIONS = 6
# Of what the heaviest combination tells, others must tell so much.
LEAST_WEIGHT = 0.5
DESCRIBED = 2


def loosened(conditions: Conditions, bitmaps: Bitmaps) -> Conditions | None:
    """Conditions that more entries meet, those that have all words first; none where that would find no others."""
    words = telling(conditions.combinations[0])
    general = tuple(word for word in conditions.combinations[0] if word not in words)
    among = Among(bitmaps, conditions.sections)
    known = among.existing(words)
    begun = tuple(word if word in known else as_beginning(word) for word in words if is_telling(word, known))
    known = known if begun == known else among.existing(begun)
    if begun and not known:
        known = among.existing(tuple(map(shortened, begun)))
    if not known:
        known = among.existing(general)
    combinations = best(known, among.having(known)) if len(known) > 1 else [known]
    others = tuple(each for each in combinations if each and each != words)
    whole = conditions.combinations if known == words else ()
    return replace(conditions, combinations=(*whole, *others)) if others else None


def widened(conditions: Conditions, likest: Iterable[Words], bitmaps: Bitmaps) -> Conditions | None:
    """Looser conditions, and then the need of which the words tell most likely; none where that is no more."""
    loose = loosened(conditions, bitmaps) or conditions
    combinations = tuple(dict.fromkeys([*loose.combinations, *likest]))
    return replace(loose, combinations=combinations) if combinations != conditions.combinations else None


def is_telling(word: Word, known: Words) -> bool:
    """The word is known, or long enough to be the beginning of one."""
    return word in known or (len(word.own) == 1 and len(word.token) >= SHORTEST_PREFIX)


def as_beginning(word: Word) -> Word:
    """What begins like the word: «психол», and «шахматный» for «шахматы»."""
    stem = language.stem(word.token)
    return replace(word, token=stem if len(stem) > SHORTEST_PREFIX else word.token, as_prefix=True)


def shortened(word: Word) -> Word:
    """Two letters less, where enough are left: when no word begins so, one of the same root may."""
    cut = max(len(word.token) - 2, SHORTEST_ROOT)
    return replace(word, token=word.token[:cut], as_prefix=True)


class Among(NamedTuple):
    """The entries of some sections, whatever the filters say."""

    bitmaps: Bitmaps
    sections: Lexemes

    def entries(self, words: Words) -> list[int]:
        """Of each word the entries that have it."""
        conditions = [self.condition(word) for word in words]
        answering = self.bitmaps.answering(conditions)
        return [answering.entries(condition) for condition in conditions]

    def condition(self, word: Word) -> Formula:
        return all_of(word.anywhere, *([Has(self.sections)] if self.sections else []))

    def existing(self, words: Words) -> Words:
        """The words that some entry has."""
        return tuple(word for word, entries in zip(words, self.entries(words), strict=True) if entries)

    def having(self, words: Words) -> Counter[int]:
        """How many entries have exactly which of the words: bit n stands for the n-th."""
        each = self.entries(words)
        parts = {0: union(each)}
        for n, entries in enumerate(each):
            halves = [(bits, part, part & entries) for bits, part in parts.items()]
            parts = {bits: left for bits, part, both in halves if (left := without(part, both))}
            parts |= {bits | 2**n: both for bits, _part, both in halves if both}
        return Counter({bits: part.bit_count() for bits, part in parts.items()})


def best(words: Words, found: Counter[int]) -> list[Words]:
    """The combinations that tell most, best first: a rare word tells more than one that nearly every entry has."""
    weights = weights_of(words, found)

    def weight(bits: int) -> float:
        return sum(weight for n, weight in enumerate(weights) if bits & 2**n)

    heaviest = max(map(weight, found))
    combinations = sorted(found, key=lambda bits: (-weight(bits), -found[bits]))[:MOST_COMBINATIONS]
    return [
        tuple(word for n, word in enumerate(words) if bits & 2**n)
        for bits in combinations
        if weight(bits) >= heaviest * LEAST_WEIGHT
    ]


def weights_of(words: Words, found: Counter[int]) -> list[float]:
    """How much each word says: the more, the fewer entries have it; twice as much where others stand for it."""
    total = found.total()
    bearers = [sum(count for bits, count in found.items() if bits & 2**n) for n in range(len(words))]
    return [
        (math.log((total + 1) / (bearer + 0.5)) + 0.1) * (DESCRIBED if word.meant else 1)
        for word, bearer in zip(words, bearers, strict=True)
    ]
