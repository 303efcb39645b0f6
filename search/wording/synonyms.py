"""Hear what is meant: the words of a question with what they stand for.

`heard(words)` is pure but for the groups, which are kept in the process.
"""

import functools
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from django.db.models import Count, Max

from search import language
from search.language import Lemmas
from search.wording.danger import Dangers
from search.wording.keeping import Kept
from search.wording.likening import Likeness, Phrase
from search.wording.models import SynonymGroup

# More than there are: when an editor changes a group all are read anew, and fewer would all be forgotten by then.
MOST_KEPT = 100_000
# With one of these a number tells an age (search.wording.ages).
AGES = {"год", "годик", "летний", "месяц"}
# «закон 442»: so many digits are no age.
SHORTEST_OF_ACTS = 3
# A question of so many words tells a story; a phrase of so many that are no general ones tells what it is about.
LONG, TELLING = 5, 2


@functools.lru_cache(maxsize=MOST_KEPT)
def phrase(text: str) -> Phrase:
    return tuple(readings for token in language.tokens(text) if (readings := language.lemmas(token)))


@functools.lru_cache(maxsize=MOST_KEPT)
def spoken(text: str) -> Phrase:
    """The same as people say it: «не платит» is heard only where somebody does not."""
    words = language.tokens(text)
    readings = ((language.lemmas(token), words[n - 1] if n else "") for n, token in enumerate(words))
    return tuple(language.denied(each) if before in language.DENIALS else each for each, before in readings if each)


@functools.cache
def tells_little() -> frozenset[str]:
    return language.general_words() | language.fillers()


def with_wider(readings: Iterable[str]) -> frozenset[str]:
    """And of a person the wider word, by which a phrase of several words may speak of them."""
    readings, known = list(readings), language.wider()
    return frozenset([*readings, *(known[each] for each in readings if each in known)])


def sounds(readings: Iterable[str], said: Phrase) -> frozenset[str]:
    """What these are heard as in a phrase; where it is a single word, a general one is only itself."""
    if len(said) > 1:
        return with_wider(map(language.alike, readings))
    return frozenset(map(language.family, (each for each in readings if each in said[0] or each not in tells_little())))


def is_own(said: Phrase, readings: set[str]) -> bool:
    """In these very words."""
    return all(map(readings.intersection, said))


def most_telling(said: Phrase) -> int:
    """Which of its words few phrases share: the first that is no general one."""
    little = tells_little()
    return next((n for n, word in enumerate(said) if little.isdisjoint(word)), 0)


@functools.lru_cache(maxsize=MOST_KEPT)
def weight(said: Phrase) -> tuple[int, int]:
    """How much a phrase tells: by its words, of which the general ones count less."""
    little = tells_little()
    general = sum(any(reading.removeprefix(language.DENIED) in little for reading in word) for word in said)
    return len(said) - general, general


@dataclass(frozen=True)
class Heard:
    """One word of a question, or several that make a phrase; `meant` are other ways to say it.

    `is_need`: editors say what people want who say so. `is_urgent`: who says so may be in danger. `is_guess`: nobody
    has said it so.
    """

    token: str
    own: Phrase
    meant: tuple[Phrase, ...] = ()
    is_need: bool = False
    is_urgent: bool = False
    is_guess: bool = False

    def says_what(self, other: "Heard") -> bool:
        """All that the other is explained by."""
        return self.is_need and {self.own, *self.meant}.issuperset(other.meant)

    @property
    def readings(self) -> Lemmas:
        """What single words may be: its own, where it is one, and those that stand for it."""
        return tuple(reading for each in (self.own, *self.meant) if len(each) == 1 for reading in each[0])


class Written(NamedTuple):
    """A phrase as editors have written it; `order` tells which of those that begin alike most people mean."""

    key: str
    order: tuple[int, int, bool, int]
    text: str
    group: int


def written(group: SynonymGroup) -> list[Written]:
    """A single word is meant more often than a turn of speech, and of a group what editors have put first.

    Of equals danger comes first.
    """
    found = []
    for place, text in enumerate(group.said_phrases):
        key = language.key(text)
        order = key.count(" "), place, not group.is_urgent, len(key)
        found.append(Written(key, order, text, group.pk))
    return found


@dataclass
class Synonyms:
    """All groups: what each phrase means, found by what its most telling word is heard as."""

    meanings: dict[Phrase, tuple[Phrase, ...]] = field(default_factory=dict)
    by_word: dict[str, list[Phrase]] = field(default_factory=dict)
    # What each word of a phrase is heard as.
    alike: dict[Phrase, tuple[frozenset[str], ...]] = field(default_factory=dict)
    needs: set[Phrase] = field(default_factory=set)
    urgent: set[Phrase] = field(default_factory=set)
    texts: dict[Phrase, str] = field(default_factory=dict)
    # What editors have written, in the order of its letters.
    written: list[Written] = field(default_factory=list)
    likeness: Likeness = field(default_factory=Likeness)
    dangers: Dangers = field(default_factory=Dangers)

    def add(self, said: Phrase, meant: Iterable[Phrase]) -> None:
        known = self.meanings.get(said, ())
        self.meanings[said] = tuple(dict.fromkeys([*known, *(each for each in meant if each != said)]))
        if said not in self.alike:
            heard_as = language.all_alike if len(said) > 1 else language.families_of
            self.alike[said] = tuple(map(heard_as, said))
            for reading in self.alike[said][most_telling(said)]:
                self.by_word.setdefault(reading, []).append(said)

    def spoken_in(self, words: Mapping[str, Lemmas]) -> list[Phrase]:
        """The phrases all of whose words are among these, in whatever order; the most telling first, then danger."""
        readings = {reading for spoken in words.values() for reading in spoken}
        wide = with_wider(map(language.alike, readings))
        known = {*readings, *map(language.family, readings), *wide}
        begun = {said for reading in known for said in self.by_word.get(reading, ())}
        heard = (said for said in begun if self.covers(said, wide if len(said) > 1 else sounds(readings, said)))
        return sorted(
            heard, key=lambda said: (weight(said), is_own(said, readings), said in self.urgent, said), reverse=True
        )

    def covers(self, said: Phrase, heard: frozenset[str]) -> bool:
        """Each word of the phrase is heard."""
        return all(map(heard.intersection, self.alike[said]))

    def taken_from(self, left: dict[str, Lemmas], said: Phrase) -> list[Heard]:
        """The phrase, if its words are still left: then they are so no more."""
        as_heard = {token: sounds(readings, said) for token, readings in left.items()}
        tokens = [token for token, sound in as_heard.items() if any(map(sound.intersection, self.alike[said]))]
        whole = frozenset().union(*(as_heard[token] for token in tokens))
        if len(tokens) < len(said) or not self.covers(said, whole):
            return []
        own = affirmed(tuple(left.pop(token) for token in tokens))
        return [Heard(" ".join(tokens), own, self.meanings[said], said in self.needs, said in self.urgent)]

    def beginning(self, first: str, most: int) -> list[str]:
        """What editors have written that begins so: of each group one, which most people mean comes first."""
        start = bisect_left(self.written, (first,))
        end = bisect_left(self.written, (f"{first}\U0010ffff",))
        of_groups: dict[int, str] = {}
        for each in sorted(self.written[start:end], key=lambda each: each.order):
            if each.text not in of_groups.values():
                of_groups.setdefault(each.group, each.text)
            if len(of_groups) == most:
                break
        return list(of_groups.values())

    @property
    def words(self) -> set[str]:
        """Every word that a phrase consists of: no typing error."""
        return {
            reading.removeprefix(language.DENIED) for phrase in self.meanings for word in phrase for reading in word
        }


def read() -> Synonyms:
    found = Synonyms()
    ways, dangers = [], []
    for group in SynonymGroup.objects.filter(is_active=True):
        if group.is_danger:
            dangers.append((group.said_phrases, group.harmless_turns))
        if group.direction == SynonymGroup.Direction.DANGER:
            continue
        found.texts |= {phrase(text): text for text in [*group.meant_phrases, *group.said_phrases]}
        said = list(filter(None, map(spoken, group.said_phrases)))
        meant = list(filter(None, map(phrase, group.meant_phrases or group.said_phrases)))
        for each in said:
            found.add(each, meant)
        if group.meant_phrases:
            found.needs.update(said)
        if group.is_urgent:
            found.urgent.update(said)
        found.written += written(group)
        ways.append(way(said, meant))
    found.written.sort()
    found.likeness = Likeness(ways, general=tells_little())
    found.dangers = Dangers(dangers)
    return found


def way(said: Iterable[Phrase], meant: Iterable[Phrase]) -> tuple[tuple[Phrase, ...], list[Phrase]]:
    """What a group leads to, and all that it says: as questions are likened to it."""
    meant = tuple(meant)
    return meant, [*said, *meant]


def changed() -> tuple:
    """Another when editors have changed a group."""
    return tuple(SynonymGroup.objects.aggregate(Max("updated_at"), Count("pk")).values())


kept = Kept(read, mark=changed)


def likest(words: Mapping[str, Lemmas]) -> list[Heard]:
    """The need of which a question tells most likely, though nobody has written its phrases; none where no word is
    known. Whether somebody is in danger is not guessed."""
    meant = kept().likeness.nearest(words)
    return [Heard(" ".join(words), meant[0], meant, is_need=True, is_guess=True)] if meant else []


def heard(words: Mapping[str, Lemmas]) -> list[Heard]:
    """The words of a question in their order, phrases put together. A word belongs to one phrase only.

    Words that only put the question («куда», «подскажите») count where there are no others, and beside a need so do
    verbs, adverbs, bare numbers and the scene (search/data/circumstances.yaml) that no group has: «муж вернулся в
    апреле другим, потом запил».
    """
    known, left, found = kept(), dict(words), []
    for said in known.spoken_in(words):
        # What tells little is heard where nothing else tells what is needed.
        if weight(said)[0] or not any(each.is_need for each in found):
            found += known.taken_from(left, said)
    found = found if len(words) < LONG else most_said(found)
    telling = {token: readings for token, readings in left.items() if language.fillers().isdisjoint(readings)}
    if any(each.meant for each in found):
        ages = any(not AGES.isdisjoint(readings) for readings in telling.values())
        telling = {token: said for token, said in telling.items() if not only_tells(said[0], ages=ages)}
    found += [
        Heard(token, affirmed((readings,))) for token, readings in (telling if found or telling else left).items()
    ]
    order = list(words)
    return merged(sorted(found, key=lambda each: order.index(each.token.split(" ")[0])))


def most_said(found: list[Heard]) -> list[Heard]:
    """Without needs of a single word beside a turn of speech that tells more, «хлеб» in «мужа посадили, он украл хлеб».

    People who tell at length name things that they do not ask for. Danger is heard in a single word too.
    """
    if not any(each.is_need and weight(each.own)[0] >= TELLING for each in found):
        return found
    return [each for each in found if not each.is_need or each.is_urgent or len(each.own) > 1]


def only_tells(lemma: str, *, ages: bool) -> bool:
    """What happens, how, when and where, not what is needed; or a bare number, «мне 17», that counts no years."""
    is_bare = lemma.isdecimal() and len(lemma) < SHORTEST_OF_ACTS and not ages
    is_scene = lemma in language.circumstances() and not (ages and lemma in AGES)
    return language.is_verb(lemma) or language.is_adverb(lemma) or is_bare or is_scene


def affirmed(own: Phrase) -> Phrase:
    return tuple(map(language.affirmed, own))


def merged(words: list[Heard]) -> list[Heard]:
    """One need said twice, «устала, нет сил», is one: what has either has it."""
    found: list[Heard] = []
    for word in words:
        same = next((n for n, other in enumerate(found) if word.is_need and other.says_what(word)), None)
        if same is None:
            found.append(word)
        else:
            other = found[same]
            found[same] = replace(other, meant=(*other.meant, word.own), is_urgent=other.is_urgent or word.is_urgent)
    return found
