"""Who reads questions, who answers, who publishes; what is written down; how long the original is kept."""

import datetime

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate
from wagtail.models import ModelLogEntry

from questions.models import QuestionRules
from tests.admin.conftest import sign_in  # noqa: F401
from tests.admin.forms import fields_of

from .factories import AnsweredFactory, QuestionFactory

pytestmark = pytest.mark.django_db
READY = {"text": "Когда откроют кабинет?", "answer": "В марте.", "answered_by": "Министерство"}


def address(question) -> str:
    return reverse("questions_question", args=[question.pk])


def decide(client, question, state, **fields):
    sent = {"state": state, "version": question.version, "refusal": "", **fields}
    return client.post(address(question), sent, follow=True)


@pytest.fixture
def question():
    return QuestionFactory()


def test_the_queue_shows_no_words(question, sign_in):  # noqa: F811
    page = sign_in("programmes").get(reverse("questions_queue")).content.decode()
    assert question.receipt in page
    assert "Лесной" not in page


def test_an_editor_reads_it_and_the_reading_is_written_down(question, sign_in):  # noqa: F811
    assert "Лесной" in sign_in("programmes").get(address(question)).content.decode()
    entry = ModelLogEntry.objects.for_instance(question).get(action="questions.read")
    assert entry.user.username == "programmes"
    assert "Лесной" not in str(entry.label) + str(entry.data)


@pytest.mark.parametrize("kind", ["publications", "directory"])
def test_others_see_neither_the_queue_nor_a_question(kind, question, sign_in):  # noqa: F811
    client = sign_in(kind)
    for url in (reverse("questions_queue"), address(question)):
        assert question.receipt not in client.get(url, follow=True).content.decode()


def test_an_editor_prepares_and_a_moderator_publishes(question, sign_in):  # noqa: F811
    decide(sign_in("programmes"), question, "drafted", **READY)
    question.refresh_from_db()
    assert (question.state, question.text, question.decided_on) == ("drafted", READY["text"], None)
    decide(sign_in("moderator"), question, "published", **READY)
    question.refresh_from_db()
    assert (question.state, question.decided_on) == ("published", localdate())
    assert question.original.startswith("Когда")
    steps = ModelLogEntry.objects.filter(action="questions.decide").order_by("pk").values_list("data", flat=True)
    assert list(steps) == [{"from": "new", "to": "drafted"}, {"from": "drafted", "to": "published"}]


@pytest.mark.parametrize("state", ["published", "refused"])
def test_an_editor_cannot_decide_by_a_crafted_request(state, question, sign_in):  # noqa: F811
    decide(sign_in("programmes"), question, state, refusal="rude", **READY)
    question.refresh_from_db()
    assert question.state == "new"


def test_an_editor_does_not_take_a_published_answer_back(sign_in):  # noqa: F811
    question = AnsweredFactory()
    decide(sign_in("programmes"), question, "drafted", **READY)
    question.refresh_from_db()
    assert question.state == "published"


@pytest.mark.parametrize(
    ("state", "fields", "words"),
    [
        ("published", {**READY, "answer": ""}, "Без этого ответ не опубликовать"),
        ("published", {**READY, "answered_by": ""}, "Без этого ответ не опубликовать"),
        ("published", {**READY, "text": "Позвоните Марии: 8 900 123-45-67"}, "телефон"),
        ("refused", READY, "Назовите причину"),
    ],
)
def test_what_is_not_whole_is_not_saved_and_stays_typed(state, fields, words, question, sign_in):  # noqa: F811
    page = decide(sign_in("moderator"), question, state, **fields).content.decode()
    question.refresh_from_db()
    assert question.state == "new"
    assert words in page
    assert fields["answered_by"] in page


def test_an_answer_may_name_the_phone_of_an_institution(question, sign_in):  # noqa: F811
    decide(sign_in("moderator"), question, "published", **{**READY, "answer": "Звоните: 8 800 200-01-22"})
    question.refresh_from_db()
    assert question.state == "published"


def test_of_two_editors_the_second_is_told_and_keeps_the_words(question, sign_in):  # noqa: F811
    decide(sign_in("programmes"), question, "drafted", **READY)
    moderator = sign_in("moderator")
    answer = decide(moderator, question, "published", **{**READY, "answer": "Уже открыт."})
    question.refresh_from_db()
    assert (question.state, question.answer) == ("drafted", "В марте.")
    page = answer.content.decode()
    for words in ("другой редактор", "В марте.", "Уже открыт."):
        assert words in page
    moderator.post(address(question), {**fields_of(answer), "state": "published"})
    question.refresh_from_db()
    assert (question.state, question.answer) == ("published", "Уже открыт.")


def test_what_waits_is_counted_on_the_first_page(sign_in):  # noqa: F811
    QuestionFactory.create_batch(2)
    assert "новых вопроса о программах" in sign_in("programmes").get("/admin/").content.decode()


def test_an_original_is_erased_when_its_time_is_over():
    cache.clear()
    QuestionRules(original_days=10).save()
    today = localdate()
    kept = AnsweredFactory(decided_on=today - datetime.timedelta(days=10))
    gone = AnsweredFactory(decided_on=today - datetime.timedelta(days=11))
    waiting = QuestionFactory()
    call_command("forget_questions", verbosity=0)
    for each in (kept, gone, waiting):
        each.refresh_from_db()
    assert (bool(kept.original), gone.original, bool(waiting.original)) == (True, "", True)
    assert gone.text
    cache.clear()


def test_one_question_and_twenty_cost_the_same(sign_in, django_assert_num_queries):  # noqa: F811
    client, url = sign_in("programmes"), reverse("questions_queue")
    QuestionFactory()
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    QuestionFactory.create_batch(19)
    with django_assert_num_queries(len(one)):
        client.get(url)


def test_what_an_editor_wrote_outlives_a_decision_made_meanwhile(question, sign_in):  # noqa: F811
    editor = sign_in("programmes")
    decide(sign_in("moderator"), question, "published", **READY)
    page = decide(
        editor, question, "drafted", **{**READY, "answer": "Ответ, над которым я сидел утро"}
    ).content.decode()
    assert "Ваш текст не сохранён" in page
    assert "Решение принято: изменить его может модератор" in page
    assert "Ответ, над которым я сидел утро" in page
    question.refresh_from_db()
    assert question.answer == READY["answer"]
