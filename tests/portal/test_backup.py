"""The drill: a copy is made, everything is lost, the copy comes back. With the scripts that operators run."""

import os
import subprocess
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from psycopg import sql

from .test_site import manage

pytestmark = pytest.mark.django_db
DEPLOY = Path(settings.BASE_DIR) / "docs" / "deploy"
RESTORED = "portal_restored"


def run(script: str, argument, environment: dict) -> subprocess.CompletedProcess:
    return subprocess.run(
        ["sh", DEPLOY / script, argument], env=environment, capture_output=True, text=True, check=False
    )


def beside_the_server() -> str:
    """Where the programs of the very server lie: those of another version may refuse to copy it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT setting FROM pg_config WHERE name = 'BINDIR'")
        return cursor.fetchone()[0]


def url_of(database: str) -> str:
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}"))


def rows(url: str) -> dict[str, int]:
    with psycopg.connect(url) as asked:
        names = asked.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        count = sql.SQL("SELECT count(*) FROM {}")
        return {name: asked.execute(count.format(sql.Identifier(name))).fetchone()[0] for (name,) in names}


@pytest.fixture
def environment(tmp_path) -> dict:
    path = f"{beside_the_server()}:{os.environ['PATH']}"
    ours = url_of(connection.settings_dict["NAME"])
    return {"PATH": path, "PORTAL_VAR": str(tmp_path / "var"), "DATABASE_URL": ours}


@pytest.fixture
def empty_database():
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(RESTORED))
        server.execute(drop)
        server.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE template0 LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'").format(
                sql.Identifier(RESTORED)
            )
        )
        yield url_of(RESTORED)
        server.execute(drop)


def test_what_is_lost_comes_back(environment, empty_database, tmp_path):
    picture = tmp_path / "var" / "media" / "images" / "hall.jpg"
    table = tmp_path / "var" / "private" / "imports" / "register.xlsx"
    for file in (picture, table):
        file.parent.mkdir(parents=True)
        file.write_bytes(file.name.encode())
        file.chmod(0o644)
    made = run("backup.sh", tmp_path / "copies", environment)
    assert made.returncode == 0, made.stderr
    for file in (picture, table):
        file.unlink()
        file.parent.rmdir()

    restored = run("restore.sh", made.stdout.strip(), environment | {"DATABASE_URL": empty_database})
    assert restored.returncode == 0, restored.stderr
    assert (picture.read_bytes(), table.read_bytes()) == (b"hall.jpg", b"register.xlsx")
    assert picture.stat().st_mode & 0o004, "the web server cannot read it"
    assert rows(empty_database) == rows(environment["DATABASE_URL"])
    checked = manage("migrate", "--check", SECRET_KEY="x" * 50, DATABASE_URL=empty_database, HTTPS="False")
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_a_copy_never_falls_over_what_is_there(environment, tmp_path):
    made = run("backup.sh", tmp_path / "copies", environment)
    kept = tmp_path / "var" / "media" / "kept.jpg"
    kept.write_bytes(b"kept")
    refused = run("restore.sh", made.stdout.strip(), environment)
    assert refused.returncode != 0
    assert "not empty" in refused.stderr
    assert kept.read_bytes() == b"kept"


def test_a_copy_that_fails_has_no_name(environment, tmp_path):
    unreachable = environment | {"DATABASE_URL": "postgres://portal@127.0.0.1:1/portal"}
    assert run("backup.sh", tmp_path / "copies", unreachable).returncode != 0
    assert [each.suffix for each in (tmp_path / "copies").iterdir()] == [".part"]
