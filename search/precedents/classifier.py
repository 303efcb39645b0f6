"""Tell which titles a question leans to by all that it is made of: a linear classifier.

The likest questions (search.precedents.likeness) tell what was answered to nearly the same words. What no question has
said in one piece is told by its parts: each word, pair of words and run of letters has a vector, each title another,
and a question leans to the titles whose vectors are like the sum of its own (fastText: Joulin and others, «Bag of
tricks for efficient text classification», 2017). Runs of letters tell of words that nobody has used yet. The vectors
are learned from all answered questions (search.precedents.training) and kept in the database, a byte for a number.
"""

import json
import math
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from operator import mul
from types import MappingProxyType
from typing import NamedTuple

from django.db.models import Max

from search import language
from search.language import Lemmas
from search.precedents.likeness import Sounds, heard_as, renamings
from search.precedents.models import Learned
from search.wording.keeping import Kept

# Runs of so many letters, with the edges of the word; how much one tells beside a word, and how it is told from one.
LETTERS, EDGES, OF_LETTERS, RUN = (3, 4), "<{}>", 0.7, "-"
PAIR = " "
# A byte holds from minus so much.
MOST = 127


def signs(sounds: Sounds) -> set[str]:
    """All parts of a question: «муж», «муж пить», «-<му»."""
    words = {each for sound in sounds for each in sound}
    return {
        *words,
        *(run for word in words for run in runs(word)),
        *(PAIR.join(sorted((a, b))) for one, other in combinations(sounds, 2) for a in one for b in other),
    }


def runs(word: str) -> Iterator[str]:
    edged = EDGES.format(word)
    return (f"{RUN}{edged[n : n + size]}" for size in LETTERS for n in range(len(edged) - size + 1))


def is_run(sign: str) -> bool:
    return sign.startswith(RUN)


def tells(sign: str, bearers: int, of: int) -> float:
    """How much it says that a question has a sign which so many have: the fewer, the more."""
    return math.log(1 + of / (1 + bearers)) * (OF_LETTERS if is_run(sign) else 1)


class Vectors(NamedTuple):
    """Rows of numbers, a byte each; what a row is to be multiplied by."""

    size: int
    rows: array
    scales: array

    def __getitem__(self, n: int) -> array:
        return self.rows[n * self.size : (n + 1) * self.size]


class Classifier:
    """What was learned: signs, what each tells, its vector; titles, their vectors and how often each is an answer."""

    def __init__(self, known: Mapping[str, int], told: Sequence[float], vectors: Vectors, titles: "Titles"):
        self.known, self.told, self.vectors, self.titles = known, told, vectors, titles

    def leanings(self, asked: Mapping[str, Lemmas], titles: Iterable[str]) -> dict[str, float]:
        """How likely each of the titles is, as a part of the likeliest of them. Nothing where no sign is known."""
        direction = self.direction(heard_as(asked))
        if not direction:
            return {}
        known = {each: self.titles.numbers.get(language.normalise(each)) for each in titles}
        points = {each: self.titles.points(number, direction) for each, number in known.items() if number is not None}
        most = max(points.values(), default=0)
        return {each: math.exp(point - most) for each, point in points.items()}

    def direction(self, sounds: Sounds) -> list[float]:
        """The sum of the vectors of all signs, each by what it tells; the weights have length one together."""
        known = [number for sign in signs(sounds) if (number := self.known.get(sign)) is not None]
        if not known:
            return []
        length = math.sqrt(sum(self.told[number] ** 2 for number in known))
        weights = [self.told[number] / length * self.vectors.scales[number] for number in known]
        columns = zip(*(self.vectors[number] for number in known), strict=True)
        return [sum(map(mul, weights, column)) for column in columns]


class Titles(NamedTuple):
    """Titles by number, their vectors, and what each gets whatever is asked."""

    numbers: Mapping[str, int]
    vectors: Vectors
    biases: array

    def points(self, number: int, direction: Sequence[float]) -> float:
        product = sum(map(mul, direction, self.vectors[number]))
        return product * self.vectors.scales[number] + self.biases[number]


NOTHING = Classifier(
    {}, (), Vectors(0, array("b"), array("f")), Titles({}, Vectors(0, array("b"), array("f")), array("f"))
)
"""A portal that has learned nothing."""


def packed(learned: Classifier) -> bytes:
    """Names as JSON, then the numbers."""
    names = {"signs": [*learned.known], "titles": [*learned.titles.numbers], "size": learned.vectors.size}
    head = json.dumps(names, ensure_ascii=False, separators=(",", ":")).encode()
    parts = [*parts_of(learned)]
    return zlib.compress(b"".join([len(head).to_bytes(4, "little"), head, *(each.tobytes() for each in parts)]), 9)


def parts_of(learned: Classifier) -> Iterator[array]:
    yield array("f", learned.told)
    for each in (learned.vectors, learned.titles.vectors):
        yield each.scales
        yield each.rows
    yield learned.titles.biases


def unpacked(content: bytes, renamed: Mapping[str, str] = MappingProxyType({})) -> Classifier:
    """What `packed` has made, with other names for titles."""
    content = memoryview(zlib.decompress(content))
    start = 4 + int.from_bytes(content[:4], "little")
    names = json.loads(bytes(content[4:start]))
    size, n_signs, n_titles = names["size"], len(names["signs"]), len(names["titles"])

    def taken(code: str, number: int) -> array:
        nonlocal start
        found = array(code)
        found.frombytes(content[start : start + number * found.itemsize])
        start += number * found.itemsize
        return found

    def vectors(number: int) -> Vectors:
        scales = taken("f", number)
        return Vectors(size, taken("b", number * size), scales)

    told = taken("f", n_signs)
    of_signs, of_titles = vectors(n_signs), vectors(n_titles)
    named = numbered(renamed.get(each, each) for each in names["titles"])
    titles = Titles(named, of_titles, taken("f", n_titles))
    return Classifier(numbered(names["signs"]), told, of_signs, titles)


def numbered(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(names)}


def read() -> Classifier:
    """What was learned last, by the titles that cards have now."""
    content = Learned.objects.values_list("content", flat=True).first()
    return NOTHING if content is None else unpacked(content, renamings())


def changed() -> tuple:
    """Another when something else was learned."""
    return *Learned.objects.aggregate(Max("updated_at")).values(), *renamings().items()


kept = Kept(read, mark=changed)
