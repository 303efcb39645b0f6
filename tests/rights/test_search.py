"""A situation is found by the family's own words, and only once it is published."""

import pytest

from rights.models import Right, Situation
from search.models import SearchEntry, Type
from tests.factories import LegalActFactory

pytestmark = pytest.mark.django_db


def situation(**fields) -> Situation:
    made = Situation(slug="alimony", title="Отец не платит на ребёнка", lead="Поможет суд.", **fields)
    made.rights.add(Right(text="Взыскать алименты", act=LegalActFactory(), place="статья 80"))
    made.save()
    return made


def found(client, words: str) -> list[str]:
    return [row["url"] for row in client.get("/api/search/", {"q": words}).json()["results"]]


@pytest.mark.parametrize("words", ["отец не платит", "ребёнку не платят", "алименты"])
def test_it_is_found_by_its_title_and_its_rights(client, words):
    situation()
    assert "/rights/alimony/" in found(client, words)


def test_a_draft_is_not_found(client):
    situation(live=False)
    assert found(client, "алименты") == []


def test_what_is_unpublished_leaves_the_index(client):
    made = situation()
    made.unpublish()
    assert found(client, "алименты") == []
    assert not SearchEntry.objects.filter(type=Type.SITUATION).exists()
