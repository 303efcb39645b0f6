"""«Did this page help?»: counted by day and by page, without cookie, script or a trace of whoever answered."""

import datetime
import re

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.admin.conftest import sign_in  # noqa: F401
from tests.home import factories as make
from usefulness.models import Reason, Tally, UsefulnessRules

pytestmark = pytest.mark.django_db
ADDRESS = "203.0.113.7"


@pytest.fixture(autouse=True)
def fresh_settings():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def page():
    return make.section(title="Кому помогают")


class Reader:
    """Somebody at a browser, without cookies and scripts."""

    def __init__(self, address=ADDRESS):
        self.client = Client(REMOTE_ADDR=address, enforce_csrf_checks=True)

    def answer(self, page, answer="yes", origin="http://testserver"):
        headers = {"origin": origin} if origin else {}
        return self.client.post(f"/useful/{page.pk}/", {"answer": answer}, headers=headers)

    def token(self, page) -> str:
        text = self.client.get(f"/useful/{page.pk}/why/").content.decode()
        return re.search(r'name="token" value="([^"]+)"', text)[1]

    def explain(self, page, token=None, **said):
        sent = {"token": token or self.token(page), "kind": "unclear", **said}
        return self.client.post(f"/useful/{page.pk}/why/", sent, headers={"origin": "http://testserver"})


def tally(page) -> tuple[int, int]:
    found = Tally.objects.filter(page=page).first()
    return (found.helped, found.missed) if found else (0, 0)


@pytest.mark.parametrize("put", [make.section, make.guide])
def test_every_page_of_the_section_asks_and_the_question_costs_no_query(put, client):
    page = put()
    text = client.get(page.url).content.decode()
    assert f'action="/useful/{page.pk}/"' in text
    assert text.count('name="answer"') == 2


def test_yes_is_counted_and_thanked_for(page):
    response = Reader().answer(page)
    assert (response.status_code, response["Location"]) == (303, f"/useful/{page.pk}/thanks/")
    assert tally(page) == (1, 0)
    assert "Спасибо" in Reader().client.get(response["Location"]).content.decode()


def test_no_is_counted_before_anything_else_is_asked(page):
    response = Reader().answer(page, "no")
    assert response["Location"] == f"/useful/{page.pk}/why/"
    assert tally(page) == (0, 1)
    assert "уже учтено" in Reader().client.get(response["Location"]).content.decode()


def test_answers_of_a_day_are_one_row(page):
    for number in range(3):
        Reader(f"203.0.113.{number}").answer(page)
    Reader("198.51.100.1").answer(page, "no")
    assert Tally.objects.count() == 1
    assert tally(page) == (3, 1)


def test_nothing_sets_a_cookie_or_lets_a_cache_keep_it(page):
    reader = Reader()
    answers = [
        reader.client.get(f"/useful/{page.pk}/"),
        reader.answer(page, "no"),
        reader.client.get(f"/useful/{page.pk}/why/"),
        reader.explain(page),
        reader.client.get(f"/useful/{page.pk}/thanks/"),
    ]
    for response in answers:
        assert not response.cookies
        assert "no-store" in response["Cache-Control"]
        assert "Cookie" not in response.get("Vary", "")


def test_no_table_keeps_the_address_or_the_hour(page):
    reader = Reader()
    reader.answer(page, "no")
    reader.explain(page, text="Не понял про сроки")
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT row::text FROM "{table}" AS row WHERE row::text LIKE %s', [f"%{ADDRESS}%"])
            assert cursor.fetchall() == [], table
    for model in (Tally, Reason):
        assert not [field for field in model._meta.concrete_fields if "time" in field.get_internal_type().lower()]


@pytest.mark.parametrize(("answer", "origin", "status"), [
    ("maybe", "http://testserver", 400),
    ("", "http://testserver", 400),
    ("yes", "https://evil.example", 403),
    ("yes", "", 403),
])  # fmt: skip
def test_a_strange_answer_is_not_counted_and_is_told_why(page, answer, origin, status):
    response = Reader().answer(page, answer, origin)
    assert response.status_code == status
    assert "Ответ не учтён" in response.content.decode()
    assert tally(page) == (0, 0)


def test_one_place_may_not_flood_a_page(page):
    UsefulnessRules.objects.create(per_page=2)
    statuses = [Reader().answer(page).status_code for _each in range(4)]
    assert statuses == [303, 303, 429, 429]
    assert tally(page) == (2, 0)
    assert Reader("198.51.100.1").answer(page).status_code == 303


def test_everybody_together_may_not_flood_the_portal(page):
    UsefulnessRules.objects.create(per_hour=2)
    assert [Reader(f"203.0.113.{each}").answer(page).status_code for each in range(3)] == [303, 303, 429]


def test_a_reason_is_kept_for_the_editors(page):
    response = Reader().explain(page, kind="missing", text="Нет списка документов")
    assert response["Location"] == f"/useful/{page.pk}/thanks/"
    reason = Reason.objects.get()
    assert (reason.page_id, reason.kind, reason.text) == (page.pk, "missing", "Нет списка документов")


def test_the_same_form_sent_twice_is_one_reason(page):
    reader = Reader()
    token = reader.token(page)
    for _each in range(2):
        assert reader.explain(page, token, text="Непонятно").status_code == 303
    assert Reason.objects.count() == 1


@pytest.mark.parametrize("text", ["Пишите на mama@example.org", "Мой номер +7 900 123-45-67", "СНИЛС 112-233-445 95"])
def test_personal_data_are_refused_and_what_was_typed_stays(page, text):
    response = Reader().explain(page, text=text)
    shown = response.content.decode()
    assert response.status_code == 400
    assert "Уберите" in shown
    assert text in shown
    assert not Reason.objects.exists()


@pytest.mark.parametrize(
    "said", [{"kind": ""}, {"kind": "нет"}, {"text": "а" * 301}, {"remark": "я робот"}, {"token": "x"}]
)
def test_a_broken_form_says_what_is_wrong(page, said):
    response = Reader().explain(page, **{"token": None, **said})
    assert response.status_code == 400
    assert "Не отправлено" in response.content.decode()
    assert not Reason.objects.exists()


@pytest.mark.parametrize("hide", ["draft", "private", "root", "none"])
@pytest.mark.parametrize("rest", ["", "why/", "thanks/"])
def test_of_a_page_that_is_not_public_nothing_is_asked(hide, rest, client):
    number = {
        "draft": lambda: make.section(live=False, title="Тайная").pk,
        "private": lambda: make.keep_for_staff(make.section(title="Тайная")).pk,
        "root": lambda: 1,
        "none": lambda: 10**30,
    }[hide]()
    response = client.get(f"/useful/{number}/{rest}")
    assert response.status_code == 404
    assert "Тайная" not in response.content.decode()


@pytest.mark.parametrize(
    ("helped", "missed", "is_shown"), [(42, 8, True), (5, 5, True), (42, 4, False), (4, 42, False)]
)
def test_small_numbers_are_for_the_editors_only(page, client, helped, missed, is_shown):
    Tally.objects.create(page=page, helped=helped, missed=missed)
    text = client.get(f"/useful/{page.pk}/thanks/").content.decode()
    assert (f"«да» — {helped}" in text) is is_shown


def test_editors_see_exact_numbers_and_reasons(page, sign_in):  # noqa: F811
    Tally.objects.create(page=page, helped=1, missed=2)
    Reason.objects.create(page=page, digest="1", kind="missing", text="Нет списка документов")
    editor = sign_in("publications")
    report = editor.get(reverse("usefulness_report")).content.decode()
    assert "Кому помогают" in report
    assert "67" in report
    own = editor.get(reverse("usefulness_page", args=[page.pk])).content.decode()
    assert "Нет списка документов" in own
    form = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "не помогла: 2 (67" in form


def test_words_of_readers_are_escaped(page, sign_in):  # noqa: F811
    Reason.objects.create(page=page, digest="1", kind="other", text="<script>alert(1)</script>")
    assert (
        "<script>alert" not in sign_in("publications").get(reverse("usefulness_page", args=[page.pk])).content.decode()
    )


def test_the_report_costs_the_same_for_one_page_and_for_twenty(sign_in):  # noqa: F811
    editor = sign_in("moderator")

    def cost() -> int:
        editor.get(reverse("usefulness_report"))
        with CaptureQueriesContext(connection) as queries:
            assert editor.get(reverse("usefulness_report")).status_code == 200
        return len(queries)

    Tally.objects.create(page=make.section(), missed=1)
    one = cost()
    for _each in range(19):
        Tally.objects.create(page=make.section(), missed=1)
    assert cost() == one


def test_old_numbers_do_not_count_and_old_words_are_deleted(page, sign_in, capsys):  # noqa: F811
    today = timezone.localdate()
    for days in (10, 91, 2000):
        Tally.objects.create(page=page, day=today - datetime.timedelta(days=days), missed=1)
        Reason.objects.create(
            page=page, day=today - datetime.timedelta(days=days), digest=days, kind="other", text="Слова"
        )
    call_command("forget_usefulness")
    assert "reasons: 1, tallies: 1" in capsys.readouterr().out
    assert Tally.objects.count() == Reason.objects.count() == 2
    form = sign_in("publications").get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "не помогла: 1 (100" in form


def test_a_page_that_fails_half_of_its_readers_is_named_to_its_editors(page, sign_in):  # noqa: F811
    Tally.objects.create(page=page, helped=4, missed=6)
    assert "страница не помогает половине" in sign_in("publications").get(reverse("wagtailadmin_home")).content.decode()


def test_as_much_as_the_field_lets_in_is_taken_however_many_lines(page):
    text = "\r\n".join(["Нет цены"] * 33)
    assert len(text) > 300 >= len(text.replace("\r", ""))
    assert Reader().explain(page, text=text).status_code == 303
