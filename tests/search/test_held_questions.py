"""The second set of questions, held out as a whole: it can be read, and the demo's records can answer it."""

import io

import pytest
from django.core.management import call_command

from search.relevance.judging import Rule, judged, questions, read
from search.relevance.records import records


@pytest.fixture(scope="module")
def answers():
    return {name: Rule.of(rule) for name, rule in {**read("answers"), **read("held_answers")}.items()}


@pytest.fixture(scope="module")
def held(answers):
    return [judged(row, answers) for row in read("held_queries")]


def test_the_set_is_large_and_repeats_no_question(held):
    words = [each.words for each in held]
    assert len(words) >= 100
    assert len(set(words)) == len(words)
    assert not set(words) & {each.words for each in questions()}


def test_no_name_is_given_to_two_answers():
    assert not set(read("answers")) & set(read("held_answers"))


@pytest.mark.django_db
def test_every_question_has_an_answer_and_every_rule_a_record(held):
    call_command("load_demo", stdout=io.StringIO())
    known = list(records())
    named = [Rule.of(rule) for rule in read("held_answers").values()]
    rules = {rule for each in held for grade in each.rules.values() for rule in grade} | set(named)
    assert [rule for rule in rules if not any(rule.fits(record) for record in known)] == []
    assert [each.words for each in held if 3 not in each.grades(known).values()] == []
