"""Connections of the pool: one that the server has ended is never lent, and a quiet one costs no trip."""

import psycopg
import pytest
from django.db import connection
from psycopg_pool import ConnectionPool

from portal.postgres.base import check, has_news
from tests.apart import apart, wait_until  # noqa: F401


@pytest.fixture
def pool(apart):  # noqa: F811
    with ConnectionPool(
        apart.environment["DATABASE_URL"], kwargs={"autocommit": True}, min_size=1, max_size=1, check=check
    ) as pool:
        yield pool


def pid(lent: psycopg.Connection) -> int:
    return lent.execute("SELECT pg_backend_pid()").fetchone()[0]


def test_the_portal_asks_so(db):
    assert connection.settings_dict["ENGINE"] == "portal.postgres"
    assert connection.pool._check is check


def test_a_connection_that_the_server_has_ended_is_replaced(pool, apart):  # noqa: F811
    with pool.connection() as lent:
        ended, first = lent, pid(lent)
    apart.database.execute("SELECT pg_terminate_backend(%s)", [first])
    wait_until(lambda: has_news(ended))
    with pool.connection() as lent:
        assert pid(lent) != first


def test_a_quiet_one_is_lent_without_a_trip(pool, monkeypatch):
    with pool.connection() as lent:
        first = pid(lent)
    monkeypatch.setattr(ConnectionPool, "check_connection", staticmethod(lambda lent: pytest.fail("asked")))
    with pool.connection() as lent:
        assert pid(lent) == first


def test_a_notice_is_no_farewell(pool, apart):  # noqa: F811
    with pool.connection() as lent:
        first, listening = pid(lent), lent
        lent.execute("LISTEN news")
    apart.database.execute("NOTIFY news")
    wait_until(lambda: has_news(listening))
    with pool.connection() as lent:
        assert pid(lent) == first
