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
