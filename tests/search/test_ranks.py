"""Within a tier the highest ranks come first, on every page."""

from itertools import pairwise

import pytest
from django.db import connection

from search import ranks
from search.models import SearchEntry
from search.postings import fold
from search.rebuilding import rebuild
from tests.factories import ProviderFactory, ServiceFactory
from tests.search.plain import assert_as_plain

pytestmark = pytest.mark.django_db
WORDS = ["кружок", "кружок+шахматы", "кружок+для+детей", "помощь+кружка", "бесплатный+кружок+приёмным"]


@pytest.fixture
def services():
    """Titles of several tiers, of ranks that have nothing to do with their order."""
    provider = ProviderFactory()
    names = ["Кружок {}", "Кружок шахмат {}", "Кружок для приёмных семей {}", "Помощь кружка {}"]
    made = [ServiceFactory(name=names[n % 4].format(n), provider=provider) for n in range(88)]
    for n, service in enumerate(made):
        give_rank(service.pk, 95 + n * 5 % 12)
    rebuild([])
    return made


def give_rank(pk: int, rank: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE search_searchentry SET rank = %s, terms = (array_to_string(array(SELECT"
            " quote_literal(each) FROM unnest(tsvector_to_array(terms)) AS each WHERE each NOT LIKE '\\%%%%'), ' ')"
            " || ' ' || quote_literal(%s))::tsvector WHERE type = 'service' AND object_id = %s",
            [rank, ranks.lexeme(rank), pk],
        )


def assert_same() -> None:
    for words in WORDS:
        for page in range(1, 6):
            assert_as_plain(f"type=service&q={words}&page={page}")


def test_every_page_is_what_the_index_itself_tells(services):
    assert_same()


@pytest.mark.parametrize("folded", [False, True])
def test_it_is_after_a_change(services, folded):
    first, second, third, *_rest = services
    first.name = "Хор"
    first.save()
    second.delete()
    third.name = "Кружок шахмат и шашек"
    third.save()
    ServiceFactory(name="Кружок новый", provider=first.provider)
    if folded:
        fold()
    assert_same()


def test_the_highest_rank_comes_first(services, ask):
    known = dict(SearchEntry.objects.filter(type="service").values_list("card__title", "rank"))
    found = [known[row.title] for row in ask("type=service&q=шахматы").rows]
    assert found
    assert all(before >= after for before, after in pairwise(found))


def test_a_rank_that_none_of_the_first_entries_has_is_known(services):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE search_searchentry ALTER id RESTART WITH 15000")
    give_rank(ServiceFactory(name="Кружок поздний").pk, 120)
    fold()
    assert assert_as_plain("type=service&q=кружок").rows[0].title == "Кружок поздний"


def test_ranks_are_told_as_numbers():
    assert sorted(map(ranks.lexeme, [100, 9, 95]), key=ranks.rank_of) == ["%9", "%95", "%100"]
