"""Where very many titles have a word, only those of the highest ranks are read, and every page stays as it was."""

from itertools import pairwise

import pytest
from django.db import connection

from search import ranks, statements
from search.models import SearchEntry
from search.postings import fold
from search.rebuilding import rebuild
from tests.factories import ProviderFactory, ServiceFactory

pytestmark = pytest.mark.django_db
WORDS = ["кружок", "кружок+шахматы", "кружок+для+детей", "помощь+кружка", "бесплатный+кружок+приёмным"]


@pytest.fixture
def services():
    """Titles of several tiers, of ranks that have nothing to do with their order."""
    provider = ProviderFactory()
    names = ["Кружок {}", "Кружок шахмат {}", "Кружок для приёмных семей {}", "Помощь кружка {}"]
    made = [ServiceFactory(name=names[n % 4].format(n), provider=provider) for n in range(88)]
    for n, service in enumerate(made):
        give_rank(service.pk, 75 + n * 5 % 12)
    rebuild_postings()
    return made


def give_rank(pk: int, rank: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE search_searchentry SET rank = %s, terms = (array_to_string(array(SELECT"
            " quote_literal(each) FROM unnest(tsvector_to_array(terms)) AS each WHERE each NOT LIKE '\\%%%%'), ' ')"
            " || ' ' || quote_literal(%s))::tsvector WHERE type = 'service' AND object_id = %s",
            [rank, ranks.lexeme(rank), pk],
        )


def rebuild_postings() -> None:
    rebuild([])


def pages(ask, words: str) -> list[str]:
    return [row.title for page in (1, 2, 3, 4) for row in ask(f"type=service&q={words}&page={page}").rows]


def all_pages(ask) -> list[list[str]]:
    return [pages(ask, words) for words in WORDS]


def assert_same(ask, monkeypatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(statements, "MANY", float("inf"))
        plain = all_pages(ask)
    with monkeypatch.context() as patched:
        patched.setattr(statements, "MANY", -1)
        assert all_pages(ask) == plain


def test_no_page_differs(services, ask, monkeypatch):
    assert_same(ask, monkeypatch)
    assert len(set(pages(ask, "кружок"))) == 80


@pytest.mark.parametrize("folded", [False, True])
def test_none_differs_after_a_change(services, ask, monkeypatch, folded):
    first, second, third, *_rest = services
    first.name = "Хор"
    first.save()
    second.delete()
    third.name = "Кружок шахмат и шашек"
    third.save()
    ServiceFactory(name="Кружок новый", provider=first.provider)
    if folded:
        fold()
    assert_same(ask, monkeypatch)
    assert "Хор" not in pages(ask, "кружок")


def test_the_highest_rank_comes_first(services, ask, monkeypatch):
    monkeypatch.setattr(statements, "MANY", -1)
    known = dict(SearchEntry.objects.filter(type="service").values_list("card__title", "rank"))
    found = [known[row.title] for row in ask("type=service&q=шахматы").rows]
    assert found
    assert all(before >= after for before, after in pairwise(found))


def test_a_rank_beyond_the_highest_bears_its_lexeme():
    assert ranks.lexeme(95) == ranks.lexeme(ranks.HIGHEST) == "%80"
    assert ranks.lexeme(61) == "%61"
