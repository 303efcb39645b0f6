"""From author to reader: a page is sent, spoken of, given back, approved, compared, and taken down at a day."""

import datetime

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from home.models import NewsPage
from tests.admin.conftest import make_person
from tests.admin.forms import fields_of
from tests.home import factories as make

pytestmark = pytest.mark.django_db


# Rows that the browser's scripts make.
MADE_BY_SCRIPTS = {"body-count": "0"}


@pytest.fixture
def moderator(db):
    return make_person("moderator")


def url(page, view: str, *args) -> str:
    return reverse(f"wagtailadmin_pages:{view}", args=[page.pk, *args])


def edit(client, page, **changes):
    return client.post(
        url(page, "edit"), {**fields_of(client.get(url(page, "edit"))), **MADE_BY_SCRIPTS, **changes}, follow=True
    )


def submitted(client, **fields) -> NewsPage:
    add = reverse("wagtailadmin_pages:add", args=["home", "newspage", make.news_index().pk])
    given = {"title": "Новая служба", "slug": "new-service", "action-submit": "1", **fields}
    client.post(add, {**fields_of(client.get(add)), **MADE_BY_SCRIPTS, **given})
    return NewsPage.objects.get()


def decide(client, page, action: str, comment: str = ""):
    task = page.current_workflow_state.current_task_state_id
    return client.post(url(page, "workflow_action", action, task), {"comment": comment, "next": "/admin/"})


def letters_to(person: str) -> list:
    return [letter for letter in mail.outbox if letter.to == [f"{person}@example.org"]]


def test_the_moderator_is_written_to_in_russian_and_led_to_the_page(sign_in, moderator):
    page = submitted(sign_in("publications"))
    (letter,) = letters_to("moderator")
    assert letter.subject == "Ждёт проверки: «Новая служба»"
    assert "«Новая служба»" in letter.body
    client = sign_in("moderator")
    review = reverse("portal_edit_review", args=[page.current_workflow_state.pk])
    assert review in letter.body
    # Of a page that was never public there is nothing to compare with: the decision is made where it is read.
    assert client.get(review).headers["Location"] == url(page, "edit")
    assert "Одобрить" in client.get(url(page, "edit")).content.decode()


def test_an_edit_of_a_public_page_is_compared_with_what_the_public_sees(sign_in, moderator):
    page = make.news(title="Было так")
    edit(sign_in("publications"), page, **{"title": "Стало иначе", "action-submit": "1"})
    page.refresh_from_db()
    client = sign_in("moderator")
    answer = client.get(reverse("portal_edit_review", args=[page.current_workflow_state.pk]), follow=True)
    text = answer.content.decode()
    assert "Было" in text
    assert "Стало" in text
    assert page.title == "Было так"


def test_the_author_hears_what_to_put_right_and_then_that_it_is_public(sign_in, moderator, client):
    editor = sign_in("publications")
    page = submitted(editor)
    mail.outbox.clear()
    decide(sign_in("moderator"), page, "reject", "Добавьте телефон")
    (back,) = letters_to("publications")
    assert back.subject == "Вернули на доработку: «Новая служба»"
    assert "Добавьте телефон" in back.body
    home = editor.get(reverse("wagtailadmin_home")).content.decode()
    assert "Вам вернули" in home
    assert "Добавьте телефон" in home
    page.refresh_from_db()
    edit(editor, page, **{"action-restart-workflow": "1"})
    mail.outbox.clear()
    page.refresh_from_db()
    decide(sign_in("moderator"), page, "approve")
    assert letters_to("publications")[0].subject == "Опубликовано: «Новая служба»"
    assert client.get("/news/new-service/").status_code == 200


def test_a_comment_beside_a_field_is_sent_to_whoever_follows_the_page(sign_in, moderator):
    page = make.news(title="Обсуждаем", owner=make_person("publications"))
    sign_in("publications")
    author = page.owner
    page.subscribers.create(user=author, comment_notifications=True)
    new = {
        "comments-TOTAL_FORMS": "1", "comments-INITIAL_FORMS": "0", "comments-0-id": "",
        "comments-0-contentpath": "title", "comments-0-position": "", "comments-0-text": "Короче бы",
        "comments-0-deleted": "", "comments-0-resolved": "",
        "comments-0-replies-TOTAL_FORMS": "0", "comments-0-replies-INITIAL_FORMS": "0",
    }  # fmt: skip
    edit(sign_in("moderator"), page, **new)
    (letter,) = letters_to("publications")
    assert "Короче бы" in letter.body
    assert "Обсуждаем" in letter.subject
    assert "updated comments" not in letter.subject + letter.body
    assert "New comments" not in letter.body


def test_an_editor_sets_the_day_of_appearing_and_of_leaving(sign_in, moderator, client):
    form = sign_in("publications").get(
        reverse("wagtailadmin_pages:add", args=["home", "newspage", make.news_index().pk])
    )
    html = form.content.decode()
    assert 'name="go_live_at"' in html
    assert 'name="expire_at"' in html
    assert "Go live" not in html
    assert "Expiry" not in html
    later = timezone.localtime() + datetime.timedelta(days=2)
    page = submitted(sign_in("publications"), go_live_at=later.strftime("%d.%m.%Y %H:%M"))
    decide(sign_in("moderator"), page, "approve")
    page.refresh_from_db()
    assert not page.live
    assert page.scheduled_revision
    assert client.get("/news/new-service/").status_code == 404
    home = sign_in("publications").get(reverse("wagtailadmin_home")).content.decode()
    assert "появится на сайте" in home


def test_the_work_of_the_week_stands_on_the_first_page(sign_in):
    today = timezone.localdate()
    make.section(title="Прочесть завтра", next_review_on=today + datetime.timedelta(days=1))
    make.section(title="Прочесть через месяц", next_review_on=today + datetime.timedelta(days=30))
    leaving = make.news(title="Уходит", expire_at=timezone.now() + datetime.timedelta(days=3))
    html = sign_in("publications").get(reverse("wagtailadmin_home")).content.decode()
    assert "Работа на сегодня" in html
    assert "Прочесть завтра" in html
    assert "Прочесть через месяц" not in html
    assert url(leaving, "edit") in html
    assert "уйдёт с сайта" in html


def test_a_week_without_work_says_so_and_others_do_not_see_it(sign_in):
    make.home()
    assert "ничего не назначено" in sign_in("publications").get(reverse("wagtailadmin_home")).content.decode()
    for kind in ("directory", "reporter_a"):
        assert "Работа на сегодня" not in sign_in(kind).get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize("changes", [{}, {"title": "Новая служба помощи"}], ids=["as it is", "with a correction"])
def test_what_a_moderator_approves_on_the_form_of_a_page_is_public(changes, sign_in, moderator):
    page = submitted(sign_in("publications"))
    versions = page.revisions.count()
    approving = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    edit(sign_in("moderator"), page, **approving, **changes)
    page.refresh_from_db()
    assert page.live
    assert page.title == changes.get("title", "Новая служба")
    # A form where nothing was changed makes no version.
    assert page.revisions.count() == versions + len(changes)
