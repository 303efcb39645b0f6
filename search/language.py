"""Russian words as the index knows them. Pure: no database, no request.

A text becomes the lemmas of its words, «многодетным семьям» → многодетный, семья, with ё as е. Where a form belongs to
several words, all likely ones are kept, at writing and at asking alike, so both sides always meet.
"""

import functools
import itertools
import logging
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml
from pymorphy3 import MorphAnalyzer
from pymorphy3.tagset import OpencorporaTag

MAX_LENGTH = 100
MAX_WORDS = 10
LONGEST_WORD = 40
# A reading that much rarer than the likeliest one is noise: «стекло» is hardly ever from «стечь».
LEAST_SHARE = 0.2
MOST_READINGS = 3
# Words that join others and say nothing by themselves.
SERVICE_WORDS = {"PREP", "CONJ", "PRCL", "INTJ", "NPRO"}
DENIALS = {"не", "ни", "нечем", "нечего", "некому"}
# These may stand after the word too: «есть нечего», «платить нечем».
LATE_DENIALS = {"нечем", "нечего", "некому"}
REFLEXIVE = ("ться", "тись", "чься")
SHORTEST_VERB = 6
# Before the reading of a word that is denied, «не платит»; so many words after a denial may be.
DENIED = "\N{NOT SIGN}"
DENIED_REACH = 2
WORD = re.compile(r"[^\W_]+")
# The last word of several.
CUT = re.compile(r"(?<=[\W_])[^\W_]+$")
RUSSIAN = re.compile("[а-я]+")
DATA = Path(__file__).parent / "data"

Lemmas = tuple[str, ...]


def normalise(text: str) -> str:
    """Lower case, ё as е, one form of each character; what is not a word is left to `tokens`."""
    return unicodedata.normalize("NFKC", text).lower().replace("ё", "е")


def tokens(text: str) -> list[str]:
    """The words and numbers of a text; a hyphen parts them, «№» falls away."""
    return [word for word in WORD.findall(normalise(text.replace("№", " "))) if len(word) <= LONGEST_WORD]


@functools.cache
def morphology() -> MorphAnalyzer:
    """Loaded on first use: it takes 0.2 s and 30 MB, which a migration need not pay."""
    logging.getLogger("pymorphy3").setLevel(logging.WARNING)
    return MorphAnalyzer()


@functools.lru_cache(maxsize=100_000)
def lemmas(token: str) -> Lemmas:
    """The words that a token may be a form of, likeliest first; none for a word that only joins others."""
    if token in abbreviations() or not RUSSIAN.fullmatch(token):
        return (token,)
    readings = morphology().parse(token)
    if len(token) == 1 or readings[0].tag.POS in SERVICE_WORDS:
        return ()
    likely = [reading for reading in readings if reading.score >= readings[0].score * LEAST_SHARE]
    return tuple(dict.fromkeys(normalise(reading.normal_form) for reading in likely))[:MOST_READINGS]


@functools.cache
def abbreviations() -> dict[str, str]:
    """«кцсон» → «комплексный центр социального обслуживания населения»."""
    return {normalise(short): full for short, full in load("abbreviations").items()}


@functools.cache
def families() -> dict[str, str]:
    """Words that people use for one another, though none is a form of the other: юридический → юрист."""
    return {normalise(word): normalise(family[0]) for family in load("relatives") for word in family}


@functools.cache
def heard_alike() -> dict[str, str]:
    """Families of words by which people tell the same, where the index keeps them apart too: развод, развестись."""
    found: dict[str, str] = {}
    for family in [*load("relatives"), *load("heard_alike")]:
        words = [normalise(word) for word in family]
        known = {found[word] for word in words if word in found}
        found |= dict.fromkeys([*words, *(word for word, first in found.items() if first in known)], words[0])
    return found


@functools.lru_cache(maxsize=20_000)
def family(reading: str) -> str:
    """What a reading is heard as, denied as it is."""
    word = reading.removeprefix(DENIED)
    return reading.removesuffix(word) + heard_alike().get(word, word)


@functools.lru_cache(maxsize=20_000)
def alike(reading: str) -> str:
    """The same, «ругаться» being heard as «ругать» unless it has a family of its own."""
    has_own = reading.removeprefix(DENIED) in heard_alike()
    is_reflexive = not has_own and reading.endswith(REFLEXIVE) and len(reading) > SHORTEST_VERB
    return family(reading[:-2] if is_reflexive else reading)


# Phrases have most of their words in common: each is made once.
@functools.lru_cache(maxsize=20_000)
def families_of(readings: Lemmas) -> frozenset[str]:
    return frozenset(map(family, readings))


@functools.lru_cache(maxsize=20_000)
def all_alike(readings: Lemmas) -> frozenset[str]:
    return frozenset(map(alike, readings))


@functools.cache
def wider() -> dict[str, str]:
    """Who is meant by a wider word as well: «сын» is a «ребёнок» of whom a phrase may speak."""
    return {alike(normalise(each)): alike(normalise(wide)) for wide, narrow in load("wider").items() for each in narrow}


@functools.cache
def relatives() -> dict[str, tuple[str, ...]]:
    """Each word of a family with all of it, itself first."""
    return {
        normalise(word): tuple(dict.fromkeys(map(normalise, [word, *family])))
        for family in load("relatives")
        for word in family
    }


def with_relatives(words: Iterable[str]) -> list[str]:
    """The words and all of their families."""
    known = relatives()
    return list(dict.fromkeys(each for word in words for each in known.get(word, (word,))))


@functools.cache
def general_words() -> frozenset[str]:
    """Words that nearly every record has: that one stands in a title says little."""
    return frozenset(normalise(word) for word in load("general"))


def kin(words: Iterable[str]) -> set[str]:
    """The words with each family of related ones as one word."""
    known = families()
    return {known.get(word, word) for word in words}


def load(name: str):
    return yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))


@functools.cache
def phrases() -> dict[str, list[tuple[str, list[Lemmas]]]]:
    """Expansions of abbreviations by the first lemma, so that the full name is found by the short one too."""
    found: dict[str, list[tuple[str, list[Lemmas]]]] = {}
    for short, full in abbreviations().items():
        spelled = [lemmas(token) for token in tokens(full) if lemmas(token)]
        for first in spelled[0]:
            found.setdefault(first, []).append((short, spelled))
    return found


def abbreviated(words: list[Lemmas]) -> Iterator[str]:
    """The abbreviations whose full form occurs among these words."""
    for start, readings in enumerate(words):
        for first in readings:
            for short, spelled in phrases().get(first, ()):
                heard = words[start : start + len(spelled)]
                if len(heard) == len(spelled) and all(set(a) & set(b) for a, b in zip(heard, spelled, strict=True)):
                    yield short


@functools.lru_cache(maxsize=20_000)
def words(text: str) -> frozenset[str]:
    """Every lemma that a text should be found by: its own words, spelled-out abbreviations, abbreviated names."""
    spoken = [readings for token in tokens(text) if (readings := lemmas(token))]
    found = {lemma for readings in spoken for lemma in readings}
    for short in found & abbreviations().keys():
        found |= words(abbreviations()[short])
    found.update(abbreviated(spoken))
    return frozenset(found)


def bounded(text: str) -> str:
    """As much as is read of what is asked, to the end of a word: «ребер» is another one than «ребёнок»."""
    begun = text[:MAX_LENGTH]
    return CUT.sub("", begun) if WORD.match(text, MAX_LENGTH) else begun


def asked(text: str) -> dict[str, Lemmas]:
    """The words of a question with their readings: bounded, cleaned, without repetitions.

    One that may be denied has the readings of that too, which only synonyms know. Of more words than are searched for
    those that only put the question, «здравствуйте, подскажите», go first.
    """
    words = tokens(bounded(text.replace("\0", " ")))
    heard = {lemmas(token): (n, token) for n, token in reversed([*enumerate(words)])}
    spoken = [(token, with_denied(readings, words, n)) for readings, (n, token) in reversed(heard.items()) if readings]
    return dict(most_telling(spoken)[:MAX_WORDS])


def most_telling(spoken: list[tuple[str, Lemmas]]) -> list[tuple[str, Lemmas]]:
    """Of too many words not those by which a question begins, «здравствуйте, подскажите, куда обратиться»."""
    over = len(spoken) - MAX_WORDS
    if over <= 0:
        return spoken
    putting = [n for n, (_token, readings) in enumerate(spoken) if not fillers().isdisjoint(readings)][:over]
    return [each for n, each in enumerate(spoken) if n not in putting]


def with_denied(readings: Lemmas, words: list[str], n: int) -> Lemmas:
    before, after = words[max(0, n - DENIED_REACH) : n], words[n + 1 : n + 2]
    is_denied = not DENIALS.isdisjoint(before) or not LATE_DENIALS.isdisjoint(after)
    return (*readings, *denied(readings)) if is_denied else readings


def denied(readings: Lemmas) -> Lemmas:
    return tuple(DENIED + reading for reading in readings)


def affirmed(readings: Lemmas) -> Lemmas:
    """The readings without those of a denied word."""
    return tuple(reading for reading in readings if not reading.startswith(DENIED))


@functools.cache
def circumstances() -> frozenset[str]:
    """When, where and before whom something happened: no part of what is needed."""
    return frozenset(normalise(word) for word in load("circumstances"))


@functools.cache
def fillers() -> frozenset[str]:
    """Words by which people put a question, and which say nothing of what they need."""
    return frozenset(normalise(word) for word in load("fillers"))


def key(text: str) -> str:
    """A text as suggestions compare it: its tokens joined by single spaces."""
    return " ".join(tokens(text))


def is_russian(token: str) -> bool:
    """A form of a word that the dictionary has."""
    return morphology().word_is_known(token)


@functools.lru_cache(maxsize=10_000)
def is_inanimate(lemma: str) -> bool:
    """A noun that stands for a thing, not for a person."""
    return getattr(tag(lemma), "animacy", None) == "inan"


@functools.lru_cache(maxsize=10_000)
def is_verb(lemma: str) -> bool:
    return getattr(tag(lemma), "POS", None) == "INFN"


@functools.lru_cache(maxsize=10_000)
def is_adverb(lemma: str) -> bool:
    return getattr(tag(lemma), "POS", None) == "ADVB"


@functools.lru_cache(maxsize=10_000)
def is_adjective(lemma: str) -> bool:
    return getattr(tag(lemma), "POS", None) == "ADJF"


def tag(lemma: str) -> OpencorporaTag | None:
    """What part of speech it is and the like; of a Russian word alone: others may have letters that break pymorphy3."""
    word = lemma.removeprefix(DENIED)
    return morphology().parse(word)[0].tag if RUSSIAN.fullmatch(word) else None


def stem(token: str) -> str:
    """What all forms of a word begin with: «шахматы» → «шахмат»."""
    beginnings = zip(token, *forms(lemmas(token)[0]), strict=False)
    same = itertools.takewhile(lambda letters: len(set(letters)) == 1, beginnings)
    return "".join(letters[0] for letters in same)


@functools.lru_cache(maxsize=1_000)
def forms(lemma: str) -> tuple[str, ...]:
    """Every form of a word."""
    if not RUSSIAN.fullmatch(lemma):
        return (lemma,)
    return tuple({normalise(form.word) for form in morphology().parse(lemma)[0].lexeme})
