"""The search's answer as PostgreSQL alone would give it, slow and plain: to compare with."""

from collections import Counter

from django.db import connection
from django.http import QueryDict

from search import language
from search.conditions import Conditions
from search.models import SearchEntry, SearchTerm, Type
from search.naming import Named, named_terms
from search.query import Result, answered, corrected, titles_chosen, understood
from search.question import Question
from search.wording.synonyms import heard

FOUND = "SELECT id FROM search_searchentry WHERE terms @@ %s::tsquery ORDER BY rank DESC, id"

BORNE = """
    SELECT substr(lexeme, 2)::integer, count(*) FROM search_searchentry, unnest(tsvector_to_array(terms)) AS lexeme
    WHERE id = ANY(%s) AND lexeme ~ '^#[0-9]+$' GROUP BY lexeme
"""


def assert_as_plain(address: str, **parts) -> Result:
    """What the search tells of the question, by all its words, is what the database reads in its conditions."""
    question = corrected(Question(**{**Question.of(QueryDict(address)).__dict__, **parts}))
    words = heard(asked := language.asked(question.words))
    named = named_terms(question, words)
    return assert_same(question, understood(question, words, named, titles=titles_chosen(asked)), named)


def assert_same(question: Question, conditions: Conditions, named: Named) -> Result:
    result = answered(question, conditions, named, None)
    whole = entries(conditions.whole())
    assert result.total == len(whole), question
    found = [pk for tier in conditions.tiers() for pk in entries(tier)]
    assert sorted(found) == sorted(whole), question
    cards, asked = dict(SearchEntry.objects.values_list("pk", "card__title")), question.bounded(len(whole))
    assert [row.title for row in result.rows] == [cards[pk] for pk in found[asked.offset : asked.reach]], question
    assert [each.title for each in named.known.bitmaps.titles(found)] == [cards[pk] for pk in found], question
    for group in SearchTerm.Group:
        counts = {choice.id: choice.count for choice in result.facets[group] if choice.count}
        assert counts == terms_of(group, entries(conditions.whole(group))), (question, group)
    assert result.without == {group: len(entries(conditions.whole(group))) for group in question.selected}, question
    return result


def entries(condition) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(FOUND, [str(condition)])
        return [pk for (pk,) in cursor.fetchall()]


def terms_of(group: str, found: list[int]) -> dict[int, int]:
    """How many of the entries bear each term; what belongs to the whole country belongs to each territory."""
    with connection.cursor() as cursor:
        cursor.execute(BORNE, [found])
        borne = Counter(dict(cursor.fetchall()))
    terms = SearchTerm.objects.filter(group=group, is_public=True)
    everywhere = sum(borne[term.pk] for term in terms if term.is_everywhere)
    return {term.pk: borne[term.pk] + (0 if term.is_everywhere else everywhere) for term in terms if borne[term.pk]}


def sections_of(question: Question) -> dict[str, int]:
    """How many of what answers stand in each section, whichever are asked for."""
    types = SearchEntry.objects.filter(pk__in=entries(conditions_of(question).whole())).values_list("type", flat=True)
    return dict(Counter(Type(each).section for each in types))


def conditions_of(question: Question) -> Conditions:
    words = heard(language.asked(question.words))
    return understood(question, words, named_terms(question, words))
