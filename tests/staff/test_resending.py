"""A long form is open, and meanwhile the sign-in has ended: nothing that was typed is lost."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from services_directory.models import Provider
from tests import factories
from tests.admin.conftest import make_person
from tests.admin.forms import fields_of
from tests.cabinets.addresses import edit_url

pytestmark = pytest.mark.django_db
WORDS = "Помогаем семьям, в которых\nбьют «и тех», и <других>"
BROWSER = {"accept": "text/html,application/xhtml+xml", "origin": "http://testserver"}


@pytest.fixture(autouse=True)
def no_second_factor(settings):
    settings.REQUIRE_SECOND_FACTOR = False


@pytest.fixture
def provider():
    return factories.ProviderFactory(name="Центр")


@pytest.fixture
def editor():
    return make_person("moderator")


def opened(editor, provider) -> tuple[Client, dict]:
    """A browser with the form open, and what its sender has typed."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(editor)
    fields = fields_of(browser.get(edit_url(provider)))
    return browser, {**fields, "summary": WORDS, "action-publish": "1"}


def held_fields(answer) -> dict:
    (form,) = BeautifulSoup(answer.content, "html.parser").select("form")
    fields: dict = {}
    for field in form.select("input[name]"):
        fields.setdefault(field["name"], []).append(field["value"])
    return fields


def send(browser, provider, fields, **headers):
    return browser.post(edit_url(provider), fields, headers={**BROWSER, **headers})


def test_what_comes_after_the_end_of_the_sign_in_is_held_and_sent_again(editor, provider):
    browser, fields = opened(editor, provider)
    browser.session.flush()
    answer = send(browser, provider, fields)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Ваш вход закончился" in page
    assert "no-store" in answer["Cache-Control"]
    # In another tab, where Django makes the tokens of forms anew.
    browser.force_login(editor)
    browser.cookies["csrftoken"] = "x" * 32
    again = send(browser, provider, held_fields(answer))
    assert "Осталось отправить" in again.content.decode()
    sent = send(browser, provider, held_fields(again))
    assert sent.status_code == 302, sent.content.decode()[:300]
    assert Provider.objects.get().summary.replace("\r\n", "\n") == WORDS


def test_whoever_has_signed_in_anew_in_another_tab_presses_once_more(editor, provider):
    browser, fields = opened(editor, provider)
    browser.cookies["csrftoken"] = "x" * 32
    answer = send(browser, provider, fields)
    assert "Осталось отправить" in answer.content.decode()
    assert send(browser, provider, held_fields(answer)).status_code == 302
    assert Provider.objects.get().summary.replace("\r\n", "\n") == WORDS


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "", "http://testserver.evil.example"])
def test_what_a_strangers_page_has_sent_is_not_held(editor, provider, origin):
    browser, fields = opened(editor, provider)
    answer = send(browser, provider, {**fields, "csrfmiddlewaretoken": "forged"}, origin=origin)
    assert answer.status_code == 403
    assert "<других>" not in answer.content.decode()
    assert "&lt;других&gt;" not in answer.content.decode()


def test_a_request_of_a_script_is_answered_as_before(provider):
    answer = Client().post(edit_url(provider), {"summary": WORDS}, headers={"accept": "application/json"})
    assert answer.status_code in (302, 403)
    assert "других" not in answer.content.decode()


def test_a_password_is_never_held(editor, provider):
    browser, fields = opened(editor, provider)
    browser.session.flush()
    page = send(browser, provider, {**fields, "old_password": "тайна"}).content.decode()
    assert "тайна" not in page


def test_the_sign_in_itself_is_left_alone():
    answer = Client().post("/admin/login/", {"username": "a", "password": "b"}, headers=BROWSER)
    assert "Ваш вход закончился" not in answer.content.decode()
