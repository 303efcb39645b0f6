"""Another process at work on a database of its own: what it writes there is committed, or is not.

from tests.apart import apart  # noqa: F401
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 120


class Apart:
    """A copy of the empty test database, a connection to it, and processes that work on it."""

    def __init__(self, database: psycopg.Connection, var: Path):
        self.database = database
        address = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database.info.dbname}").geturl()
        own = {"DATABASE_URL": address, "PORTAL_VAR": str(var), "HTTPS": "False", "SECRET_KEY": "x" * 50}
        self.environment = {**os.environ, **own, "DJANGO_SETTINGS_MODULE": "tests.settings"}

    def start(self, *arguments: str, group: bool = False) -> subprocess.Popen:
        """In a group of its own where it has children that must die with it."""
        return subprocess.Popen(
            [sys.executable, *arguments], cwd=ROOT, env=self.environment, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, start_new_session=group,
        )  # fmt: skip

    def run(self, *arguments: str) -> str:
        """To its end, which must be a good one."""
        ended = subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )
        assert ended.returncode == 0, ended.stdout + ended.stderr
        return ended.stdout

    def one(self, query: str):
        row = self.database.execute(query).fetchone()
        return row[0] if row else None

    def wait_for(self, query: str, process: subprocess.Popen | None = None) -> None:
        wait_until(lambda: self.one(query), process)


def wait_until(happens: Callable[[], object], process: subprocess.Popen | None = None) -> None:
    deadline = time.monotonic() + PATIENCE
    while not happens():
        assert process is None or process.poll() is None, process.stdout.read().decode()
        assert time.monotonic() < deadline
        time.sleep(0.02)


def told(process: subprocess.Popen, word: str) -> str:
    """The line that begins with the word, once the process has said it."""
    deadline, said = time.monotonic() + PATIENCE, []
    for line in map(bytes.decode, process.stdout):
        if line.startswith(word):
            return line
        said.append(line)
        assert time.monotonic() < deadline
    raise AssertionError("".join(said))


@pytest.fixture
def apart(db, tmp_path):
    """`db` sees to it that there is a test database; its transaction is empty, and a copy suffers no other session."""
    server = connection.get_connection_params()
    connection.close()
    connection.close_pool()
    keep = {name: server[name] for name in ("host", "port", "user", "password") if server.get(name)}
    keep["dbname"], own = "postgres", server["dbname"]
    assert own.startswith("test_")
    copy = f"{own}_killed"  # beside those of other workers
    with psycopg.connect(**keep, autocommit=True) as main:
        main.execute(f"DROP DATABASE IF EXISTS {copy} WITH (FORCE)")
        main.execute(f"CREATE DATABASE {copy} TEMPLATE {own}")
    with psycopg.connect(**keep | {"dbname": copy}, autocommit=True) as database:
        yield Apart(database, tmp_path)
    with psycopg.connect(**keep, autocommit=True) as main:
        main.execute(f"DROP DATABASE IF EXISTS {copy} WITH (FORCE)")
