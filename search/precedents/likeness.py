"""Liken a question to those that have been answered: the likest vote for what they were answered with.

Of each word it counts how rare it is among all questions, of each pair of words too: two questions that share «муж» and
«пьёт» have more in common than two that share either. What is shared by common words alone is no likeness. The measure
is a cosine over words and pairs, and a power of it the vote: the likest decide, the others break ties (k nearest
neighbours). A title that answers every other question tells less where it is voted for.

Few words say what is needed, and many questions that need the same share none of them. So those with the same best
answers count as one need, and the needs that the first votes point at vote too, with what all of their questions were
answered with (feedback from the first answers, as in pseudo-relevance feedback).
"""

import functools
import heapq
import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from django.db.models import Count, Max

from search import language
from search.language import Lemmas
from search.precedents.models import BEST, GRADED, Precedent, Renaming, graded
from search.wording.keeping import Kept

# So many of the likest questions vote; how much sooner the likest is believed than the next.
VOTERS, TRUST = 80, 2.5
# A word that more questions have brings in none by itself.
COMMON = 2_000
# So many titles are looked for, each with such a part of the votes of the first.
MOST, LEAST_SHARE = 15, 0.1
# What has a smaller part says nothing of a title: hundreds have some.
LEAST_TOLD = 0.05
# So many of the first titles point at needs, and so many needs vote; how much sooner one is believed than the next.
POINTING, NEEDS, SURE = 8, 15, 6
# With fewer answers nobody knows how common a title is.
USUAL = 3

# A question comes again with every page and facet of its answer.
MOST_KEPT = 1_000
# As many bits as the worth of an answer takes.
BITS = BEST.bit_length()
WORTH = (1 << BITS) - 1

# What the words of a question may be heard as, one for each.
Sounds = Sequence[frozenset[str]]


class Vote(NamedTuple):
    """Which part of the votes of the first the likest questions give to a title, and how common an answer it is."""

    share: float
    fame: float


class Need(NamedTuple):
    """The titles that answer it best, and the questions that have it; both by number."""

    best: frozenset[int]
    places: array


@dataclass(frozen=True, eq=False)
class Verdict:
    """The titles that are looked for, the first first, each with its part of the votes of the first; which part the
    likest questions alone give to a title, and the places of these questions, the likest first."""

    precedents: "Precedents"
    votes: Mapping[str, float]
    shares: Mapping[str, float]
    voters: tuple[int, ...] = ()

    def vote(self, title: str) -> Vote:
        known = language.normalise(title)
        return Vote(self.shares.get(known, 0), self.precedents.fame.get(known, 0))

    @property
    def questions(self) -> list[str]:
        """Those that voted."""
        return [self.precedents.questions[place] for place in self.voters]


class Precedents:
    """All answered questions: which words they have, how rare these are, and the answers."""

    def __init__(self, answered: Iterable[tuple[str, Mapping[str, int]]] = ()):
        self.questions: list[str] = []
        # Of each question the numbers of titles, and in the last bits what they are worth.
        self.answers: list[array] = []
        self.having: defaultdict[str, array] = defaultdict(lambda: array("I"))
        titles: dict[str, int] = {}
        worth: Counter[int] = Counter()
        pairs: Counter[tuple[str, str]] = Counter()
        heard = []
        for words, answers in answered:
            sounds = heard_as(language.asked(words))
            if not sounds or not answers:
                continue
            numbered = {titles.setdefault(title, len(titles)): gain for title, gain in answers.items()}
            worth.update(numbered)
            for each in frozenset().union(*sounds):
                self.having[each].append(len(heard))
            pairs.update(paired(sounds))
            self.questions.append(words)
            self.answers.append(array("I", (number << BITS | gain for number, gain in numbered.items())))
            heard.append(sounds)
        self.titles = list(titles)
        self.common = [math.log(USUAL + worth[number]) for number in range(len(titles))]
        self.fame = dict(zip(self.titles, self.common, strict=True))
        self.needs = needs(self.answers)
        self.needing: defaultdict[int, array] = defaultdict(lambda: array("I"))
        for n, need in enumerate(self.needs):
            for number in need.best:
                self.needing[number].append(n)
        # Most pairs stand in one question.
        self.pairs = {pair: number for pair, number in pairs.items() if number > 1}
        self.verdicts: dict[Sounds, Verdict] = {}
        self.lengths = array("d", (self.length(sounds) for sounds in heard))

    def __len__(self) -> int:
        return len(self.questions)

    def word(self, sounds: Iterable[str]) -> float:
        """How much it says that a question has this word."""
        return tells(min(len(self.having.get(each, ())) for each in sounds), len(self.questions))

    def pair(self, one: Iterable[str], other: Iterable[str]) -> float:
        bearers = (self.pairs.get((a, b) if a < b else (b, a), 1) for a in one for b in other)
        return tells(min(bearers), len(self.questions))

    def length(self, sounds: Sounds) -> float:
        words = sum(map(self.word, sounds))
        return math.sqrt(words + sum(self.pair(one, other) for one, other in combinations(sounds, 2)))

    def verdict(self, asked: Mapping[str, Lemmas]) -> Verdict:
        """What the likest questions are answered with."""
        sounds = tuple(heard_as(asked))
        known = self.verdicts.get(sounds)
        if known is None:
            if len(self.verdicts) >= MOST_KEPT:
                self.verdicts = {}
            known = self.verdicts[sounds] = self.judged(sounds)
        return known

    def judged(self, sounds: Sounds) -> Verdict:
        voters = self.likest(sounds)
        likest = shared_out(self.answered((place, likeness**TRUST) for likeness, place in voters))
        needs = shared_out(self.needed(likest, self.left_out(sounds)))
        votes = {number: likest.get(number, 0) + needs.get(number, 0) for number in {**likest, **needs}}
        first = self.foremost(votes, MOST)
        most, first_share = (max(each.values(), default=0) for each in (votes, likest))
        chosen = {self.titles[number]: share for number in first if (share := votes[number] / most) >= LEAST_SHARE}
        shares = {
            self.titles[number]: share for number, vote in likest.items() if (share := vote / first_share) >= LEAST_TOLD
        }
        return Verdict(self, chosen, shares, tuple(place for _likeness, place in voters))

    def foremost(self, votes: Mapping[int, float], most: int) -> list[int]:
        """So many titles with most votes for how common an answer each is."""
        return heapq.nlargest(most, votes, key=lambda number: votes[number] / self.common[number])

    def answered(self, trusted: Iterable[tuple[int, float]]) -> dict[int, float]:
        """What questions are answered with, each believed so much."""
        found: defaultdict[int, float] = defaultdict(float)
        for place, trust in trusted:
            for answer in self.answers[place]:
                found[answer >> BITS] += (answer & WORTH) * trust
        return found

    def needed(self, votes: Mapping[int, float], left_out: Container[int]) -> dict[int, float]:
        """What the needs are answered with that these votes point at."""
        told: defaultdict[int, float] = defaultdict(float)
        for number in self.foremost(votes, POINTING):
            tells = votes[number] / self.common[number]
            for need in self.needing.get(number, ()):
                told[need] += tells
        first = heapq.nlargest(NEEDS, told, key=told.__getitem__)
        trusted = []
        for need in first:
            places = [place for place in self.needs[need].places if place not in left_out]
            trusted += [(place, (told[need] / told[first[0]]) ** SURE / len(places)) for place in places]
        return self.answered(trusted)

    def left_out(self, sounds: Sounds) -> Container[int]:
        """Questions that count for nothing."""
        return ()

    def likest(self, sounds: Sounds) -> list[tuple[float, int]]:
        """The likest questions, each after its likeness from 0 to 1."""
        told = sorted(((self.word(each), each) for each in sounds), key=lambda each: -each[0])
        shared = self.sharing([each for _tells, each in told])
        if not shared:
            return []
        worth = self.worth_of_sharing(told, frozenset(shared.values()))
        lengths, whole = self.lengths, self.length([each for _tells, each in told])
        likeness = {place: worth[bits] / lengths[place] for place, bits in shared.items()}
        # Numbers are sorted much sooner than what they belong to.
        least = sorted(likeness.values())[-VOTERS:][0]
        found = sorted((-each, place) for place, each in likeness.items() if each >= least)
        return [(-each / whole, place) for each, place in found[:VOTERS]]

    def sharing(self, sounds: Sounds) -> dict[int, int]:
        """The questions that share words with this one, and which: bit n stands for the n-th, the rarest first."""
        shared: dict[int, int] = {}
        for n, each in enumerate(sounds):
            bit, known = 1 << n, [self.having[sound] for sound in each if sound in self.having]
            if shared and sum(map(len, known)) > COMMON:
                for places in known:
                    for place in places:
                        if place in shared:
                            shared[place] |= bit
            else:
                for places in known:
                    for place in places:
                        shared[place] = shared.get(place, 0) | bit
        return shared

    def worth_of_sharing(
        self, told: Sequence[tuple[float, frozenset[str]]], all_bits: Iterable[int]
    ) -> dict[int, float]:
        """Of each choice of words what sharing it tells."""
        pairs = {(m, n): self.pair(told[m][1], told[n][1]) for m, n in combinations(range(len(told)), 2)}
        found = {}
        for bits in all_bits:
            places = [n for n in range(len(told)) if bits >> n & 1]
            found[bits] = sum(told[n][0] for n in places) + sum(pairs[pair] for pair in combinations(places, 2))
        return found


def needs(answers: Iterable[array]) -> list[Need]:
    """Those with the same best answers."""
    found: defaultdict[frozenset[int], array] = defaultdict(lambda: array("I"))
    for place, each in enumerate(answers):
        if best := frozenset(answer >> BITS for answer in each if answer & WORTH == BEST):
            found[best].append(place)
    return [Need(best, places) for best, places in found.items()]


def shared_out(votes: Mapping[int, float]) -> dict[int, float]:
    """Parts of one."""
    total = sum(votes.values())
    return {number: vote / total for number, vote in votes.items()}


@functools.lru_cache(maxsize=20_000)
def tells(bearers: int, of: int) -> float:
    """What so many of them have: the fewer, the more; squared, as in a cosine."""
    return math.log(1 + of / (1 + bearers)) ** 2


def heard_as(asked: Mapping[str, Lemmas]) -> list[frozenset[str]]:
    return [language.all_alike(readings) for readings in asked.values()]


def paired(sounds: Sounds) -> frozenset[tuple[str, str]]:
    return frozenset((min(a, b), max(a, b)) for one, other in combinations(sounds, 2) for a in one for b in other)


def read() -> Precedents:
    return Precedents(answered())


def answered() -> Iterator[tuple[str, dict[str, int]]]:
    """Each question, with titles as they are called now and what these are worth."""
    rows = Precedent.objects.filter(is_active=True).order_by("pk").values_list("words", *GRADED)
    renamed = renamings()

    # Some hundreds of titles answer tens of thousands of questions.
    @functools.cache
    def title(written: str) -> str:
        known = language.normalise(written)
        return renamed.get(known, known)

    return ((words, graded(texts, title)) for words, *texts in rows.iterator(chunk_size=5_000))


def renamings() -> dict[str, str]:
    """By the title that examples know."""
    return {old: language.normalise(new) for old, new in Renaming.objects.values_list("old", "new")}


def changed() -> tuple:
    """Another when editors have changed one, or a card is called otherwise."""
    return tuple(
        tuple(each.objects.aggregate(Max("updated_at"), Count("pk")).values()) for each in (Precedent, Renaming)
    )


kept = Kept(read, mark=changed)
