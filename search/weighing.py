"""Weigh the first entries of an answer once more, by small signs together.

Tiers (search.placing) tell apart where the words stand, and a phrase that is heard decides. A question that nobody has
written the words of is heard in part. Then questions like it that somebody has answered (search.precedents) vote for
titles, and the groups that say most of its words (search.wording.likening) tell what else it may be about. Each sign
gives points, as data/weights.yaml says; `manage.py weigh` finds them by questions asked as though their turns had never
been written (search.relevance.unheard). What is here stays before what is elsewhere; of that first what is called as
was asked, then an institution whose name has all of the words, and a title with all of them of which no answer tells.
"""

import functools
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import islice
from typing import NamedTuple

from search import language
from search.bitmaps import Answering, Titled, bits_of, positions, union
from search.conditions import WHOM, Conditions
from search.formulas import ALL_ENTRIES, Formula, Has
from search.language import Lemmas
from search.models import Type
from search.placing import SOME, Place, Tier
from search.precedents.likeness import Verdict
from search.vector import AUDIENCE
from search.wording.likening import Likeness, Meant

# So many of the first are weighed, a page; and of each title that is chosen for questions like it.
WINDOW, OF_TITLE = 20, 2
# So many groups are listened to; how much sooner the likest is believed than the next.
GROUPS, TRUST = 6, 4
# What is chosen here, and elsewhere.
CHOSEN, ELSEWHERE = (Tier(Place.CHOSEN, ALL_ENTRIES, part=part) for part in (0, 1))
# Above every step of a scale.
LAST = "more"


class Facts(NamedTuple):
    """What is weighed: the place in the answer, how much the likest groups lead to the title, which part of the votes
    of the first the likest questions give to it, and those nearest in meaning, how common an answer it is, how much the
    question leans to it, what it is, and whom it is for."""

    place: int
    likeness: float
    votes: float
    meaning: float
    fame: float
    leaning: float
    type: str
    audience: str

    @property
    def points(self) -> float:
        """The sum of what is told, at a fourth of its cost: every question has it of some forty entries."""
        place, likeness, votes, meaning, fame, leaning, type_, whom = self
        of_place, of_likeness, of_votes, of_meaning, of_fame, of_leaning, of_type, of_whom = scales()
        return (
            of_place.values[bisect_left(of_place.steps, place)]
            + of_likeness.values[bisect_left(of_likeness.steps, likeness)]
            + of_votes.values[bisect_left(of_votes.steps, votes)]
            + of_meaning.values[bisect_left(of_meaning.steps, meaning)]
            + of_fame.values[bisect_left(of_fame.steps, fame)]
            + of_leaning.values[bisect_left(of_leaning.steps, leaning)]
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


class Standing(IntEnum):
    """What no points outdo, the first first: what is called as was asked; a title with all of the words that is the
    name of an institution, or of which no answer tells; all else."""

    CALLED, NAMED, WEIGHED = range(3)


class Weighed(NamedTuple):
    """An entry, where the words stand in it, its facts, none where it was not weighed, and what it stands as."""

    entry: int
    tier: Tier
    facts: Facts | None = None
    standing: Standing = Standing.WEIGHED

    @property
    def stratum(self) -> tuple[int, Standing]:
        """No points bring an entry before those of a lower one: what is here, and of that by its standing."""
        return self.tier.part, self.standing


@dataclass(frozen=True, eq=False)
class Signs:
    """What a question is weighed by: what was asked, the groups that it is likened to, and what questions like it were
    answered with."""

    asked: Mapping[str, Lemmas]
    likeness: Likeness
    verdict: Verdict

    @property
    def key(self) -> tuple:
        """Others with the same are weighed alike."""
        return *self.asked, self.likeness, self.verdict.precedents

    @functools.cached_property
    def likest(self) -> list[tuple[float, Meant]]:
        """What the groups mean that say most of what was asked."""
        return self.likeness.likest(self.asked, GROUPS)

    @functools.cached_property
    def whom(self) -> Has:
        """Any of the words says whom an entry is for."""
        return Has(tuple(f"{AUDIENCE}{each}" for said in self.asked.values() for each in language.affirmed(said)))

    @property
    def formulas(self) -> list[Formula]:
        """What has to be read for it."""
        return [self.whom, SOME]

    def weighed(self, conditions: Conditions, answering: Answering) -> list[Weighed]:
        """The first entries and those chosen, the best first; as the tiers have them where nothing is known. All others
        come after these."""
        found = unweighed(conditions.placed, answering)
        if not self.likest and not self.verdict.votes:
            return found
        found += chosen(conditions, answering, {each.entry for each in found})
        weighed = self.told(found, answering)
        return sorted(weighed, key=lambda each: (each.stratum, -each.facts.points))

    def told(self, found: Sequence[Weighed], answering: Answering) -> list[Weighed]:
        """The same with their facts."""
        entries = [each.entry for each in found]
        titles = answering.bitmaps.titles(entries)
        likeness, voted = led_to(self.likest, titles), {each: self.verdict.vote(each.title) for each in {*titles}}
        some, asked = (answering.those(entries, formula) for formula in (SOME, self.whom))
        weighed = []
        for n, (each, titled) in enumerate(zip(found, titles, strict=True)):
            whom = audience(is_for_some=each.entry in some, is_asked=each.entry in asked)
            facts = Facts(min(n, WINDOW), likeness[titled], *voted[titled], titled.type, whom)
            weighed.append(each._replace(facts=facts, standing=self.standing(titled, each.tier, facts)))
        return weighed

    def standing(self, titled: Titled, tier: Tier, facts: Facts) -> Standing:
        own = {token: readings for token in language.tokens(titled.title) if (readings := language.lemmas(token))}
        if own.keys() == self.asked.keys():
            return Standing.CALLED
        if tier.place != Place.TITLE:
            return Standing.WEIGHED
        asked = {reading for said in self.asked.values() for reading in said}
        if not any(asked.isdisjoint(readings) for readings in own.values()):
            return Standing.CALLED
        is_told = self.verdict.votes and facts.fame
        return Standing.WEIGHED if is_told and not self.names(titled) else Standing.NAMED

    def names(self, titled: Titled) -> bool:
        """An institution, by all words that were asked."""
        own = language.words(titled.title)
        return titled.type == Type.PROVIDER and not any(own.isdisjoint(said) for said in self.asked.values())


def audience(*, is_for_some: bool, is_asked: bool) -> str:
    return "asked" if is_asked else "others" if is_for_some else "all"


def unweighed(tiers: Sequence[Tier], answering: Answering) -> list[Weighed]:
    """The first entries, as the tiers have them."""
    return [Weighed(entry, tiers[tier]) for tier, entry in answering.first([tier.condition for tier in tiers], WINDOW)]


def followed(weighed: Sequence[Weighed], tiers: Sequence[Tier], answering: Answering, most: int) -> list[Weighed]:
    """So many of the first, those that are not weighed too."""
    rest = answering.ordered((tier.condition for tier in tiers), seen=bits_of(each.entry for each in weighed))
    return [
        *weighed[:most],
        *(Weighed(entry, tiers[tier]) for tier, entry in islice(rest, max(0, most - len(weighed)))),
    ]


def chosen(conditions: Conditions, answering: Answering, others: Container[int]) -> list[Weighed]:
    """The first of each title that is chosen, but for the others. Where it has all words of the question it stands with
    its like; whatever else has been found by its words needs no better reason."""
    entries = (entry for each in conditions.choices for entry in answering.best(each, OF_TITLE))
    left, found = dict.fromkeys(entry for entry in entries if entry not in others), {}
    for tier in conditions.placed:
        if tier.place == Place.TITLE:
            found |= dict.fromkeys(answering.those(left, tier.condition) - found.keys(), tier)
    here = answering.those(left, Has(conditions.here)) if conditions.here else left
    return [Weighed(entry, found.get(entry, CHOSEN if entry in here else ELSEWHERE)) for entry in left]


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
    told, top = [0.0] * len(known), max((tells for tells, _meant in likest), default=0)
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
