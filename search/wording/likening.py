"""Liken a question to the groups of words: which of them says most of its words?

A phrase is heard where all of its words are said (search.wording.synonyms). People put it otherwise than anybody has
written; what they have in common with everything that a group says tells what they may be about. The measure is BM25
(Robertson and Zaragoza, 2009) with groups for texts.
"""

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain

from search import language
from search.language import Lemmas

# Words that an entry must have, each in one of its readings.
Phrase = tuple[Lemmas, ...]
# What is meant stands for the group: two groups that lead to the same are one.
Meant = tuple[Phrase, ...]
# How soon a word that a group says often tells no more, and how much a group's length counts (k1 and b of BM25).
SATURATION, LENGTH = 0.5, 0.3
# A word that nearly every record has («помощь», «ребёнок») tells so much of what another tells.
GENERAL = 0.4


class Likeness:
    """What each word tells for each group that says it."""

    def __init__(self, groups: Iterable[tuple[Meant, Iterable[Phrase]]] = (), general: Iterable[str] = ()):
        said: defaultdict[Meant, Counter[str]] = defaultdict(Counter)
        for meant, phrases in groups:
            for readings in chain.from_iterable(phrases):
                said[meant].update(language.all_alike(readings))
        self.meant = list(said)
        # By word, then by the place of what is meant.
        self.tells: defaultdict[str, dict[int, float]] = defaultdict(dict)
        bearers = Counter(word for counts in said.values() for word in counts)
        little = frozenset(map(language.alike, general))
        usual = sum(counts.total() for counts in said.values()) / max(len(said), 1)
        for place, counts in enumerate(said.values()):
            length = 1 - LENGTH + LENGTH * counts.total() / usual
            for word, count in counts.items():
                rarity = math.log(1 + len(said) / (1 + bearers[word])) * (GENERAL if word in little else 1)
                self.tells[word][place] = rarity * count * (SATURATION + 1) / (count + SATURATION * length)

    def nearest(self, words: Mapping[str, Lemmas]) -> Meant:
        """What the group means that says most of these words; nothing where none says any."""
        return next((meant for _tells, meant in self.likest(words, 1)), ())

    def likest(self, words: Mapping[str, Lemmas], most: int) -> list[tuple[float, Meant]]:
        """What the groups mean that say most of these words, and how much of them they tell; the likest first."""
        scores: defaultdict[int, float] = defaultdict(float)
        for readings in words.values():
            for place, tells in self.told(language.all_alike(readings)).items():
                scores[place] += tells
        return [(scores[place], self.meant[place]) for place in heapq.nlargest(most, scores, key=scores.__getitem__)]

    def told(self, sounds: Iterable[str]) -> Mapping[int, float]:
        """What a word tells for each group, in the reading that tells most."""
        first, *others = (self.tells.get(each, {}) for each in sounds)
        for other in others:
            first = first | {place: max(tells, first.get(place, 0)) for place, tells in other.items()}
        return first
