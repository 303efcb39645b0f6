"""Facet terms are kept in the process, and yet each question hears them as they are now."""

import random

import pytest
from django.db import connection, transaction

from search import language, naming, postings
from search.models import SearchPosting, SearchTerm
from search.naming import named_terms
from search.query import search
from search.question import Question
from search.rebuilding import rebuild
from search.wording.synonyms import heard
from tests.factories import FamilyCategoryFactory, HelpKindFactory, ServiceFactory, TerritoryFactory

pytestmark = pytest.mark.django_db
Group = SearchTerm.Group
# The rule in SQL, slow and plain.
NAMED = """
    SELECT id FROM search_searchterm WHERE is_public AND (
        words && %s::varchar[]
        OR ("group", value) IN (SELECT * FROM unnest(%s::text[], %s::text[]))
        OR "group" = 'category' AND words && %s::varchar[]
        OR is_everywhere AND %s
    ) ORDER BY id
"""


def said(text: str) -> list:
    return heard(language.asked(text))


def named(text: str, **selected) -> list[str]:
    groups = {Group(group): (value,) for group, value in selected.items()}
    return [term.label for term in named_terms(Question(text, (), groups), said(text)).terms]


def by_the_rule(question: Question, words: list) -> list[int]:
    single = {reading for word in words for reading in word.readings}
    every = {reading for word in words for phrase in (word.own, *word.meant) for each in phrase for reading in each}
    pairs = [(str(group), value) for group, values in question.selected.items() for value in values]
    with connection.cursor() as cursor:
        cursor.execute(
            NAMED,
            [
                list(language.kin(single) | single),
                [group for group, _value in pairs],
                [value for _group, value in pairs],
                list(language.kin(every)),
                Group.TERRITORY in question.selected,
            ],
        )
        return [pk for (pk,) in cursor.fetchall()]


def test_a_term_that_another_process_has_written_is_heard_by_the_next_question():
    HelpKindFactory(name="Помощь психолога")
    assert named("психолог") == ["Помощь психолога"]
    SearchTerm.objects.update(label="Беседа", words=["беседа"])
    assert named("психолог") == []
    assert named("беседа") == ["Беседа"]
    SearchTerm.objects.update(is_public=False)
    assert named("беседа") == []
    SearchTerm.objects.all().delete()
    assert naming.current().terms == []


def test_what_was_never_committed_is_forgotten():
    HelpKindFactory(name="Помощь психолога")
    with transaction.atomic():
        SearchTerm.objects.update(words=["беседа"])
        assert named("беседа") == ["Помощь психолога"]
        transaction.set_rollback(True)
    assert named("беседа") == []
    assert named("психолог") == ["Помощь психолога"]


def test_terms_are_read_again_only_when_they_have_changed(django_assert_num_queries):
    HelpKindFactory(name="Помощь психолога")
    named("психолог")
    with django_assert_num_queries(1):
        named("психолог")


def test_postings_written_anew_are_known_to_the_next_question():
    ServiceFactory(name="Беседа психолога")
    assert naming.current().bitmaps.store.posted == frozenset()
    rebuild()
    assert not naming.current().now.changes
    posted = set(SearchPosting.objects.filter(chunk=0).values_list("lexeme", flat=True))
    assert naming.kept().bitmaps.store.posted == posted != set()
    ServiceFactory(name="Встреча с логопедом")
    assert naming.current().now.changes
    postings.fold()
    assert not naming.current().now.changes
    assert search(Question("логопед")).total == 1


def test_an_answer_by_what_is_so_no_more_is_given_anew(django_assert_num_queries):
    ServiceFactory(name="Занятие", kind=HelpKindFactory(name="Помощь психолога"))
    known, new = Question("психолог", ("service",)), Question("беседа", ("service",))
    assert [row.title for row in search(known).rows] == ["Занятие"]
    assert search(new).total == 0
    with django_assert_num_queries(1):
        search(known)
    SearchTerm.objects.update(words=["беседа"])
    assert [row.title for row in search(new).rows] == ["Занятие"]


@pytest.mark.parametrize("seed", range(8))
def test_the_terms_are_those_that_the_rule_names(seed):
    dice = random.Random(seed)
    words = ["Психолог", "Юрист", "Многодетные семьи", "Приёмная семья", "Массаж для детей", "Город Вязьма"]
    for n in range(4):
        HelpKindFactory(name=f"{dice.choice(words)} {n}", slug=f"k{n}")
        FamilyCategoryFactory(name=f"{dice.choice(words)} {n}", slug=f"c{n}", live=dice.random() < 0.7)
        TerritoryFactory(name=f"{dice.choice(words)} {n}", slug=f"t{n}", level=dice.choice([0, 1, 2]))
    for _each in range(12):
        text = " ".join(dice.sample(words, dice.randint(0, 2)))
        selected = {group: (dice.choice(["k0", "c1", "t2", "none"]),) for group in dice.sample(list(Group)[:3], 2)}
        question = Question(text, (), selected if dice.random() < 0.6 or not text else {})
        spoken = said(text)
        assert [term.id for term in named_terms(question, spoken).terms] == by_the_rule(question, spoken)
