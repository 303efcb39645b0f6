"""What the index has answered is kept while it would answer the same, and not a moment longer."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search import kept_answers
from search.models import SearchPosting
from search.postings import fold
from search.rebuilding import rebuild
from services_directory.models import Service
from tests.factories import LocationFactory, ServiceFactory

pytestmark = pytest.mark.django_db
QUESTIONS = ["q=психолог", "q=психолог&price=free", "type=service&price=free"]
# What is read only to find entries; the state is in other tables.
INDEX = "search_searchentry"


@pytest.fixture(autouse=True)
def nothing_kept():
    kept_answers.KEPT.clear()


@pytest.fixture
def service():
    made = ServiceFactory(name="Психолог для семьи", price=Service.Price.FREE)
    rebuild()
    return made


def reads_the_index(ask, address: str) -> bool:
    with CaptureQueriesContext(connection) as queries:
        ask(address)
    # A statement is prepared by its text once, and then called by its name.
    return any(INDEX in query["sql"] or query["sql"].count("EXECUTE") > 1 for query in queries)


@pytest.mark.parametrize("address", QUESTIONS)
def test_a_question_that_is_asked_again_asks_for_the_state_alone(service, ask, address):
    first = ask(address)
    assert not reads_the_index(ask, address)
    assert ask(address) == first
    assert [row.title for row in first.rows] == ["Психолог для семьи"]


def test_other_questions_have_answers_of_their_own(service, titles):
    ServiceFactory(name="Психолог подростку", price=Service.Price.PAID)
    rebuild()
    for _time in range(2):
        assert titles("q=психолог&price=free") == ["Психолог для семьи"]
        assert titles("q=психолог&price=paid") == ["Психолог подростку"]
        assert titles("q=психолог&price=free&page=9") == ["Психолог для семьи"]


@pytest.mark.parametrize("address", QUESTIONS)
def test_what_is_written_shows_at_once_and_after_it_is_folded(service, titles, address):
    assert titles(address) == titles(address) == ["Психолог для семьи"]
    service.name = "Психолог для всех"
    service.save()
    assert titles(address) == ["Психолог для всех"]
    fold()
    assert titles(address) == titles(address) == ["Психолог для всех"]
    service.live = False
    service.save()
    assert titles(address) == []
    fold()
    assert titles(address) == []


def test_whoever_writes_to_the_index_need_tell_nobody(service, titles):
    assert titles("q=психолог") == ["Психолог для семьи"]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE search_searchentry SET card = jsonb_set(card, '{title}', '\"Другое\"')")
    assert titles("q=психолог") == ["Другое"]


def test_without_postings_too_what_is_written_shows_at_once(service, titles):
    SearchPosting.objects.all().delete()
    assert titles("q=психолог") == titles("q=психолог") == ["Психолог для семьи"]
    service.name = "Психолог для всех"
    service.save()
    assert titles("q=психолог") == titles("q=психолог") == ["Психолог для всех"]


def test_while_others_change_the_rest_is_kept(service, ask, titles):
    ServiceFactory(name="Логопед")
    assert titles("q=психолог") == ["Психолог для семьи"]
    assert not reads_the_index(ask, "q=психолог")


def test_places_near_are_looked_for_each_time(service, ask):
    """Who has become confidential is out before the index says so."""
    LocationFactory(provider=service.provider, latitude="55.0", longitude="37.0")
    rebuild()
    ask("q=психолог&near=55.0,37.0")
    assert reads_the_index(ask, "q=психолог&near=55.0,37.0")
