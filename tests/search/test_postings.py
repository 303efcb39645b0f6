"""Postings tell what the index itself would tell, whatever has changed since they were written."""

from dataclasses import replace

import pytest
from django.db import connection, transaction
from django.http import QueryDict

from search import postings
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
from tests.search.plain import assert_as_plain, sections_of

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
def services():
    """Services and organisations, and postings of them."""
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


def total(address: str) -> int:
    return search(Question.of(QueryDict(address))).whole


def assert_same():
    for address in QUESTIONS:
        result = assert_as_plain(address, counts_sections=True)
        assert result.sections == sections_of(replace(result.question, sections=())), address


def test_a_rebuilt_index_has_postings_of_common_words(services):
    assert SearchPosting.objects.filter(lexeme="семья").exists()
    assert SearchPosting.objects.filter(lexeme="@service").exists()
    assert not SearchChange.objects.exists()


def test_they_count_what_the_index_counts(services):
    assert_same()


def test_they_are_asked(services):
    SearchPosting.objects.exclude(lexeme=postings.EVERYTHING).filter(lexeme__startswith="@").delete()
    assert total("type=service&q=психолог") == 0


@pytest.mark.parametrize("folded", [False, True])
def test_they_count_right_after_every_kind_of_change(services, folded):
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
    assert_same()
    new.delete()
    assert_same()


def test_a_word_without_a_posting_counts_beside_a_term_that_has_one(services):
    """«психолог» names a kind of help, whose term has a posting; take away that of the word."""
    SearchPosting.objects.filter(lexeme="психолог").delete()
    assert_same()


def test_a_change_that_is_undone_leaves_nothing(services):
    """Nor does what was looked up while it was there: «скрипач» has no posting."""
    before = total("q=психолог")
    with transaction.atomic():
        Service.objects.get(pk=services[0].pk).delete()
        services[1].name = "Скрипач"
        services[1].save()
        assert total("q=скрипач") == 1
        assert total("q=психолог") < before
        transaction.set_rollback(True)
    assert total("q=психолог") == before
    assert total("q=скрипач") == 0
    assert_same()


def test_without_postings_everything_is_looked_up(services):
    SearchPosting.objects.all().delete()
    assert_same()
    ServiceFactory(name="Новый психолог", price="free", kind=services[0].kind)
    assert_same()
    fold()
    assert SearchPosting.objects.filter(lexeme=postings.EVERYTHING).exists()
    assert_same()


def test_what_does_not_fit_into_memory_is_read_again(services, settings):
    settings.POSTINGS_KEPT_MB = 0
    assert_same()


def test_rebuilding_one_type_keeps_the_postings_of_the_others(services):
    rebuild([Type.PROVIDER])
    assert_same()


def test_entries_beyond_the_first_chunk_are_counted(services):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE search_searchentry ALTER id RESTART WITH 15000")
    for n in range(3):
        ServiceFactory(name=f"психолог {n}", kind=services[0].kind)
    fold()
    assert set(SearchPosting.objects.values_list("chunk", flat=True)) == {0, 1}
    assert_same()


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
    assert_same()
