"""What everybody reads of questions: answered ones of public measures, in the edited words, and nothing else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from measures.models import Measure
from questions.models import Question
from search.models import SearchEntry
from tests.factories import MeasureFactory, ProgrammeFactory

from .factories import AnsweredFactory, QuestionFactory

pytestmark = pytest.mark.django_db
URL = "/programmes/caring/questions/"


@pytest.fixture
def measure():
    return MeasureFactory(programme=ProgrammeFactory(slug="caring"), number="1.1", title="Кабинеты")


def pages(client, measure) -> list[str]:
    return [client.get(url).content.decode() for url in (URL, measure.get_absolute_url())]


def test_an_answer_stands_on_the_measure_and_among_those_of_the_programme(client, measure):
    AnsweredFactory(measure=measure)
    for page in pages(client, measure):
        assert "Когда откроют кабинет?" in page
        assert "В марте." in page
        assert "Министерство заботы" in page


def test_the_words_of_the_asker_are_on_no_page(client, measure):
    AnsweredFactory(measure=measure)
    QuestionFactory(measure=measure, original="Тайна Марии")
    receipt = Question.objects.get(state="published").get_absolute_url()
    for page in [*pages(client, measure), client.get(receipt).content.decode()]:
        assert "Мари" not in page
        assert "Лесной" not in page


@pytest.mark.parametrize("state", ["new", "drafted", "refused"])
def test_only_what_is_published_is_shown(client, measure, state):
    ended = {"decided_on": "2026-05-03", "refusal": "rude"} if state == "refused" else {"decided_on": None}
    AnsweredFactory(measure=measure, state=state, **ended)
    for page in pages(client, measure):
        assert "В марте." not in page


def test_an_answer_goes_with_its_measure(client, measure):
    AnsweredFactory(measure=measure)
    receipt = Question.objects.get().get_absolute_url()
    Measure.objects.update(live=False)
    assert "В марте." not in client.get(URL).content.decode()
    page = client.get(receipt).content.decode()
    assert "В марте." not in page
    assert measure.get_absolute_url() not in page


def test_other_measures_do_not_show_it(client, measure):
    AnsweredFactory()
    assert all("В марте." not in page for page in pages(client, measure))


def test_it_reaches_neither_search_nor_data(client, measure):
    AnsweredFactory(measure=measure, text="Канарейка?", answer="Канарейка.")
    assert not SearchEntry.objects.filter(terms__meets="'канарейка'").exists()
    assert "анарейка" not in client.get("/programmes/caring/data.json").content.decode()


def test_a_text_cannot_act_as_markup(client, measure):
    AnsweredFactory(measure=measure, text="<script>x</script>", answer="<b>y</b>")
    for page in pages(client, measure):
        assert "<script>x" not in page
        assert "<b>y" not in page


@pytest.mark.parametrize("page", ["", "0", "-1", "9" * 50, "\0"])
def test_bad_pages_show_a_page(client, measure, page):
    assert client.get(URL, {"page": page}).status_code == 200


def test_one_answer_and_twenty_cost_the_same(client, measure, django_assert_num_queries):
    AnsweredFactory(measure=measure)
    counts = []
    for url in (URL, measure.get_absolute_url()):
        client.get(url)
        with CaptureQueriesContext(connection) as one:
            client.get(url)
        counts.append(len(one))
    AnsweredFactory.create_batch(19, measure=measure)
    for url, count in zip((URL, measure.get_absolute_url()), counts, strict=True):
        with django_assert_num_queries(count):
            client.get(url)
