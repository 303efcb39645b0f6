"""Questions of one shape are planned once for a connection, and each gets its own answer."""

import pytest
from django.db import DataError, connection, transaction

from search.query import search
from search.question import Question
from search.rebuilding import rebuild
from search.statements import SHAPES, execute
from tests.factories import ServiceFactory

pytestmark = pytest.mark.django_db
SHARE = "SELECT 100 / %s::integer, '5%%', %s::text"


def answers(*statements) -> list:
    with connection.cursor() as cursor:
        return execute(cursor, *statements)


def planned() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE name LIKE 'search_%'")
        return cursor.fetchone()[0]


def test_each_call_of_a_shape_answers_for_its_own_arguments():
    assert answers((SHARE, [50, "a"]), (SHARE, [25, "b; %s"])) == [[(2, "5%", "a")], [(4, "5%", "b; %s")]]
    before = planned()
    assert answers((SHARE, [20, "a' b"])) == [[(5, "5%", "a' b")]]
    assert planned() == before


def test_a_shape_that_has_failed_can_be_asked_again():
    with pytest.raises(DataError), transaction.atomic():
        answers((f"{SHARE}, 'fails'", [0, "a"]))
    assert answers((f"{SHARE}, 'fails'", [50, "a"])) == [[(2, "5%", "a", "fails")]]


def test_the_longest_unused_shapes_are_forgotten():
    for n in range(SHAPES.most + 5):
        assert answers((f"SELECT {n}, %s::integer", [1]), (SHARE, [50, "a"])) == [[(n, 1)], [(2, "5%", "a")]]
    names = SHAPES.known[connection.connection]
    assert len(names) == SHAPES.most
    assert SHARE in names
    assert "SELECT 0, %s::integer" not in names


def test_the_search_goes_on_when_the_index_has_been_exchanged():
    question = Question("психолог")
    assert search(question).total == 0
    ServiceFactory(name="Психолог для семьи")
    rebuild()
    assert [row.title for row in search(question).rows] == ["Психолог для семьи"]


def test_behind_a_pooler_by_transaction_nothing_is_prepared(settings):
    settings.DATABASE_PREPARES = False
    before = planned()
    assert answers((f"{SHARE}, 'unprepared'", [50, "a"])) == [[(2, "5%", "a", "unprepared")]]
    assert planned() == before
