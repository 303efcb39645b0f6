import pytest
from django.http import QueryDict

from search.query import Result, search
from search.question import Question


@pytest.fixture
def ask(db):
    """Search by an address: `ask("q=семья&type=service")`."""

    def ask(address: str) -> Result:
        return search(Question.of(QueryDict(address)))

    return ask


@pytest.fixture
def titles(ask):
    """Titles found by an address, in order."""

    def titles(address: str) -> list[str]:
        return [row.title for row in ask(address).rows]

    return titles
