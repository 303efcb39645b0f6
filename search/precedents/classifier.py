"""Tell which titles a question leans to by all that it is made of: a linear classifier.

The likest questions (search.precedents.likeness) tell what was answered to nearly the same words. What no question has
said in one piece is told by its parts: each word, pair of words and run of letters has a vector, each title another,
and a question leans to the titles whose vectors are like the sum of its own (fastText: Joulin and others, «Bag of
tricks for efficient text classification», 2017). Runs of letters tell of forms of a word that nobody has used yet. The
vectors are learned from all answered questions (search.precedents.training) and kept in the database, a byte for a
number.

Questions whose sums are alike mean the same, for they lean to the same titles, whatever words they share: the sum tells
where a question stands (`places`).
"""

import json
import math
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from search.precedents.answered import renamings
from search.precedents.models import Learned
from search.precedents.sounds import Sounds

# Runs of so many letters, with the edges of the word; how much one tells beside a word, and how it is told from one.
LETTERS, EDGES, OF_LETTERS, RUN = (3, 4), "<{}>", 0.7, "-"
PAIR = " "
# A byte holds from minus so much.
MOST = 127
# What is less likely, as a part of the likeliest, is told of no title.
LEAST_LIKELY = 0.02


def signs(sounds: Sounds) -> set[str]:
    """All parts of a question: «муж», «муж пить», «-<му»."""
    return {sign for sound in sounds for sign in parts(sound)}.union(pairs(sounds))


def parts(sound: Iterable[str]) -> Iterator[str]:
    for word in sound:
        yield word
        yield from runs(word)


def pairs(sounds: Sounds) -> Iterator[str]:
    return (PAIR.join(sorted((a, b))) for one, other in combinations(sounds, 2) for a in one for b in other)


def runs(word: str) -> Iterator[str]:
    edged = EDGES.format(word)
    return (f"{RUN}{edged[n : n + size]}" for size in LETTERS for n in range(len(edged) - size + 1))


def is_run(sign: str) -> bool:
    return sign.startswith(RUN)


def tells(sign: str, bearers: int, of: int) -> float:
    """How much it says that a question has a sign which so many have: the fewer, the more."""
    return math.log(1 + of / (1 + bearers)) * (OF_LETTERS if is_run(sign) else 1)


class Vectors(NamedTuple):
    """A row for each thing, a byte for a number, and what a row is to be multiplied by."""

    rows: np.ndarray
    scales: np.ndarray

    @classmethod
    def of(cls, table: np.ndarray) -> "Vectors":
        """As near to it as bytes are."""
        scales = np.abs(table).max(1) / MOST
        rows = np.rint(table / np.where(scales > 0, scales, 1)[:, None])
        return cls(rows.astype(np.int8), scales.astype(np.float32))

    @property
    def table(self) -> np.ndarray:
        return self.rows * self.scales[:, None]


class Classifier:
    """What was learned: signs, what each tells, its vector; titles, their vectors, and what each gets whatever is
    asked."""

    def __init__(
        self, told: Mapping[str, float], vectors: Vectors, titles: Iterable[str], outputs: Vectors, biases: np.ndarray
    ):
        self.numbers = {sign: number for number, sign in enumerate(told)}
        self.told, self.vectors = np.fromiter(told.values(), np.float32), vectors
        self.titles, self.outputs, self.biases = list(titles), outputs, biases
        self.table = outputs.table

    def placed(self, sounds: Sounds) -> np.ndarray | None:
        """Where a question stands: the sum of the vectors of its signs, each by its part in what they tell. Nowhere if
        no word is known: letters alone lean to anything."""
        if not self.knows(sounds):
            return None
        known = self.numbered(signs(sounds))
        return self.summed(known) / np.linalg.norm(self.told[known])

    def leanings(self, placed: np.ndarray) -> dict[str, float]:
        """How likely titles are for a question that stands there, as a part of the likeliest of them; not those that
        are hardly likely."""
        points = self.table @ placed + self.biases
        likely = np.exp(points - points.max())
        found = np.flatnonzero(likely >= LEAST_LIKELY)
        return dict(zip((self.titles[number] for number in found), likely[found].tolist(), strict=True))

    def knows(self, sounds: Sounds) -> bool:
        """Any of the words."""
        return any(each in self.numbers for sound in sounds for each in sound)

    def numbered(self, signs: Iterable[str]) -> list[int]:
        """Those that are known."""
        return [number for sign in signs if (number := self.numbers.get(sign)) is not None]

    def places(self, questions: Iterable[Sounds]) -> np.ndarray:
        """Where many questions stand, each a row of length one; zeros where no word is known. Words are summed once:
        a hundred thousand questions have some thirty thousand. Letters that two words of a question share count
        twice."""
        numbers: dict[frozenset[str] | str, int] = {}
        vectors, things, lengths = [self.summed([])], array("i"), array("i")

        def noted(thing: frozenset[str] | str) -> int:
            """A word, or a pair."""
            if thing not in numbers:
                numbers[thing] = len(vectors)
                vectors.append(self.summed(self.numbered([thing] if isinstance(thing, str) else parts(thing))))
            return numbers[thing]

        for sounds in questions:
            before = len(things)
            if self.knows(sounds):
                things.extend(map(noted, sounds))
                things.extend(noted(pair) for pair in pairs(sounds) if pair in self.numbers)
            lengths.append(len(things) - before)
        table, of, number = np.array(vectors), np.array(things, np.intp), np.array(lengths, np.intp)
        rows, ends = np.zeros((len(number), table.shape[1]), np.float32), np.cumsum(number)
        # One of each question, then another: all at once would take half a gigabyte.
        for nth in range(1, 1 + max(lengths, default=0)):
            having = np.flatnonzero(number >= nth)
            rows[having] += table[of[ends[having] - nth]]
        sizes = np.linalg.norm(rows, axis=1, keepdims=True)
        return rows / np.where(sizes > 0, sizes, 1)

    def summed(self, known: list[int]) -> np.ndarray:
        """The vectors of some signs, each as much as it tells."""
        return (self.told[known] * self.vectors.scales[known]) @ self.vectors.rows[known].astype(np.float32)


NO_VECTORS = Vectors(np.zeros((0, 1), np.int8), np.zeros(0, np.float32))
NOTHING = Classifier({}, NO_VECTORS, [], NO_VECTORS, np.zeros(0))
"""A portal that has learned nothing."""


def packed(learned: Classifier) -> bytes:
    """Names as JSON, then the numbers."""
    size = learned.vectors.rows.shape[1]
    names = {"signs": [*learned.numbers], "titles": learned.titles, "size": size}
    head = json.dumps(names, ensure_ascii=False, separators=(",", ":")).encode()
    parts = learned.told, *learned.vectors, *learned.outputs, learned.biases
    return zlib.compress(b"".join([len(head).to_bytes(4, "little"), head, *(each.tobytes() for each in parts)]), 9)


def unpacked(content: bytes, renamed: Mapping[str, str] = MappingProxyType({})) -> Classifier:
    """What `packed` has made, with other names for titles."""
    content = zlib.decompress(content)
    start = 4 + int.from_bytes(content[:4], "little")
    names = json.loads(content[4:start])
    signs, titles, size = names["signs"], names["titles"], names["size"]

    def taken(kind: type, *shape: int) -> np.ndarray:
        nonlocal start
        found = np.frombuffer(content, kind, math.prod(shape), start).reshape(shape)
        start += found.nbytes
        return found

    def vectors(number: int) -> Vectors:
        return Vectors(taken(np.int8, number, size), taken(np.float32, number))

    told = dict(zip(signs, taken(np.float32, len(signs)).tolist(), strict=True))
    of_signs, of_titles = vectors(len(signs)), vectors(len(titles))
    named = [renamed.get(each, each) for each in titles]
    return Classifier(told, of_signs, named, of_titles, taken(np.float32, len(titles)))


def read() -> Classifier:
    """What was learned last, by the titles that cards have now."""
    content = Learned.objects.values_list("content", flat=True).first()
    return NOTHING if content is None else unpacked(content, renamings())
