"""What a family answers is kept nowhere: not in cookies, caches or logs, and it is told to no other site."""

import logging
import re

import pytest
from django.test import Client
from django.urls import reverse

from portal.logging import Impersonal
from tests.navigator.trees import small

pytestmark = pytest.mark.django_db
READS = re.compile(r"[\s(]*(SELECT|SET|WITH)\b")
URL = reverse("navigator:navigator")
ANSWERS = {"start": "trouble", "trouble": "school", "age": "3-7", "territory": "", "canary": "canary-7431"}


@pytest.mark.parametrize("answers", [{}, {"start": "danger"}, ANSWERS])
def test_no_cookie_is_set_and_none_is_read(answers):
    small()
    response = Client().get(URL, answers)
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert response.content == Client(headers={"cookie": "sessionid=x; csrftoken=y"}).get(URL, answers).content


def test_only_the_first_page_may_be_kept_by_a_cache(client):
    small()
    assert "public" in client.get(URL).headers["Cache-Control"]
    assert client.get(URL, ANSWERS).headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("answers", [{}, ANSWERS])
def test_the_next_site_does_not_learn_where_the_reader_was(client, answers):
    small()
    assert client.get(URL, answers).headers["Referrer-Policy"] == "no-referrer"


def test_search_engines_keep_the_first_page_only(client):
    small()
    assert b"noindex" not in client.get(URL).content
    assert b"noindex" in client.get(URL, {"start": "danger"}).content


def test_titles_say_nothing_of_the_answers(client):
    small()
    titles = {client.get(URL, answers).content.split(b"<title>")[1].split(b"<")[0] for answers in ({}, ANSWERS)}
    assert len(titles) == 1


def test_nothing_of_the_answers_reaches_the_logs(client, caplog, django_assert_max_num_queries):
    small()
    with caplog.at_level(logging.DEBUG), django_assert_max_num_queries(20) as queries:
        client.get(URL, ANSWERS)
    assert "canary-7431" not in caplog.text
    assert not any("canary-7431" in query["sql"] for query in queries.captured_queries)


def test_a_line_of_the_development_server_drops_what_stands_after_the_question_mark():
    line = logging.LogRecord(
        "django.server", logging.INFO, "", 0, '"%s" %s %s', ("GET /navigator/?start=danger HTTP/1.1", "200", "9"), None
    )
    assert Impersonal().filter(line)
    assert line.getMessage() == '"GET /navigator/ HTTP/1.1" 200 9'


def test_no_row_of_any_table_is_written(client, django_assert_max_num_queries):
    small()
    with django_assert_max_num_queries(20) as queries:
        client.get(URL, ANSWERS)
    written = [query["sql"] for query in queries.captured_queries if not READS.match(query["sql"])]
    assert written == []
