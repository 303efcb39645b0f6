"""A page that is due to be read again is called to mind of whoever keeps it, each stage once."""

import datetime
from email.message import Message

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command

from editorial.models import PageReminder
from editorial.reminding import remind
from tests.admin.conftest import make_person
from tests.home import factories as make

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 28)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def editor():
    return make_person("publications")


def due(editor=None, on=TODAY, **fields):
    page = make.section(next_review_on=on, **fields)
    if editor:
        page.save_revision(user=editor).publish()
    return page


def test_whoever_edited_last_gets_one_letter_in_russian(editor):
    due(editor, title="Как получить")
    due(editor, title="Кто поможет", on=TODAY - DAY)
    due(editor, title="Ещё не пора", on=TODAY + DAY)
    due(title="Черновик", live=False)
    assert remind(TODAY).sent == 1
    (letter,) = mail.outbox
    assert letter.to == ["publications@example.org"]
    assert letter.subject == "Пора перечитать страницы портала: 2"
    assert "Как получить" in letter.body
    assert "проверить до 28 ноября 2026" in letter.body
    assert "/admin/pages/" in letter.body
    assert "Ещё не пора" not in letter.body
    assert isinstance(letter.message(), Message)


def test_each_stage_goes_once(editor):
    due(editor)
    sent = []
    for days in (0, 1, 13, 14, 15, 60):
        sent += [days] * remind(TODAY + days * DAY).sent
    assert sent == [0, 14]


def test_a_page_that_was_read_meanwhile_is_let_be(editor):
    page = due(editor)
    PageReminder.objects.create(page=page, user=editor, due_on=TODAY - DAY, stage=1)
    page.next_review_on = TODAY + 90 * DAY
    page.save()
    assert remind(TODAY).sent == 0


def test_where_nobody_is_known_all_who_may_edit_are_told(editor):
    moderator = make_person("moderator")
    make_person("directory")
    due()
    assert remind(TODAY).sent == 2
    assert {letter.to[0] for letter in mail.outbox} == {editor.email, moderator.email}


def test_whoever_left_or_lost_the_right_is_not_written_to(editor):
    due(make_person("directory"))
    gone = make_person("superuser")
    due(gone)
    gone.is_active = False
    gone.save()
    remind(TODAY)
    assert {letter.to[0] for letter in mail.outbox} == {editor.email}


def test_what_failed_is_sent_the_next_time(editor, monkeypatch):
    due(editor)
    with monkeypatch.context() as broken:
        broken.setattr(EmailBackend, "send_messages", lambda *args: (_ for _ in ()).throw(ConnectionRefusedError()))
        assert remind(TODAY).failed == 1
    assert PageReminder.objects.get().failure == "ConnectionRefusedError"
    assert remind(TODAY).sent == 1


def test_the_command_says_what_it_did(editor, capsys):
    due(editor, on=datetime.date(2020, 1, 1))
    call_command("remind_of_pages")
    assert "letters: 1, pages: 1, failed: 0, nobody: 0" in capsys.readouterr().out
