"""Weigh the first entries of an answer once more, by small signs together.

Tiers (search.placing) tell apart where the words stand, and a phrase that is heard decides. A question that nobody has
written the words of is heard in part: then the groups that say most of its words (search.wording.likening) tell what
else it may be about, and titles that they lead to go before others. Each sign gives points, as data/weights.yaml says;
`manage.py weigh` finds them by questions asked as though their turns had never been written
(search.relevance.unheard). Titles in the words asked stay before those that say it otherwise, these before the rest,
what has all the words before what is similar, and what is here before what is elsewhere.
"""

import functools
import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from search import language
from search.bitmaps import Answering, Titled, positions, union
from search.formulas import ALL_ENTRIES, Formula, Has
from search.language import Lemmas
from search.models import Type
from search.placing import SOME, Tier
from search.vector import AUDIENCE, NAMES
from search.wording.likening import Likeness, Meant

# So many of the first are weighed, a page.
WINDOW = 20
# So many groups are listened to; how much sooner the likest is believed than the next.
GROUPS, TRUST = 6, 4
WHOM = " для "
# Above every step of a scale.
LAST = "more"


class Facts(NamedTuple):
    """What is weighed: the place in the answer, how much the likest groups lead to the title, which share of what the
    words tell is among its names, what it is, and whom it is for."""

    place: int
    likeness: float
    named: float
    type: str
    audience: str

    @property
    def points(self) -> float:
        """The sum of what is told, at a fourth of its cost: every question has it of twenty entries."""
        place, likeness, named, type_, whom = self
        of_place, of_likeness, of_named, of_type, of_whom = scales()
        return (
            of_place.values[bisect_left(of_place.steps, place)]
            + of_likeness.values[bisect_left(of_likeness.steps, likeness)]
            + of_named.values[bisect_left(of_named.steps, named)]
            + of_type.names.get(type_, 0)
            + of_whom.names.get(whom, 0)
        )

    @property
    def told(self) -> list[tuple[str, float]]:
        """The points of each."""
        return [(name, scale.points(value)) for name, scale, value in zip(self._fields, scales(), self, strict=True)]


class Scale(NamedTuple):
    """The points of one fact: up to each of the steps, and above the last; or by name."""

    steps: list[float]
    values: list[float]
    names: Mapping[str, float]

    @classmethod
    def of(cls, written: Mapping) -> "Scale":
        """As data/weights.yaml has it."""
        if LAST not in written:
            return cls([], [], written)
        return cls([step for step in written if step != LAST], list(written.values()), {})

    def points(self, value: float | str) -> float:
        return self.values[bisect_left(self.steps, value)] if self.values else self.names.get(value, 0)


@functools.cache
def scales() -> tuple[Scale, ...]:
    """In the order of the facts."""
    written = language.load("weights")
    return tuple(Scale.of(written[name]) for name in Facts._fields)


class Weighed(NamedTuple):
    """An entry, where the words stand in it, and its facts; none where it was not weighed."""

    entry: int
    tier: Tier
    facts: Facts | None = None


@dataclass(frozen=True, eq=False)
class Signs:
    """What a question is weighed by: what was asked, its words, each with those that mean the same, and the groups
    that it is likened to."""

    asked: Mapping[str, Lemmas]
    words: tuple[Lemmas, ...]
    likeness: Likeness

    @property
    def key(self) -> tuple:
        """Others with the same are weighed alike."""
        return *self.asked, self.likeness

    @functools.cached_property
    def likest(self) -> list[tuple[float, Meant]]:
        """What the groups mean that say most of what was asked."""
        return self.likeness.likest(self.asked, GROUPS)

    @functools.cached_property
    def names(self) -> list[Has]:
        """Each word among the names of an entry."""
        return [Has(tuple(f"{NAMES}{each}" for each in sorted(language.kin(readings)))) for readings in self.words]

    @functools.cached_property
    def whom(self) -> Has:
        """Any of the words says whom an entry is for."""
        return Has(tuple(f"{AUDIENCE}{each}" for readings in self.words for each in readings))

    @property
    def formulas(self) -> list[Formula]:
        """What has to be read for it."""
        return [*self.names, self.whom, SOME]

    def weighed(self, tiers: Sequence[Tier], answering: Answering, most: int) -> list[Weighed]:
        """So many of the first entries, the best first; as the tiers have them where no group says any of the words."""
        found = unweighed(tiers, answering, most)
        if not self.likest:
            return found
        facts = self.facts([each.entry for each in found[:WINDOW]], answering)
        order = sorted(range(len(facts)), key=lambda n: (found[n].tier.stratum, -facts[n].points))
        return [*(found[n]._replace(facts=facts[n]) for n in order), *found[WINDOW:]]

    def facts(self, entries: Sequence[int], answering: Answering) -> list[Facts]:
        titles = answering.bitmaps.titles(entries)
        likeness, named = led_to(self.likest, titles), self.named(entries, answering)
        some, asked = (answering.those(entries, formula) for formula in (SOME, self.whom))
        return [
            Facts(n, likeness[titles[n]], named.get(entry, 0), titles[n].type, audience(entry in some, entry in asked))
            for n, entry in enumerate(entries)
        ]

    def named(self, entries: Sequence[int], answering: Answering) -> dict[int, float]:
        """Which share of the words is among the names of each entry: a rare one tells more."""
        whole = answering.entries(ALL_ENTRIES).bit_count()
        found: defaultdict[int, float] = defaultdict(float)
        total = 0.0
        for word in self.names:
            tells = math.log(1 + whole / (1 + answering.entries(word).bit_count()))
            total += tells
            for entry in answering.those(entries, word):
                found[entry] += tells
        return {entry: tells / total for entry, tells in found.items()}


def unweighed(tiers: Sequence[Tier], answering: Answering, most: int) -> list[Weighed]:
    """So many of the first entries, as the tiers have them."""
    found = answering.first([tier.condition for tier in tiers], most)
    return [Weighed(entry, tiers[tier]) for tier, entry in found]


def audience(is_for_some: bool, is_asked: bool) -> str:
    return "asked" if is_asked else "others" if is_for_some else "all"


def led_to(likest: Sequence[tuple[float, Meant]], titles: Iterable[Titled]) -> dict[Titled, float]:
    """How much the groups lead to each title: by its first line sooner than by the next.

    Titles are bits of an int, so each line is looked for in all of them at once. A single word stands for what a
    service is, not for whom.
    """
    known = list(dict.fromkeys(titles))
    what: defaultdict[str, int] = defaultdict(int)
    whole: defaultdict[str, int] = defaultdict(int)
    for n, titled in enumerate(known):
        of_what, _for, of_whom = titled.title.partition(WHOM) if titled.type == Type.SERVICE else (titled.title, "", "")
        for found, text in ((what, of_what), (whole, titled.title if of_whom else "")):
            for word in language.words(text):
                found[word] |= 1 << n
    told, top = [0.0] * len(known), likest[0][0]
    for tells, meant in likest:
        left, trust = (1 << len(known)) - 1, (tells / top) ** TRUST
        for line, phrase in enumerate(meant, 1):
            has = left
            for readings in phrase:
                has &= union(what[each] | whole[each] if len(phrase) > 1 else what[each] for each in readings)
                if not has:
                    break
            else:
                left ^= has
                for n in positions(has):
                    told[n] += trust / line
    return dict(zip(known, told, strict=True))
