"""Ask the portal's search and the stock one every judged question."""

from collections import defaultdict
from collections.abc import Callable

from django.db import transaction

from search.language import normalise
from search.query import search
from search.question import Question
from search.relevance import stock
from search.relevance.judging import GRADES, Judged, questions
from search.relevance.records import Record, records
from search.relevance.scoring import DEPTH, Answered, Score

Key = tuple[str, int]


class Set:
    """The judged questions over the records that are there."""

    def __init__(self):
        self.records = list(records())
        # Pages of two sites may have the same address there.
        self.by_card = {(record.type, record.url, record.title): record for record in self.records}
        self.grades = {judged.words: judged.grades(self.records) for judged in questions()}

    def answered(self, judged: Judged, found: list[Key]) -> Answered:
        grades = self.grades[judged.words]
        return Answered(judged.words, tuple(grades.get(key, 0) for key in found), tuple(grades.values()))

    def ours(self, judged: Judged) -> Answered:
        return self.answered(judged, [record.key for record in self.found(judged.words)])

    def found(self, words: str) -> list[Record]:
        rows = search(Question(words, counts_facets=False, counts_sections=True)).rows
        return [self.by_card[row.type, row.url, normalise(row.title)] for row in rows[:DEPTH]]

    def missed(self, judged: Judged) -> list[Record]:
        """The very doors that are not among what is found, those of one title once."""
        found = {(record.type, record.title) for record in self.found(judged.words)}
        grades = self.grades[judged.words]
        doors = {(each.type, each.title): each for each in self.records if grades.get(each.key) == GRADES[0]}
        return [record for name, record in doors.items() if name not in found]

    def of_stock(self, operator: str) -> Callable[[Judged], Answered]:
        return lambda judged: self.answered(judged, stock.found(judged.words, operator))


def parts(answers: dict[Judged, Answered]) -> dict[str, Score]:
    """The score of each part; one without questions has none."""
    named = defaultdict(list)
    for judged, answer in answers.items():
        named[judged.part].append(answer)
    return {name: Score.of(part) for name, part in named.items()}


def asked(ask: Callable[[Judged], Answered]) -> dict[Judged, Answered]:
    return {judged: ask(judged) for judged in questions()}


def compared() -> dict[str, dict[str, Score]]:
    """Scores by search and part. Leaves nothing behind."""
    judged_set = Set()
    scores = {"ours": parts(asked(judged_set.ours))}
    with transaction.atomic():
        stock.fill()
        for operator in ("and", "or"):
            scores[f"stock, {operator}"] = parts(asked(judged_set.of_stock(operator)))
        transaction.set_rollback(True)
    return scores
