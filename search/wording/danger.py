"""Hear that somebody may be in danger, wherever in a question it is said and whatever else is asked.

What is needed is heard by phrases that share no word (search.wording.synonyms): «бросил школу» may take what «не хочет
жить» needs. Danger is no need among others, so every phrase of danger is looked for by itself, its words near each
other. Beside it editors may have written what makes it harmless: «бьёт», but not with «рекорды». Pure.
"""

import functools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from search import language

# What a word is heard as.
Sounds = frozenset[str]
# So many words may stand between two of a phrase that need not.
SLACK = 2
# Of the words that only join others these tell: «порезал себя» is not «порезал», nor «без сознания» «в сознании».
JOINING = {
    "без": "без",
    "мы": "мы",
    **dict.fromkeys(("себя", "себе", "собой", "собою"), "себя"),
    **dict.fromkeys(("меня", "мне", "мной", "нас", "нам", "нами"), "меня"),
}
# Before a word that is heard as itself.
ALONE = "="


@dataclass(frozen=True)
class Said:
    """A question: what each of its words is heard as, in order, and the same of those that tell something."""

    # By the very words, those that join others among them.
    tokens: tuple[Sounds, ...]
    telling: tuple[Sounds, ...]

    @classmethod
    def of(cls, text: str) -> "Said":
        tokens = language.tokens(text)
        heard = [sounds for n in range(len(tokens)) if (sounds := sounds_at(tokens, n))]
        return cls(tuple(map(own_sounds, tokens)), tuple(heard))

    def has(self, turn: Sequence[Sounds]) -> bool:
        """Its words follow each other, prepositions too: «жить с» is no «жить»."""
        starts = range(len(self.tokens) - len(turn) + 1)
        return any(all(not turn[n].isdisjoint(self.tokens[start + n]) for n in range(len(turn))) for start in starts)


@dataclass(frozen=True)
class Sign:
    """A phrase by which danger is told, as it is written and heard, and the turns that make it harmless."""

    text: str
    sounds: tuple[Sounds, ...]
    unless: tuple[tuple[Sounds, ...], ...] = ()

    def is_in(self, said: Said, at: int) -> bool:
        """All of it is said about there, and nothing that makes it harmless."""
        reach = len(self.sounds) - 1 + SLACK
        near = said.telling[max(0, at - reach) : at + reach + 1]
        whole = all(any(not sound.isdisjoint(each) for each in near) for sound in self.sounds)
        return whole and not any(map(said.has, self.unless))


def sounds_at(tokens: Sequence[str], n: int) -> Sounds:
    """Of a word where it stands. Next to «не» it is heard as denied alone, «не бьёт»; after a word between as both."""
    if not language.DENIALS.isdisjoint(tokens[max(0, n - 1) : n]):
        return telling_denied(tokens[n])
    if not language.DENIALS.isdisjoint(tokens[max(0, n - language.DENIED_REACH) : n]):
        return telling_sounds(tokens[n]) | telling_denied(tokens[n])
    return telling_sounds(tokens[n])


@functools.lru_cache(maxsize=20_000)
def own_sounds(token: str) -> Sounds:
    """A word itself, in any form."""
    return frozenset({token, *language.lemmas(token)})


@functools.lru_cache(maxsize=20_000)
def family_sounds(token: str) -> Sounds:
    if token in JOINING:
        return frozenset({JOINING[token]})
    return language.families_of(language.lemmas(token))


@functools.lru_cache(maxsize=20_000)
def denied_sounds(token: str) -> Sounds:
    return language.families_of(language.denied(language.lemmas(token)))


@functools.lru_cache(maxsize=20_000)
def telling_sounds(token: str) -> Sounds:
    """What a word is heard as: its family, itself, and of a person the wider word too: «внук» is a «ребёнок»."""
    heard, wider = family_sounds(token), language.wider()
    return heard | alone(token) | {wider[each] for each in heard if each in wider}


@functools.lru_cache(maxsize=20_000)
def telling_denied(token: str) -> Sounds:
    return denied_sounds(token) | alone(token, is_denied=True)


def alone(token: str, *, is_denied: bool = False) -> Sounds:
    """A word by which danger is known though nothing else is said: only itself, no other of its family."""
    readings = language.lemmas(token)
    return frozenset(map(ALONE.__add__, language.denied(readings) if is_denied else readings))


def written_sounds(text: str) -> tuple[Sounds, ...]:
    """Of a phrase as editors have written it: «не хочет жить» is heard only where somebody does not."""
    tokens = language.tokens(text)
    words = [(token, tokens[n - 1] in language.DENIALS if n else False) for n, token in enumerate(tokens)]
    heard = [(denied_sounds if is_denied else family_sounds)(token) for token, is_denied in words]
    if sum(map(bool, heard)) > 1:
        return tuple(filter(None, heard))
    return tuple(filter(None, (alone(token, is_denied=is_denied) for token, is_denied in words)))


class Dangers:
    """All phrases of danger, each with what makes it harmless, found by the word that fewest others have."""

    def __init__(self, groups: Iterable[tuple[Iterable[str], Iterable[str]]] = ()):
        signs = []
        for phrases, turns in groups:
            unless = tuple(tuple(map(own_sounds, language.tokens(turn))) for turn in turns)
            signs += [Sign(text, sounds, unless) for text in phrases if (sounds := written_sounds(text))]
        # What a mistyped word may have been.
        tokens = {token for sign in signs for token in language.tokens(sign.text)}
        self.words = frozenset(each for token in tokens for each in (token, *language.lemmas(token)))
        bearers = Counter(sound for sign in signs for sounds in sign.sounds for sound in sounds)
        self.by_sound: defaultdict[str, list[Sign]] = defaultdict(list)
        for sign in signs:
            for sound in min(sign.sounds, key=lambda sounds: sum(bearers[each] for each in sounds)):
                self.by_sound[sound].append(sign)

    def heard_in(self, text: str) -> str:
        """The first phrase of danger that a text says, as editors have written it; nothing where it says none."""
        return next((sign.text for sign in self.signs_in(Said.of(text))), "")

    def signs_in(self, said: Said) -> Iterator[Sign]:
        """All that it says, in its order."""
        for at, sounds in enumerate(said.telling):
            for sound in sounds:
                yield from (sign for sign in self.by_sound.get(sound, ()) if sign.is_in(said, at))
