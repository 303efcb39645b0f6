"""Find the points by which the first entries of an answer are weighed (search.weighing).

Each question, asked as though its turns had never been written (search.relevance.unheard), gives a list of entries with
their facts and grades; so does a precedent (search.precedents) that is asked as though it had not been answered. The
first tell what to do where words have been written for much of a matter, the others where they have not. The points
make it likely that whoever picks one entry of a list by them picks a good one: the loss is that of ListNet (Cao and
others, 2007), its target the gain of each grade. A fact that is better the more (or the less) there is of it never
gives less for it: points are sums of steps that are not below zero. Without numpy: there are some 40,000 entries, and
nobody waits.
"""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import NamedTuple

from search.kept_answers import KEPT
from search.models import SearchEntry, Type
from search.precedents.models import BEST, GOOD, RELATED, Precedent
from search.query import search
from search.question import Question
from search.relevance.comparing import Key, Set
from search.relevance.judging import Judged
from search.relevance.scoring import ndcg
from search.relevance.unheard import FOLDS, WAYS, unasked, unheard
from search.weighing import LAST, Facts, Standing

# Up to each of these, and above the last. The first is better than the next where a fact falls.
STEPS = {
    "place": (0, 1, 2, 3, 4, 6, 9, 14),
    "likeness": (0, 0.03, 0.06, 0.12, 0.2, 0.3, 0.45, 0.7, 1, 1.5, 2.2),
    "votes": (0, 0.15, 0.25, 0.35, 0.5, 0.65, 0.8, 0.95),
    "meaning": (0, 0.15, 0.25, 0.35, 0.5, 0.65, 0.8, 0.95),
    "fame": (1.2, 3, 4, 5, 6, 7, 8),
    "leaning": (0.02, 0.05, 0.1, 0.15, 0.25, 0.35, 0.5, 0.65, 0.8, 0.95),
}
FALLING = {"place"}
# Rises or falls as it likes.
FREE = {"fame"}
NAMES = {"type": [str(each) for each in Type], "audience": ["all", "others", "asked"]}
ROUNDS, RATE, SHRINKING = 250, 0.05, 0.002
# So many precedents beside the questions that are asked in both ways of forgetting; the grade of what is worth so much.
PRECEDENT, PRECEDENTS = "precedents", 300
GAINS = {BEST: 3, GOOD: 2, RELATED: 1}

Weights = dict[str, list[float]]


class Listed(NamedTuple):
    """An entry of an answer as it is weighed: the step of each fact, its grade, and the stratum that it stays in."""

    steps: tuple[int, ...]
    grade: int
    stratum: tuple[int, Standing]


class Sample(NamedTuple):
    """A question, the first entries of its answer in the order of the tiers, and the grades of all that answers it."""

    judged: Judged
    listed: list[Listed]
    grades: tuple[int, ...]


def samples(judged_set: Set, questions: Iterable[Judged]) -> Iterator[Sample]:
    """Of each question what it finds in each way of forgetting."""
    questions = list(questions)
    for way in WAYS:
        for judged in unheard(questions, way):
            yield sample(judged_set, judged)


def picked(judged_set: Set, most: int = PRECEDENTS) -> list[Precedent]:
    """So many precedents, by no meaning."""
    known = Precedent.objects.filter(is_active=True).exclude(words__in=judged_set.grades)
    return sorted(known, key=lambda each: sha256(each.words.encode()).digest())[:most]


def samples_of_precedents(judged_set: Set, precedents: Iterable[Precedent]) -> Iterator[Sample]:
    """Of each precedent what it finds without itself."""
    keys = defaultdict(list)
    for record in judged_set.records:
        keys[record.title].append(record.key)
    for precedent in precedents:
        answers = [(key, GAINS[worth]) for title, worth in precedent.answers.items() for key in keys[title]]
        judged_set.grades[precedent.words] = dict(answers)
        with unasked():
            yield sample(judged_set, Judged(precedent.words, "", part=PRECEDENT))


def sample(judged_set: Set, judged: Judged) -> Sample:
    KEPT.clear()
    found = search(Question(judged.words, counts_facets=False, counts_sections=True)).weighed
    weighed = [each for each in found if each.facts]
    grades, keys = judged_set.grades[judged.words], keys_of([each.entry for each in weighed])
    in_order = sorted(weighed, key=lambda each: each.facts.place)
    listed = [Listed(steps_of(each.facts), grades.get(keys[each.entry], 0), each.stratum) for each in in_order]
    return Sample(judged, listed, tuple(grades.values()))


def keys_of(entries: Sequence[int]) -> dict[int, Key]:
    found = SearchEntry.objects.filter(pk__in=entries).values_list("pk", "type", "object_id")
    return {pk: (type_, object_id) for pk, type_, object_id in found}


def steps_of(facts: Facts) -> tuple[int, ...]:
    return tuple(
        NAMES[name].index(value) if name in NAMES else bisect_left(STEPS[name], value)
        for name, value in facts._asdict().items()
    )


def sizes() -> dict[str, int]:
    return {name: len(NAMES[name]) if name in NAMES else len(STEPS[name]) + 1 for name in Facts._fields}


def learned(samples: Iterable[Sample]) -> Weights:
    """The points of each step of each fact, by Adam (Kingma and Ba, 2015) on what each step adds."""
    lists = [sample.listed for sample in samples if any(each.grade for each in sample.listed)]
    targets = [shares([2**each.grade - 1 for each in listed]) for listed in lists]
    added = {name: [0.0] * size for name, size in sizes().items()}
    first, second = ({name: [0.0] * len(each) for name, each in added.items()} for _moment in range(2))
    for time in range(1, ROUNDS + 1):
        points = {name: summed(name, each) for name, each in added.items()}
        slope = slopes(points, lists, targets)
        for name, each in added.items():
            for n, down in enumerate(summed_back(name, slope[name])):
                down += SHRINKING * each[n]
                first[name][n] = 0.9 * first[name][n] + 0.1 * down
                second[name][n] = 0.999 * second[name][n] + 0.001 * down * down
                step = first[name][n] / (1 - 0.9**time) / (math.sqrt(second[name][n] / (1 - 0.999**time)) + 1e-8)
                each[n] = bounded(name, n, each[n] - RATE * step)
    return {name: summed(name, each) for name, each in added.items()}


def slopes(points: Weights, lists: Sequence[list[Listed]], targets: Sequence[list[float]]) -> Weights:
    """By how much the loss grows with each of the points."""
    found = {name: [0.0] * len(each) for name, each in points.items()}
    columns, tables = list(found.values()), list(points.values())
    for listed, target in zip(lists, targets, strict=True):
        scores = [score(tables, each) for each in listed]
        likely = shares([math.exp(score - max(scores)) for score in scores])
        for each, is_picked, wanted in zip(listed, likely, target, strict=True):
            for column, step in zip(columns, each.steps, strict=True):
                column[step] += (is_picked - wanted) / len(lists)
    return found


def score(tables: Iterable[Sequence[float]], listed: Listed) -> float:
    return sum(table[step] for table, step in zip(tables, listed.steps, strict=True))


def gained(sample: Sample, weights: Weights | None = None) -> float:
    """nDCG of the first entries; with points, when they are weighed by these."""
    listed = sample.listed
    if weights:
        listed = sorted(listed, key=lambda each: (each.stratum, -score(weights.values(), each)))
    return ndcg([each.grade for each in listed], sample.grades)


def crossed(samples: Sequence[Sample]) -> Iterator[tuple[Sample, Weights]]:
    """Each sample with points that were found without its question."""
    ordered = sorted(samples, key=lambda sample: sample.judged.words)
    questions = list(dict.fromkeys(sample.judged for sample in ordered))
    for fold in range(FOLDS):
        aside = set(questions[fold::FOLDS])
        weights = learned(sample for sample in ordered if sample.judged not in aside)
        yield from ((sample, weights) for sample in ordered if sample.judged in aside)


def shares(values: Sequence[float]) -> list[float]:
    total = sum(values)
    return [value / total for value in values]


def bounded(name: str, n: int, value: float) -> float:
    """The first step may add anything; of what rises no other takes away, of what falls none adds."""
    if name in NAMES or name in FREE or n == 0:
        return value
    return min(value, 0) if name in FALLING else max(value, 0)


def summed(name: str, added: Sequence[float]) -> list[float]:
    """Names stand by themselves."""
    return list(added) if name in NAMES else [sum(added[: n + 1]) for n in range(len(added))]


def summed_back(name: str, slope: Sequence[float]) -> list[float]:
    return list(slope) if name in NAMES else [sum(slope[n:]) for n in range(len(slope))]


def written(weights: Weights) -> dict[str, dict]:
    """As data/weights.yaml has them: up to each step, or by name."""
    return {
        name: dict(zip(NAMES.get(name) or [*STEPS[name], LAST], (round(each, 2) + 0.0 for each in points), strict=True))
        for name, points in weights.items()
    }
