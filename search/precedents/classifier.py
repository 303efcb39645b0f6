"""Tell which titles a question leans to by all that it is made of: a linear classifier.

The likest questions (search.precedents.likeness) tell what was answered to nearly the same words. What no question has
said in one piece is told by its parts: each word, pair of words and run of letters has a vector, each title another,
and a question leans to the titles whose vectors are like the sum of its own (fastText: Joulin and others, «Bag of
tricks for efficient text classification», 2017). Runs of letters tell of forms of a word that nobody has used yet. The
vectors are learned from all answered questions (search.precedents.training) and kept in the database, a byte for a
number.
"""

import json
import math
import zlib
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

    def leanings(self, sounds: Sounds) -> dict[str, float]:
        """How likely titles are, as a part of the likeliest of them; not those that are hardly likely. Nothing where no
        word is known: letters alone lean to anything."""
        known = [number for sign in signs(sounds) if (number := self.numbers.get(sign)) is not None]
        if not any(each in self.numbers for sound in sounds for each in sound):
            return {}
        told = self.told[known]
        weights = told / np.linalg.norm(told) * self.vectors.scales[known]
        points = self.table @ (weights @ self.vectors.rows[known]) + self.biases
        likely = np.exp(points - points.max())
        found = np.flatnonzero(likely >= LEAST_LIKELY)
        return dict(zip((self.titles[number] for number in found), likely[found].tolist(), strict=True))


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
