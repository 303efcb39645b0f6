"""Judged questions asked as though nobody had written their turns, and what is learned by them."""

import random
from itertools import pairwise

import pytest

from search import language
from search.models import Type
from search.precedents.likeness import Precedents
from search.precedents.models import BEST, GOOD
from search.precedents.training import trained
from search.relevance import learning
from search.relevance.judging import Judged
from search.relevance.learning import NAMES, Listed, Sample, crossed, gained, learned, sizes, written
from search.relevance.unheard import Forgetting, Unasked, turns, unheard
from search.weighing import Scale, Standing
from search.wording import synonyms
from search.wording.synonyms import heard, likest
from tests.search.test_hearing import needs, said

pytestmark = pytest.mark.django_db
ALL = Forgetting(least=2, times=9)


def test_while_a_question_is_asked_its_turns_are_not_heard_and_afterwards_they_are():
    said("прогуливает уроки", meant="детский психолог")
    said("прогуливает", meant="беседа")
    asked = [Judged("прогуливает уроки", "parent"), Judged("няня", "parent")]
    seen = {}
    for judged in unheard(asked, ALL):
        seen[judged.words] = needs("прогуливает уроки")
    assert seen == {"прогуливает уроки": ["прогуливает"], "няня": ["прогуливает уроки"]}
    assert needs("прогуливает уроки") == ["прогуливает уроки"]


def test_what_is_heard_instead_is_forgotten_too():
    said("прогуливает уроки", meant="детский психолог")
    said("дома прогуливает уроки", meant="шахматы")
    question = "прогуливает уроки дома"
    assert len(turns(question, ALL)) == 2
    assert len(turns(question, Forgetting(least=2, times=1))) == 1
    assert not turns("прогуливает", ALL)


def test_groups_are_likened_without_what_is_forgotten():
    said("прогуливает уроки", meant="детский психолог")
    said("прогуливает", "прогулы", meant="беседа")
    for _judged in unheard([Judged("прогуливает уроки", "parent")], ALL):
        (guess,) = likest(language.asked("прогуливает уроки"))
        assert guess.meant[0] == synonyms.phrase("беседа")
    assert heard(language.asked("прогуливает уроки"))[0].meant[0] == synonyms.phrase("детский психолог")


def test_a_question_that_is_asked_as_though_unanswered_has_no_vote():
    known = Precedents([("муж пьёт", {"нарколог": BEST, "группа": GOOD}), ("муж проиграл", {"нарколог": BEST})])
    asked = language.asked("муж пьёт")
    assert "группа" in known.verdict(asked).votes
    assert Unasked(known).verdict(asked).votes == {"нарколог": 1}


def test_a_question_that_is_asked_as_though_unanswered_does_not_mean_the_same_as_itself():
    words = ["вечером", "дома", "опять", "летом", "весной", "зимой"]
    answered = [
        *((f"муж пьёт {each}", {each: BEST}) for each in words),
        *((f"кружок {each}", {"к": 7}) for each in words),
    ]
    known = Precedents(answered, trained(answered, times=40))
    asked = language.asked("муж пьёт дома")
    assert known.verdict(asked).meanings["дома"] == 1
    assert "дома" not in Unasked(known).verdict(asked).meanings


def made_up(number: int) -> list[Sample]:
    """Answers in which what the groups lead to is good, and the place says nothing."""
    dice = random.Random(7)
    found = []
    for n in range(number):
        steps = [tuple(dice.randrange(size) for size in sizes().values()) for _each in range(12)]
        listed = [Listed(each, 3 if each[1] > 6 else 0, (0, Standing.WEIGHED)) for each in steps]
        found.append(Sample(Judged(f"вопрос {n}", "parent"), listed, tuple(each.grade for each in listed)))
    return found


def test_what_makes_answers_good_gets_points_and_nothing_gets_fewer_for_more_of_it(monkeypatch):
    monkeypatch.setattr(learning, "ROUNDS", 60)
    points = learned(made_up(60))
    assert points["likeness"][-1] > 5 * abs(points["place"][-1])
    assert all(after >= before for name in ("likeness", "votes") for before, after in pairwise(points[name]))
    assert all(after <= before for before, after in pairwise(points["place"]))


def test_what_is_learned_serves_questions_that_it_was_not_learned_by(monkeypatch):
    monkeypatch.setattr(learning, "ROUNDS", 40)
    pairs = list(crossed(samples := made_up(40)))
    assert {id(sample) for sample, _weights in pairs} == set(map(id, samples))
    before, after = (sum(gained(*each) for each in of) for of in ([[sample] for sample in samples], pairs))
    assert after > 1.3 * before


def test_nothing_leaves_its_stratum():
    listed = [
        Listed((0, 0, 0, 0, 0, 0, 0, 0), 0, (0, Standing.CALLED)),
        Listed((0, 9, 0, 0, 0, 0, 0, 0), 3, (0, Standing.WEIGHED)),
    ]
    weights = {name: [float(n) for n in range(size)] for name, size in sizes().items()}
    sample = Sample(Judged("вопрос", "parent"), listed, (3,))
    assert gained(sample, weights) == gained(sample)
    free = sample._replace(listed=[each._replace(stratum=(0, Standing.WEIGHED)) for each in listed])
    assert gained(free, weights) == 1 > gained(free)


def test_points_are_read_as_they_were_written():
    points = {name: [float(n) for n in range(size)] for name, size in sizes().items()}
    scales = {name: Scale.of(each) for name, each in written(points).items()}
    assert scales["place"].points(0) == 0
    assert scales["place"].points(1_000) == len(points["place"]) - 1
    assert scales["type"].points(Type.SERVICE) == NAMES["type"].index(Type.SERVICE)
