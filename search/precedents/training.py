"""Learn the classifier (search.precedents.classifier) from the answered questions.

Softmax over titles of the sum of the vectors of a question's signs; the target is what each answer is worth. Adam
(Kingma and Ba, 2015), some signs and some numbers left out by lot each time, so that none is leaned on alone. A hundred
thousand questions take a minute or two.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import numpy as np

from search import language
from search.precedents.classifier import NOTHING, PAIR, Classifier, Vectors, is_run, signs, tells
from search.precedents.sounds import heard_as

# A word must stand in so many questions, and a pair or a run of letters.
LEAST, LEAST_OF_PARTS = 2, 10
# Numbers in a vector, how large they are at first; times that all questions are gone through, and how many at once.
SIZE, FIRST = 64, 0.3
TIMES, BATCH = 8, 256
# How fast; how many signs and numbers are left out.
RATE, UNSAID, UNSEEN = 0.01, 0.1, 0.3
KEEPING, KEEPING_SQUARES, TINY = 0.9, 0.999, 1e-8


class Lists(NamedTuple):
    """Numbered things of each question, one question after another, and a number with each."""

    starts: np.ndarray
    things: np.ndarray
    numbers: np.ndarray

    @classmethod
    def of(cls, rows: np.ndarray, things: np.ndarray, numbers: np.ndarray, questions: int) -> "Lists":
        """From which question has a thing, in the order of questions."""
        starts = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=questions))])
        return cls(starts, things, numbers.astype(np.float32))

    def some(self, chosen: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Which of the chosen has it, the thing, the number."""
        lengths = self.starts[chosen + 1] - self.starts[chosen]
        rows = np.repeat(np.arange(len(chosen)), lengths)
        places = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        places += np.repeat(self.starts[chosen], lengths)
        return rows, self.things[places], self.numbers[places]


class Parameters:
    """A table of numbers that is learned, with what Adam remembers of each."""

    def __init__(self, values: np.ndarray):
        self.values = values.astype(np.float32)
        self.first, self.second = np.zeros_like(self.values), np.zeros_like(self.values)

    def step(self, slope: np.ndarray, rate: float, time: int, rows=slice(None)) -> None:
        first, second = self.first[rows], self.second[rows]
        first += (1 - KEEPING) * (slope - first)
        second += (1 - KEEPING_SQUARES) * (slope * slope - second)
        self.first[rows], self.second[rows] = first, second
        size = np.sqrt(second / (1 - KEEPING_SQUARES**time)) + TINY
        self.values[rows] -= rate / (1 - KEEPING**time) * first / size


def trained(answered: Iterable[tuple[str, Mapping[str, int]]], times: int = TIMES) -> Classifier:
    """From questions, each with titles and what these are worth. Of a few nothing can be learned."""
    said, titles = Numbered(), Numbered()
    worth = array("f")
    for words, answers in answered:
        # In an order that is the same each time.
        said.add(sorted(signs(heard_as(language.asked(words)))))
        titles.add(answers)
        worth.extend(answers.values())
    told, of_signs = known_signs(said)
    total = np.bincount(titles.rows, worth, len(titles))
    of_titles = Lists.of(titles.rows, np.array(titles.things), worth / total[titles.rows], len(titles))
    questions = np.flatnonzero((np.diff(of_signs.starts) > 0) & (total > 0))
    if not len(questions):
        return NOTHING
    vectors, outputs, biases = fitted(of_signs, of_titles, questions, (len(told), len(titles.names)), times)
    return Classifier(told, Vectors.of(vectors), titles.names, Vectors.of(outputs), biases.ravel())


def known_signs(said: "Numbered") -> tuple[dict[str, float], Lists]:
    """What each sign tells that enough questions have, and of each question these signs with weights of length one."""
    bearers = np.bincount(said.things, minlength=len(said.names)).tolist()
    told = {sign: tells(sign, n, len(said)) for sign, n in zip(said.names, bearers, strict=True) if n >= least(sign)}
    weights = np.array([told.get(sign, 0) for sign in said.names])
    things, rows = np.array(said.things, dtype=np.intp), said.rows
    is_known = weights[things] > 0
    things, rows = things[is_known], rows[is_known]
    length = np.sqrt(np.bincount(rows, weights[things] ** 2, len(said)))
    numbers = np.cumsum(weights > 0) - 1
    return told, Lists.of(rows, numbers[things], weights[things] / length[rows], len(said))


class Numbered:
    """Names in rows, by number: a hundred thousand questions have some eight million signs."""

    def __init__(self):
        self.names: dict[str, int] = {}
        self.things, self.lengths = array("i"), array("i")

    def __len__(self) -> int:
        return len(self.lengths)

    def add(self, row: Iterable[str]) -> None:
        before = len(self.things)
        self.things.extend(self.names.setdefault(name, len(self.names)) for name in row)
        self.lengths.append(len(self.things) - before)

    @property
    def rows(self) -> np.ndarray:
        """To which row each belongs."""
        return np.repeat(np.arange(len(self.lengths)), self.lengths)


def least(sign: str) -> int:
    return LEAST_OF_PARTS if PAIR in sign or is_run(sign) else LEAST


def fitted(
    of_signs: Lists, of_titles: Lists, questions: np.ndarray, sizes: tuple[int, int], times: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The vectors of signs, those of titles, and what each title gets whatever is asked."""
    chance = np.random.default_rng(0)
    n_signs, n_titles = sizes
    vectors = Parameters(chance.normal(0, FIRST, (n_signs, SIZE)))
    outputs = Parameters(chance.uniform(-1, 1, (n_titles, SIZE)) / SIZE**0.5)
    biases = Parameters(np.zeros((1, n_titles)))
    batches = [batch for _time in range(times) for batch in batched(chance.permutation(questions))]
    for time, chosen in enumerate(batches, 1):
        rate = RATE * (1 - (time - 1) / len(batches))
        rows, things, weight = of_signs.some(chosen)
        # Of every question at least the first sign stays.
        stays = (chance.random(len(rows)) >= UNSAID) | (np.diff(rows, prepend=-1) > 0)
        rows, things, weight = rows[stays], things[stays], weight[stays, None]
        summed = np.add.reduceat(vectors.values[things] * weight, starts(rows))
        seen = (chance.random(summed.shape) >= UNSEEN).astype(np.float32) / (1 - UNSEEN)
        hidden = summed * seen
        points = hidden @ outputs.values.T + biases.values
        likely = np.exp(points - points.max(1, keepdims=True))
        likely /= likely.sum(1, keepdims=True)
        answers, numbers, share = of_titles.some(chosen)
        likely[answers, numbers] -= share
        slope = likely / len(chosen)
        of_hidden = slope @ outputs.values * seen
        outputs.step(slope.T @ hidden, rate, time)
        biases.step(slope.sum(0, keepdims=True), rate, time)
        order = np.argsort(things, kind="stable")
        of_things = np.add.reduceat((of_hidden[rows] * weight)[order], starts(things[order]))
        vectors.step(of_things, rate, time, np.unique(things))
    return vectors.values, outputs.values, biases.values


def batched(order: np.ndarray) -> Iterator[np.ndarray]:
    return (order[n : n + BATCH] for n in range(0, len(order), BATCH))


def starts(sorted_numbers: np.ndarray) -> np.ndarray:
    """Where each number stands for the first time."""
    return np.flatnonzero(np.diff(sorted_numbers, prepend=-1))
