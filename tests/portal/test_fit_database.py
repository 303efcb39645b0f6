"""A database that is away or unfit is told of in words, before anything is written to it. With real ones."""

import os
import subprocess
import sys
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.db import connection

from portal.postgres import server

AWAY = "postgres://portal:secret@127.0.0.1:1/portal"


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=settings.BASE_DIR, env=os.environ | environment,
        capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture
def database(db, request):
    """The address of an empty database that is made as the test says."""
    keep = {
        name: value
        for name, value in connection.get_connection_params().items()
        if name in ("host", "port", "user", "password")
    }
    name = f"{connection.settings_dict['NAME']}_unfit"
    with psycopg.connect(**keep, dbname="postgres", autocommit=True) as main:
        main.execute(f"DROP DATABASE IF EXISTS {name}")
        main.execute(f"CREATE DATABASE {name} TEMPLATE template0 LOCALE 'C' ENCODING '{request.param}'")
        yield urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
        main.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.parametrize("command", [["check", "--database", "default"], ["migrate"]])
def test_a_database_that_is_away_is_told_of_without_a_traceback(command):
    told = manage(*command, DATABASE_URL=AWAY)
    assert told.returncode == 1
    assert "The database cannot be reached. See DATABASE_URL" in told.stderr
    assert "Connection refused" in told.stderr
    assert "Traceback" not in told.stderr
    assert "secret" not in told.stderr


def test_a_variable_that_is_not_set_is_named_without_a_traceback():
    told = manage("check", SECRET_KEY="short", HTTPS="True")
    assert told.returncode == 1
    assert "SECRET_KEY of 40 characters" in told.stderr
    assert "Traceback" not in told.stderr


@pytest.mark.parametrize(
    ("database", "words"),
    [
        ("UTF8", "does not know that «Ж» is a capital «ж»"),
        ("LATIN1", "is in the encoding LATIN1; the portal needs UTF8"),
    ],
    indirect=["database"],
)
def test_nothing_is_made_in_a_database_that_cannot_keep_russian(database, words):
    told = manage("migrate", DATABASE_URL=database)
    assert told.returncode == 1
    assert words in told.stderr
    assert "CREATE DATABASE" in told.stderr
    with psycopg.connect(database) as made:
        assert made.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)


@pytest.mark.django_db
def test_an_old_server_is_refused(monkeypatch):
    assert run_checks(tags=["database"], databases=["default"]) == []
    monkeypatch.setattr(server, "OLDEST", 99)
    (told,) = run_checks(tags=["database"], databases=["default"])
    assert "the portal needs 99 or newer" in told.msg
