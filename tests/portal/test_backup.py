"""The drill: a copy is made, everything is lost, the copy comes back. With the scripts that operators run."""

import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from psycopg import sql

from tests.apart import apart  # noqa: F401

DEPLOY = Path(settings.BASE_DIR) / "docs" / "deploy"
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"


@pytest.fixture
def run(apart):  # noqa: F811
    """A script with its argument, told another variable or none."""
    # The server's own programs: those of another version may refuse to copy it.
    programs = apart.one("SELECT setting FROM pg_config WHERE name = 'BINDIR'")
    path = f"{programs}:{apart.environment['PATH']}"
    environment = {**apart.environment, "PATH": path, "PYTHON": sys.executable}

    def ran(script: str, argument: Path | str, **others: str) -> subprocess.CompletedProcess:
        command = ["sh", DEPLOY / script, argument]
        return subprocess.run(command, env=environment | others, capture_output=True, text=True, check=False)

    return ran


def rows(database) -> dict[str, int]:
    count = sql.SQL("SELECT count(*) FROM {}")
    names = [name for (name,) in database.execute(TABLES).fetchall()]
    return {name: database.execute(count.format(sql.Identifier(name))).fetchone()[0] for name in names}


def test_what_is_lost_comes_back(apart, run, tmp_path):  # noqa: F811
    picture, table = tmp_path / "media" / "images" / "hall.jpg", tmp_path / "private" / "imports" / "register.xlsx"
    for file in (picture, table):
        file.parent.mkdir(parents=True)
        file.write_bytes(file.name.encode())
        file.chmod(0o644)
    before = rows(apart.database)
    made = run("backup.sh", tmp_path / "copies")
    assert made.returncode == 0, made.stderr

    for file in (picture, table):
        file.unlink()
        file.parent.rmdir()
    apart.database.execute("DROP SCHEMA public CASCADE")
    apart.database.execute("CREATE SCHEMA public")
    restored = run("restore.sh", made.stdout.strip())
    assert restored.returncode == 0, restored.stderr
    assert (picture.read_bytes(), table.read_bytes()) == (b"hall.jpg", b"register.xlsx")
    assert picture.stat().st_mode & 0o004, "the web server cannot read it"
    assert rows(apart.database) == before
    apart.run("manage.py", "migrate", "--check")


def test_a_copy_never_falls_over_what_is_there(run, tmp_path):
    made = run("backup.sh", tmp_path / "copies")
    kept = tmp_path / "media" / "kept.jpg"
    kept.write_bytes(b"kept")
    refused = run("restore.sh", made.stdout.strip())
    assert refused.returncode != 0
    assert "not empty" in refused.stderr
    assert kept.read_bytes() == b"kept"


def test_a_copy_that_fails_has_no_name(run, tmp_path):
    assert run("backup.sh", tmp_path / "copies", DATABASE_URL="postgres://portal@127.0.0.1:1/portal").returncode != 0
    assert [each.suffix for each in (tmp_path / "copies").iterdir()] == [".part"]


def test_a_password_stands_in_no_argument_of_a_program(apart, run, tmp_path):  # noqa: F811
    """Everybody on the machine reads those."""
    programs, told = tmp_path / "programs", tmp_path / "told"
    programs.mkdir()
    real = apart.one("SELECT setting FROM pg_config WHERE name = 'BINDIR'")
    for name in ("pg_dump", "pg_restore"):
        program = programs / name
        program.write_text(f'#!/bin/sh\necho "{name} $PGPASSWORD $*" >> {told}\nexec {real}/{name} "$@"\n')
        program.chmod(0o755)
    parts = urlsplit(apart.environment["DATABASE_URL"])
    user = parts.netloc.partition("@")[0].partition(":")[0]
    secret = parts._replace(netloc=f"{user}:p%40ss@{parts.netloc.partition('@')[2]}").geturl()
    others = {"PATH": f"{programs}:{apart.environment['PATH']}", "DATABASE_URL": secret}
    made = run("backup.sh", tmp_path / "copies", **others)
    assert made.returncode == 0, made.stderr
    apart.database.execute("DROP SCHEMA public CASCADE")
    apart.database.execute("CREATE SCHEMA public")
    for folder in ("media", "private"):
        shutil.rmtree(tmp_path / folder)
    restored = run("restore.sh", made.stdout.strip(), **others)
    assert restored.returncode == 0, restored.stderr
    lines = told.read_text().splitlines()
    assert [line.split()[:2] for line in lines] == [["pg_dump", "p@ss"], ["pg_restore", "p@ss"]]
    assert [line for line in lines if line.count("p@ss") > 1 or "p%40ss" in line] == []
