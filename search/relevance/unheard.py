"""Ask questions as though nobody had written their turns of speech, nor answered them.

Words are written for the questions that one tunes by, and these stand among the precedents: they are answered better
than any that comes anew. So each is asked without the phrases by which it is heard and without itself, and answered by
what others have in common with it, as new ones are. No question has to be held out for it, and each tells what to mend
as often as one likes.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

from search import language
from search.precedents import likeness as precedents
from search.precedents.answered import answered
from search.precedents.likeness import Precedents
from search.precedents.sounds import heard_as
from search.precedents.training import trained
from search.relevance.judging import Judged
from search.wording import correcting, synonyms
from search.wording.likening import Likeness, Phrase
from search.wording.models import SynonymGroup
from search.wording.synonyms import Synonyms, heard, phrase, spoken, weight

# What is so like a question asks the same.
SAME = 0.95
# Questions of one fold are likened to groups without the phrases of any of them.
FOLDS = 5


class Forgetting(NamedTuple):
    """Phrases of at least so many telling words are forgotten, and those that are heard then, so many times over."""

    least: int
    times: int


# As though all turns were missing, but not single words; and as though what is heard now were, whatever it is.
WAYS = (Forgetting(least=2, times=9), Forgetting(least=1, times=1))


@dataclass
class Without(Synonyms):
    """All groups but for some phrases."""

    unsaid: frozenset[Phrase] = field(default=frozenset())

    def spoken_in(self, words) -> list[Phrase]:
        return [said for said in super().spoken_in(words) if said not in self.unsaid]


class Unasked(Precedents):
    """All precedents but those that ask the same as whoever asks."""

    def __init__(self, known: Precedents):
        vars(self).update(vars(known), verdicts={})

    def likest(self, sounds):
        return [(likeness, place) for likeness, place in super().likest(sounds) if likeness < SAME]

    def nearest(self, sounds, placed):
        same = {place for likeness, place in super().likest(sounds) if likeness >= SAME}
        return [(nearness, place) for nearness, place in super().nearest(sounds, placed) if place not in same]


@contextmanager
def unasked() -> Iterator[None]:
    known = precedents.kept()
    precedents.kept.put(Unasked(known))
    try:
        yield
    finally:
        precedents.kept.put(known)


@contextmanager
def unlearned(words: Iterable[str]) -> Iterator[None]:
    """As though nothing had been learned of questions with the same words. Learns anew: takes a minute or two."""
    left_out = {frozenset(heard_as(language.asked(each))) for each in words}
    others = (each for each in answered() if frozenset(heard_as(language.asked(each[0]))) not in left_out)
    kept, known = precedents.kept, Precedents(answered(), trained(others))
    before = kept.read, kept.mark
    # For longer than anything stays that is only put there.
    kept.read, kept.mark = lambda: known, None
    kept.forget()
    try:
        yield
    finally:
        kept.read, kept.mark = before
        kept.forget()


@contextmanager
def forgotten(unsaid: Iterable[Phrase], likeness: Likeness) -> Iterator[None]:
    known = synonyms.kept()
    synonyms.kept.put(Without(**{**vars(known), "likeness": likeness}, unsaid=frozenset(unsaid)))
    try:
        yield
    finally:
        synonyms.kept.put(known)


def turns(words: str, way: Forgetting) -> frozenset[Phrase]:
    """The phrases by which a question is heard."""
    known, found = synonyms.kept(), set()
    asked = language.asked(correcting.corrected(words))
    for _time in range(way.times):
        with forgotten(found, known.likeness):
            needs = {word.meant for word in heard(asked) if word.is_need}
        new = {
            said
            for said in known.spoken_in(asked)
            if said in known.needs and weight(said)[0] >= way.least and known.meanings[said] in needs
        }
        if new <= found:
            break
        found |= new
    return frozenset(found)


def unheard(questions: Iterable[Judged], way: Forgetting) -> Iterator[Judged]:
    """Each question while its turns are forgotten: whoever asks it meanwhile gets what a new one would."""
    ordered = sorted(questions, key=lambda judged: sha256(judged.words.encode()).digest())
    unsaid = {judged: turns(judged.words, way) for judged in ordered}
    groups = [
        (list(filter(None, map(spoken, group.said_phrases))), meant_by(group))
        for group in SynonymGroup.objects.filter(is_active=True).exclude(direction=SynonymGroup.Direction.DANGER)
    ]
    for fold in range(FOLDS):
        part = ordered[fold::FOLDS]
        left_out = frozenset().union(*(unsaid[judged] for judged in part))
        ways = [synonyms.way((each for each in said if each not in left_out), meant) for said, meant in groups]
        likeness = Likeness(ways, general=synonyms.tells_little())
        for judged in part:
            with forgotten(unsaid[judged], likeness), unasked():
                yield judged


def meant_by(group: SynonymGroup) -> list[Phrase]:
    return list(filter(None, map(phrase, group.meant_phrases or group.said_phrases)))
