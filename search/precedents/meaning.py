"""Find the answered questions that mean nearly the same as one, by where they stand (search.precedents.classifier)."""

from collections.abc import Iterable

import numpy as np

from search.precedents.classifier import Classifier
from search.precedents.sounds import Sounds

# Looked at are those that lean most to any of so many titles to which the question leans too: one in twenty, and of the
# forty nearest of all hardly any stands elsewhere.
TITLES = 24
# So many are compared with all titles at once.
BATCH = 4_096


class Meanings:
    """Questions by where they stand; those that lean most to the same title together."""

    def __init__(self, learned: Classifier, questions: Iterable[Sounds]):
        rows, self.table = learned.places(questions), learned.table
        leaning = np.zeros(len(rows), np.intp)
        if len(self.table):
            for n in range(0, len(rows), BATCH):
                leaning[n : n + BATCH] = (rows[n : n + BATCH] @ self.table.T).argmax(1)
        self.order = np.argsort(leaning, kind="stable")
        self.rows = rows[self.order]
        self.starts = np.searchsorted(leaning[self.order], np.arange(len(self.table) + 1))

    def nearest(self, placed: np.ndarray, most: int) -> list[tuple[float, int]]:
        """The numbers of the questions nearest to one that stands there, each after its nearness from 0 to 1."""
        titles = first_of(self.table @ placed, TITLES)
        stand = np.concatenate([np.arange(*self.starts[title : title + 2]) for title in titles])
        near = self.rows[stand] @ placed / np.linalg.norm(placed)
        first = first_of(near, most)
        found = zip(near[first].tolist(), self.order[stand[first]].tolist(), strict=True)
        return [(nearness, number) for nearness, number in found if nearness > 0]


def first_of(values: np.ndarray, most: int) -> np.ndarray:
    """Where the highest stand, the highest first; of equal ones the first."""
    found = np.arange(len(values))
    if len(values) > most:
        found = np.flatnonzero(values >= np.partition(values, -most)[-most])
    return found[np.argsort(-values[found], kind="stable")[:most]]
