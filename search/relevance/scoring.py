"""nDCG@10, reciprocal rank and empty answers. Pure."""

import math
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

DEPTH = 10


def gain(grades: Sequence[int]) -> float:
    """Discounted: what stands lower counts less."""
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades[:DEPTH]))


def ndcg(found: Sequence[int], judged: Iterable[int]) -> float:
    """The gain of what was found over the best that could be."""
    best = gain(sorted(judged, reverse=True))
    return gain(found) / best if best else 0.0


def reciprocal_rank(found: Sequence[int], least: int = 2) -> float:
    """One over the place of the first thing that helps."""
    return next((1 / place for place, grade in enumerate(found, 1) if grade >= least), 0.0)


@dataclass(frozen=True)
class Score:
    """How well many questions were answered."""

    questions: int
    ndcg: float
    mrr: float
    empty: float

    @classmethod
    def of(cls, answers: "Sequence[Answered]") -> "Score":
        return cls(
            len(answers),
            statistics.mean(answer.ndcg for answer in answers),
            statistics.mean(answer.rr for answer in answers),
            statistics.mean(not answer.found for answer in answers),
        )


@dataclass(frozen=True)
class Answered:
    """The grades of what was found for a question, in order, and of everything that answers it."""

    words: str
    found: tuple[int, ...]
    judged: tuple[int, ...]

    @property
    def ndcg(self) -> float:
        return ndcg(self.found, self.judged)

    @property
    def rr(self) -> float:
        return reciprocal_rank(self.found)
