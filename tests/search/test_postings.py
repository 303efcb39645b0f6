"""Postings count what the index itself would count, whatever has changed since they were written."""

import pytest
from django.db import connection, transaction
from django.http import QueryDict

from search import postings, statements
from search.models import SearchChange, SearchPosting, Type
from search.postings import fold
from search.query import search
from search.question import Question
from search.rebuilding import rebuild
from services_directory.models import Service
from tests.factories import (
    FamilyCategoryFactory,
    HelpKindFactory,
    ProviderFactory,
    ServiceFactory,
    TerritoryFactory,
)

pytestmark = pytest.mark.django_db
WORDS = ["психолог", "логопед", "юрист", "массаж"]
QUESTIONS = [
    "q=психолог",
    "q=психолог+массаж",
    "q=скрипач",
    "q=семья+психолог&kind=k0",
    "kind=k0",
    "kind=k0&price=free",
    "q=логопед&kind=k0&kind=k1&price=paid&category=c1",
    "q=юрист&territory=r0&category=nothing",
    "type=service&q=психолог",
    "type=provider&type=service&q=центр&price=free",
    "q=психолог+логопед+массаж",
    "q=семья+юрист+массаж&kind=k0&price=free",
]


@pytest.fixture
def services(monkeypatch):
    """Services and organisations, and postings of them in chunks of a few entries."""
    kinds = [HelpKindFactory(slug=f"k{n}", name=f"помощь {word}") for n, word in enumerate(WORDS)]
    categories = [FamilyCategoryFactory(slug=f"c{n}") for n in range(3)]
    providers = [ProviderFactory(name=f"Центр {n}", territory=TerritoryFactory(slug=f"r{n}")) for n in range(2)]
    made = [
        ServiceFactory(
            name=f"{WORDS[n % 4]} для семьи {n}",
            kind=kinds[n % 3],
            provider=providers[n % 2],
            price=["free", "paid", ""][n % 3],
            categories=categories[: n % 3],
        )
        for n in range(24)
    ]
    rebuild()
    return made


def answers(address: str, counts_sections: bool):
    question = Question.of(QueryDict(address))
    result = search(Question(**{**question.__dict__, "counts_sections": counts_sections}))
    facets = {group: {choice.value: choice.count for choice in choices} for group, choices in result.facets.items()}
    return result.total, result.sections, result.without, facets, [row.title for row in result.rows]


def assert_same(monkeypatch):
    for address in QUESTIONS:
        for counts_sections in (False, True):
            found = answers(address, counts_sections)
            with monkeypatch.context() as without:
                without.setattr(statements, "can_tell", lambda conditions: False)
                assert found == answers(address, counts_sections), address


def test_a_rebuilt_index_has_postings_of_common_words(services):
    assert SearchPosting.objects.filter(lexeme="семья").exists()
    assert SearchPosting.objects.filter(lexeme="@service").exists()
    assert not SearchChange.objects.exists()


def test_they_count_what_the_index_counts(services, monkeypatch):
    assert_same(monkeypatch)


def test_they_are_asked(services, monkeypatch):
    SearchPosting.objects.exclude(lexeme=postings.EVERYTHING).filter(lexeme__startswith="@").delete()
    assert answers("q=психолог", counts_sections=False)[0] == 0


@pytest.mark.parametrize("folded", [False, True])
def test_they_count_right_after_every_kind_of_change(services, monkeypatch, folded):
    first, second, third, fourth, *_rest = services
    first.name = "Скрипач для семьи"
    first.save()
    first.save()
    second.delete()
    third.unpublish()
    fourth.kind = services[0].kind
    fourth.price = "paid"
    fourth.save()
    new = ServiceFactory(name="Новый психолог и скрипач", price="free", kind=services[0].kind)
    assert SearchChange.objects.exists()
    if folded:
        fold()
        assert not SearchChange.objects.exists()
    assert_same(monkeypatch)
    new.delete()
    assert_same(monkeypatch)


def test_a_word_without_a_posting_counts_beside_a_term_that_has_one(services, monkeypatch):
    """«психолог» names a kind of help, whose term has a posting; take away that of the word."""
    SearchPosting.objects.filter(lexeme="психолог").delete()
    assert_same(monkeypatch)


def test_a_change_that_is_undone_leaves_nothing(services, monkeypatch):
    before = answers("q=психолог", counts_sections=True)
    with transaction.atomic():
        Service.objects.get(pk=services[0].pk).delete()
        assert answers("q=психолог", counts_sections=True) != before
        transaction.set_rollback(True)
    assert answers("q=психолог", counts_sections=True) == before


def test_rebuilding_one_type_keeps_the_postings_of_the_others(services, monkeypatch):
    rebuild([Type.PROVIDER])
    assert_same(monkeypatch)


def test_entries_beyond_the_first_chunk_are_counted(services, monkeypatch):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE search_searchentry ALTER id RESTART WITH 15000")
    for n in range(3):
        ServiceFactory(name=f"психолог {n}", kind=services[0].kind)
    fold()
    assert set(SearchPosting.objects.values_list("chunk", flat=True)) == {0, 1}
    assert_same(monkeypatch)


def test_many_changes_are_folded_by_a_worker(services, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(postings, "BEARABLE", 3)
    monkeypatch.setattr("search.indexing.random.random", lambda: 0)
    with django_capture_on_commit_callbacks(execute=True):
        for service in services[:3]:
            service.name += " и массаж"
            service.save()
        assert SearchChange.objects.exists()
        services[4].delete()
        services[3].name = "Массаж"
        services[3].save()
    assert not SearchChange.objects.exists()
    assert_same(monkeypatch)
