"""The portal's own error pages, and its health checks, when things are down."""

import pytest
from django.db import DatabaseError, connection
from django.test import Client

pytestmark = pytest.mark.django_db


class Down:
    """A database that answers nothing, for `connection.execute_wrapper`."""

    def __call__(self, execute, sql, params, many, context):
        raise DatabaseError("the database is down")


@pytest.fixture
def client():
    return Client(raise_request_exception=False)


def test_a_missing_page_says_so_in_russian_and_offers_a_way_on(client):
    response = client.get("/no-such-page/")
    text = response.content.decode()
    assert response.status_code == 404
    assert 'lang="ru"' in text
    assert "/search/" in text
    assert "tel:+78002000122" in text


@pytest.mark.parametrize("path", ["/", "/services/", "/programmes/", "/no-such-page/"])
def test_with_the_database_down_every_page_gives_the_error_page_and_the_helpline(client, path):
    with connection.execute_wrapper(Down()):
        response = client.get(path)
    text = response.content.decode()
    assert response.status_code == 500
    assert 'lang="ru"' in text
    assert "tel:+78002000122" in text
    assert response["Cache-Control"] == "no-store"


def test_a_form_that_is_too_large_says_so_in_russian(client):
    response = client.post("/feedback/", "text=" + "x" * 3_000_000, "application/x-www-form-urlencoded")
    assert response.status_code == 413
    assert said(response, "Не отправлено: слишком много за один раз")
    many = client.post("/feedback/", dict.fromkeys(map(str, range(10_001)), ""))
    assert many.status_code == 413


def test_what_cannot_be_read_says_so_in_russian(client):
    response = client.get("/services/", headers={"host": "strange.example"})
    assert response.status_code == 400
    assert said(response, "Запрос не удалось прочесть")


def test_a_form_without_its_mark_says_so_in_russian():
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "editor", "password": "secret"})
    assert response.status_code == 403
    assert said(response, "Форма не отправлена")
    assert "secret" not in response.content.decode()


def said(response, words: str) -> bool:
    text = response.content.decode()
    return 'lang="ru"' in text and words in text.replace("\xa0", " ") and response["Cache-Control"] == "no-store"


def test_live_needs_no_database(client):
    with connection.execute_wrapper(Down()):
        assert client.get("/health/live").json() == {"status": "ok"}


def test_ready_says_whether_the_database_answers(client):
    assert client.get("/health/ready").json()["status"] == "ok"
    with connection.execute_wrapper(Down()):
        response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json() == {"status": "unavailable", "database": "unreachable"}


def test_health_is_never_kept(client):
    assert "no-store" in client.get("/health/live")["Cache-Control"]
