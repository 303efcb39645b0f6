"""Where very many titles have a word, what ranks highest is looked at first, and every page stays as it was."""

import pytest
from django.db import connection

from search import ranks
from search.models import SearchEntry
from search.naming import Named
from search.query import understood
from search.question import Question
from search.ranks import Highest
from search.rebuilding import rebuild
from search.wording.keeping import forget_all
from tests.factories import ProviderFactory, ServiceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def services():
    provider = ProviderFactory()
    made = [ServiceFactory(name=f"Кружок {n}", provider=provider) for n in range(60)]
    for n, service in enumerate(made):
        SearchEntry.objects.filter(type="service", object_id=service.pk).update(rank=60 + n % 7)
    return made


def pages(ask) -> list[str]:
    return [row.title for page in (1, 2, 3) for row in ask(f"type=service&q=кружок&page={page}").rows]


def test_no_page_differs(services, ask, monkeypatch):
    plain = pages(ask)
    lexemes = tuple(map(ranks.lexeme, range(65, ranks.HIGHEST + 1)))
    for service in services:
        mark(service.pk)
    monkeypatch.setattr("search.query.highest", lambda: Highest(lexemes, 0.3, {"Aкружок": 10_000}))
    assert pages(ask) == plain
    assert len(set(plain)) == 60


def mark(pk: int) -> None:
    """The lexeme of the rank that the entry was given."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE search_searchentry SET terms = (array_to_string(array(SELECT"
            " quote_literal(each) FROM unnest(tsvector_to_array(terms)) AS each WHERE each NOT LIKE '\\%%%%'), ' ')"
            " || ' ' || quote_literal('%%' || rank))::tsvector WHERE type = 'service' AND object_id = %s",
            [pk],
        )


@pytest.mark.parametrize(("priced", "are_enough"), [(6, True), (40, False)])
def test_they_are_what_the_database_knows_as_few(priced, are_enough):
    provider = ProviderFactory()
    for n in range(60):
        ServiceFactory(name=f"Кружок {n}", provider=provider, price="free" if n < priced else "")
    rebuild()
    forget_all()
    known, best = ranks.highest(), SearchEntry.objects.order_by("-rank").values_list("rank", flat=True)[0]
    assert bool(known.lexemes) == are_enough
    if are_enough:
        assert known.lexemes[0] == ranks.lexeme(best)
        assert known.titles["Aкружок"] == pytest.approx(60, abs=3)


def test_few_matches_are_not_looked_at_twice():
    known = Highest(("%75",), 0.05, {"Aкружок": 5000.0, "Aкружка": 0.0})
    assert known.worth([(("Aкружок", "Aкружка"),)], reach=20) == ("%75",)
    assert known.worth([(("Aкружок",),)], reach=40) == ()
    assert known.worth([(("Aкружок",),), (("Aредкое",),)], reach=20) == ()
    assert known.worth([], reach=20) == ()


def test_a_rank_beyond_the_highest_bears_its_lexeme():
    assert ranks.lexeme(95) == ranks.lexeme(ranks.HIGHEST) == "%80"
    assert ranks.lexeme(61) == "%61"


def test_a_question_without_words_is_not_parted():
    assert understood(Question(), [], Named([], frozenset())).highest == ()
