"""A citizen asks about a measure: no name, no contact, no cookie; nothing is published before it has been read."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from feedback.models import FeedbackRules
from measures.models import Measure, Programme
from questions.models import Question
from tests.factories import MeasureFactory, ProgrammeFactory

pytestmark = pytest.mark.django_db
ASK = "/programmes/caring/1.1/ask/"
WORDS = "Когда откроют кабинет в нашем районе?"


@pytest.fixture(autouse=True)
def fresh_settings():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def measure():
    return MeasureFactory(programme=ProgrammeFactory(slug="caring", title="Забота"), number="1.1", title="Кабинеты")


class Citizen:
    """Somebody at a browser, without cookies and scripts."""

    def __init__(self, address="203.0.113.7"):
        self.client = Client(REMOTE_ADDR=address, enforce_csrf_checks=True)

    def token(self) -> str:
        return token_in(self.client.get(ASK).content.decode())

    def ask(self, text=WORDS, token=None, origin="http://testserver", **fields):
        sent = {"token": token or self.token(), "text": text, **fields}
        return self.client.post(ASK, sent, headers={"origin": origin} if origin else {})


def token_in(page: str) -> str:
    return re.search(r'name="token" value="([^"]+)"', page).group(1)


def test_the_page_of_a_measure_leads_to_the_form(measure, client):
    assert ASK in client.get(measure.get_absolute_url()).content.decode()
    assert "Кабинеты" in client.get(ASK).content.decode()


def test_a_question_is_accepted_and_gets_a_receipt(measure):
    response = Citizen().ask()
    question = Question.objects.get()
    assert response.status_code == 303
    assert response["Location"] == f"/questions/{question.receipt}/"
    assert (question.measure, question.original, question.text) == (measure, WORDS, "")
    assert question.state == "new"


def test_nothing_sets_a_cookie_or_lets_a_cache_keep_it(measure):
    citizen = Citizen()
    form, sent = citizen.client.get(ASK), citizen.ask()
    for response in (form, sent, citizen.client.get(sent["Location"])):
        assert not response.cookies
        assert "no-store" in response["Cache-Control"]
        assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": ""}, "хватит одного предложения"),
        ({"text": "Когда?"}, "чуть подробнее"),
        ({"text": "я" * 1001}, "не больше 1000"),
        ({"text": "Позвоните мне: 8 (900) 123-45-67, спасибо"}, "телефон"),
        ({"text": "Домашний 8 (84342) 3-12-34, звоните вечером"}, "телефон"),
        ({"text": "Наш телефон 8 84342 31234, звоните вечером"}, "телефон"),
        ({"text": "Пишите на mama@example.org, жду ответа"}, "почта"),
        ({"text": "Мой СНИЛС 123-456-789 00, проверьте"}, "СНИЛС"),
        ({"remark": "http://spam.example"}, "роботом"),
        ({"token": "forged"}, "ещё раз"),
    ],
)
def test_a_form_that_fails_says_not_sent_and_keeps_the_text(measure, fields, words):
    response = Citizen().ask(**fields)
    page = response.content.decode()
    assert response.status_code == 400
    assert "Не отправлено" in page
    assert words in page
    assert fields.get("text", WORDS) in page
    assert not Question.objects.exists()


def test_sums_and_numbers_of_acts_are_no_personal_data(measure):
    text = "Почему по приказу № 513-р от 02.08.2016 дали 9 850 000 рублей, а в 2017 году — 5 100 000?"
    assert Citizen().ask(text).status_code == 303


def test_the_same_form_sent_again_is_the_same_question(measure):
    citizen = Citizen()
    token = citizen.token()
    assert citizen.ask(token=token)["Location"] == citizen.ask(token=token)["Location"]
    assert Question.objects.count() == 1


def test_the_token_of_the_report_form_does_not_open_this_one(measure):
    citizen = Citizen()
    other = token_in(citizen.client.get("/feedback/").content.decode())
    assert citizen.ask(token=other).status_code == 400


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", ""])
def test_another_site_cannot_send_the_form(measure, origin):
    assert Citizen().ask(origin=origin).status_code == 403
    assert not Question.objects.exists()


def test_one_place_sends_only_so_many_a_day(measure):
    FeedbackRules(per_visitor=2).save()
    citizen = Citizen()
    assert [citizen.ask(f"Вопрос номер {n} о кабинете").status_code for n in range(3)] == [303, 303, 429]
    assert Citizen("198.51.100.1").ask().status_code == 303


def test_nobody_asks_about_what_is_not_public(measure):
    Measure.objects.update(live=False)
    assert Citizen().client.get(ASK).status_code == 404
    Measure.objects.update(live=True)
    Programme.objects.update(live=False)
    assert Citizen().client.get(ASK).status_code == 404
    assert Citizen().client.post(ASK, {"text": WORDS}).status_code == 404


def test_a_receipt_says_how_it_ended_and_not_what_was_written(measure):
    citizen = Citizen()
    receipt = citizen.ask("Тайные слова о кабинете")["Location"]
    assert "вопрос принят" in citizen.client.get(receipt).content.decode()
    Question.objects.update(state="refused", refusal="personal", decided_on="2026-05-03")
    page = citizen.client.get(receipt.upper().replace("QUESTIONS", "questions")).content.decode()
    assert "речь о частном человеке" in page
    assert "Тайные" not in page
    assert citizen.client.get("/questions/k7m2p-x9q4t/").status_code == 404


def test_as_much_as_the_field_lets_in_is_taken_however_many_lines(measure):
    text = "\r\n".join(["Когда откроют?"] * 66)
    assert len(text) > 1000 >= len(text.replace("\r", ""))
    assert Citizen().ask(text).status_code == 303
