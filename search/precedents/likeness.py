"""Liken a question to those that have been answered: the likest vote for what they were answered with.

Of each word it counts how rare it is among all questions, of each pair of words too: two questions that share «муж» and
«пьёт» have more in common than two that share either. What is shared by common words alone is no likeness. The measure
is a cosine over words and pairs, and a power of it the vote: the likest decide, the others break ties (k nearest
neighbours). A title that answers every other question tells less where it is voted for.

Few words say what is needed, and many questions that need the same share none of them. So what all answers together
have taught (search.precedents.classifier) votes beside the likest: by what a question leans to itself, and by the
questions that mean the same, those that stand nearest by what was learned.
"""

import functools
import heapq
import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

import numpy as np

from search import language
from search.language import Lemmas
from search.precedents import classifier
from search.precedents.answered import answered, changed
from search.precedents.classifier import NOTHING, Classifier
from search.precedents.meaning import Meanings, first_of
from search.precedents.sounds import Sounds, heard_as
from search.wording.keeping import Kept

# So many of the likest questions vote; how much sooner the likest is believed than the next.
VOTERS, TRUST = 80, 2.5
# The same of those that are nearest in meaning.
NEAREST, TRUST_IN_NEAREST = 40, 10
# A word that more questions have brings in none by itself.
COMMON = 2_000
# So many titles are looked for, each with such a part of the votes of the first.
MOST, LEAST_SHARE = 15, 0.1
# What has a smaller part says nothing of a title: hundreds have some.
LEAST_TOLD = 0.05
# And with such a part nobody looks at it: there are hundreds more.
HARDLY = 0.01
# With fewer answers nobody knows how common a title is.
USUAL = 3
# Most pairs stand in one question or two, and tell no more than those that stand in none.
LEAST_PAIRED = 3
# Bits of the number of a word; that of one that nobody has said.
WIDTH = 20
UNKNOWN = (1 << WIDTH) - 1

# A question comes again with every page and facet of its answer.
MOST_KEPT = 1_000


class Vote(NamedTuple):
    """Which part of the votes of the first the likest questions give to a title, and those nearest in meaning; how
    common an answer it is, and how much the question leans to it."""

    share: float
    meaning: float
    fame: float
    leaning: float


@dataclass(frozen=True, eq=False)
class Verdict:
    """The titles that are looked for, the first first, each with its part of the votes of the first; which part the
    likest questions alone give to a title, and those nearest in meaning; how much the question leans to it; and the
    places of the likest questions, the likest first."""

    precedents: "Precedents"
    votes: Mapping[str, float]
    shares: Mapping[str, float]
    meanings: Mapping[str, float]
    leanings: Mapping[str, float]
    voters: tuple[int, ...] = ()

    def vote(self, title: str) -> Vote:
        known = language.normalise(title)
        shares, fame = (each.get(known, 0) for each in (self.shares, self.precedents.fame))
        return Vote(shares, self.meanings.get(known, 0), fame, self.leanings.get(known, 0))

    @property
    def questions(self) -> list[str]:
        """Those that voted."""
        return [self.precedents.questions[place] for place in self.voters]


class Answers(NamedTuple):
    """The answers of all questions, one after another: where those of each begin, titles by number, their worth."""

    starts: np.ndarray
    titles: np.ndarray
    worth: np.ndarray

    def of(self, places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Which answers are those of some questions, and how many each has."""
        starts = self.starts[places]
        lengths = self.starts[places + 1] - starts
        within = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        return np.repeat(starts, lengths) + within, lengths


class Precedents:
    """All answered questions: which words they have, how rare these are, and the answers; and what was learned of
    them."""

    def __init__(self, answered: Iterable[tuple[str, Mapping[str, int]]] = (), learned: Classifier = NOTHING):
        self.learned = learned
        self.questions: list[str] = []
        numbers: dict[str, int] = {}
        starts, titles, worth = array("i", [0]), array("i"), array("b")
        having: defaultdict[str, array] = defaultdict(lambda: array("i"))
        # Most questions share their words with others: each choice of readings is kept once.
        known: dict[frozenset[str], frozenset[str]] = {}
        heard: list[tuple[frozenset[str], ...]] = []
        self.words: dict[str, int] = {}
        pairs = array("q")
        for words, answers in answered:
            sounds = tuple(known.setdefault(each, each) for each in heard_as(language.asked(words)))
            if not sounds or not answers:
                continue
            titles.extend(numbers.setdefault(title, len(numbers)) for title in answers)
            worth.extend(answers.values())
            starts.append(len(titles))
            for each in frozenset().union(*sounds):
                self.words.setdefault(each, len(self.words))
                having[each].append(len(heard))
            pairs.extend(self.paired(sounds))
            self.questions.append(words)
            heard.append(sounds)
        self.answers = Answers(*map(np.array, (starts, titles, worth)))
        self.having = {each: np.array(places) for each, places in having.items()}
        self.titles = list(numbers)
        common = np.log(USUAL + np.bincount(self.answers.titles, minlength=len(numbers)))
        self.fame = dict(zip(self.titles, common.tolist(), strict=True))
        found, times = np.unique(np.array(pairs), return_counts=True)
        is_told = times >= LEAST_PAIRED
        self.pairs = dict(zip(found[is_told].tolist(), times[is_told].tolist(), strict=True))
        self.verdicts: dict[Sounds, Verdict] = {}
        self.lengths = np.array([self.length(sounds) for sounds in heard])
        self.meanings = Meanings(learned, heard)

    def __len__(self) -> int:
        return len(self.questions)

    def word(self, sounds: Iterable[str]) -> float:
        """How much it says that a question has this word."""
        return tells(min(len(self.having.get(each, ())) for each in sounds), len(self.questions))

    def pair(self, one: Iterable[str], other: Iterable[str]) -> float:
        bearers = (self.pairs.get(self.numbered(a, b), 1) for a in one for b in other)
        return tells(min(bearers), len(self.questions))

    def paired(self, sounds: Sounds) -> set[int]:
        return {self.numbered(a, b) for one, other in combinations(sounds, 2) for a in one for b in other}

    def numbered(self, a: str, b: str) -> int:
        """A pair as a number: a million strings would take a hundred megabytes."""
        one, other = self.words.get(a, UNKNOWN), self.words.get(b, UNKNOWN)
        return one << WIDTH | other if one < other else other << WIDTH | one

    def length(self, sounds: Sounds) -> float:
        words = sum(map(self.word, sounds))
        return math.sqrt(words + sum(self.pair(one, other) for one, other in combinations(sounds, 2)))

    def verdict(self, asked: Mapping[str, Lemmas]) -> Verdict:
        """What the likest questions are answered with, and what the question leans to."""
        sounds = tuple(heard_as(asked))
        known = self.verdicts.get(sounds)
        if known is None:
            if len(self.verdicts) >= MOST_KEPT:
                self.verdicts = {}
            known = self.verdicts[sounds] = self.judged(sounds)
        return known

    def judged(self, sounds: Sounds) -> Verdict:
        voters = self.likest(sounds)
        likest = self.answered(voters, TRUST)
        placed = self.learned.placed(sounds)
        nearest = self.answered(self.nearest(sounds, placed), TRUST_IN_NEAREST)
        leanings = {} if placed is None else self.learned.leanings(placed)
        votes: Counter[str] = Counter()
        for each in (likest, nearest, shared_out(leanings)):
            votes.update(each)
        first = heapq.nlargest(MOST, votes, key=lambda title: votes[title] / self.fame.get(title, math.log(USUAL)))
        most = max(votes.values(), default=0)
        return Verdict(
            self,
            {title: share for title in first if (share := votes[title] / most) >= LEAST_SHARE},
            shares_of_first(likest),
            shares_of_first(nearest),
            leanings,
            tuple(place for _likeness, place in voters),
        )

    def answered(self, voters: Sequence[tuple[float, int]], trust: float) -> dict[str, float]:
        """What questions are answered with, each believed by how like it is: parts of one, but for hardly any."""
        if not voters:
            return {}
        likeness, places = zip(*voters, strict=True)
        answers, lengths = self.answers.of(np.array(places))
        votes = self.answers.worth[answers] * np.repeat(np.power(likeness, trust), lengths)
        summed = np.bincount(self.answers.titles[answers], votes)
        found = np.flatnonzero(summed > HARDLY * summed.max())
        shares = summed[found] / summed.sum()
        return dict(zip(map(self.titles.__getitem__, found.tolist()), shares.tolist(), strict=True))

    def likest(self, sounds: Sounds) -> list[tuple[float, int]]:
        """The likest questions, each after its likeness from 0 to 1."""
        told = sorted(((self.word(each), each) for each in sounds), key=lambda each: -each[0])
        places, shared = self.sharing([each for _tells, each in told])
        if not len(places):
            return []
        likeness = self.worth_of_sharing(told, shared) / self.lengths[places]
        order = first_of(likeness, VOTERS)
        whole = self.length([each for _tells, each in told])
        return list(zip((likeness[order] / whole).tolist(), places[order].tolist(), strict=True))

    def nearest(self, sounds: Sounds, placed: np.ndarray | None) -> list[tuple[float, int]]:
        """The questions nearest in meaning to this one, which stands there."""
        return [] if placed is None else self.meanings.nearest(placed, NEAREST)

    def sharing(self, sounds: Sounds) -> tuple[np.ndarray, np.ndarray]:
        """The questions that share words with this one, and which: bit n stands for the n-th, the rarest first."""
        shared = np.zeros(len(self.questions), np.uint64)
        found = False
        for n, each in enumerate(sounds):
            known = [self.having[sound] for sound in each if sound in self.having]
            is_common = sum(map(len, known)) > COMMON
            for places in known:
                some = places[shared[places] > 0] if found and is_common else places
                shared[some] |= np.uint64(1 << n)
            found = found or bool(known)
        places = np.flatnonzero(shared)
        return places, shared[places]

    def worth_of_sharing(self, told: Sequence[tuple[float, frozenset[str]]], shared: np.ndarray) -> np.ndarray:
        """What it tells to share these words."""
        choices, chosen = np.unique(shared, return_inverse=True)
        has = (choices[:, None] >> np.arange(len(told), dtype=np.uint64) & np.uint64(1)).astype(float)
        pairs = np.zeros((len(told), len(told)))
        for m, n in combinations(range(len(told)), 2):
            pairs[m, n] = self.pair(told[m][1], told[n][1])
        return (has @ [tells for tells, _each in told] + (has @ pairs * has).sum(1))[chosen]


def shares_of_first(votes: Mapping[str, float]) -> dict[str, float]:
    """Which part of the votes of the first each title has, but for those that hardly have any."""
    first = max(votes.values(), default=0)
    return {title: share for title, vote in votes.items() if (share := vote / first) >= LEAST_TOLD}


def shared_out(votes: Mapping[str, float]) -> dict[str, float]:
    """Parts of one."""
    total = sum(votes.values())
    return {title: vote / total for title, vote in votes.items()}


@functools.lru_cache(maxsize=20_000)
def tells(bearers: int, of: int) -> float:
    """What so many of them have: the fewer, the more; squared, as in a cosine."""
    return math.log(1 + of / (1 + bearers)) ** 2


def read() -> Precedents:
    return Precedents(answered(), classifier.read())


kept = Kept(read, mark=changed)
