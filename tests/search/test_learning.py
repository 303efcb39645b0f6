"""Words that a saved record brings to the vocabulary of the index."""

import psycopg
import pytest
from django.db import connection

from search.wording.models import IndexedWord
from search.wording.vocabulary import LEARN
from tests.factories import ServiceFactory

pytestmark = pytest.mark.django_db


def test_no_one_waits_for_a_word_of_somebody_elses_unfinished_import(django_capture_on_commit_callbacks):
    server = connection.get_connection_params()
    address = {name: server[name] for name in ("host", "port", "user", "password", "dbname") if server.get(name)}
    with psycopg.connect(**address) as importing:
        importing.execute(LEARN, [["гуслетерапия"]])
        connection.cursor().execute("SET LOCAL lock_timeout = '1s'")
        with django_capture_on_commit_callbacks() as once_saved:
            ServiceFactory(name="Гуслетерапия для семей")
        importing.rollback()
    assert not IndexedWord.objects.filter(word="гуслетерапия").exists()
    for learn in once_saved:
        learn()
    assert IndexedWord.objects.filter(word="гуслетерапия").exists()
