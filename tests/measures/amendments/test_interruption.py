"""A process that is killed while it publishes an amendment leaves the old plan whole: no half of an edition."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent.parent.parent
COPY = "test_portal_plan_killed"
# Publishes measure 1.1 changed by edition 1, then stops where its entry has been written and nothing is committed.
CHILD = """
import sys, time
import django; django.setup()
from django.db import connection
from measures.amendments import recording
from measures.models import Measure, PlanEntry
from tests.measures.amendments.plans import amend, edition, published_plan

programme = published_plan()
measure, changing = programme.measures.get(number="1.1"), edition(programme)
print("PLANNED", flush=True)
write = recording.write

def write_and_wait(*args):
    write(*args)
    print("WRITTEN", PlanEntry.objects.filter(edition=changing).count(), flush=True)
    time.sleep(120)

recording.write = write_and_wait
amend(measure, changing, title="Наполовину", money={(2025, "fund"): 999})
"""


@pytest.fixture
def apart(django_db_setup, django_db_blocker):
    """A database of its own: what another process writes there is committed, or is not."""
    with django_db_blocker.unblock():
        connection.close()
        connection.close_pool()
        server = connection.get_connection_params()
        keep = {name: server[name] for name in ("host", "port", "user", "password") if server.get(name)}
        keep["dbname"], own = "postgres", server["dbname"]
    with psycopg.connect(**keep, autocommit=True) as main:
        main.execute(f"DROP DATABASE IF EXISTS {COPY} WITH (FORCE)")
        main.execute(f"CREATE DATABASE {COPY} TEMPLATE {own}")
    yield keep | {"dbname": COPY}
    with psycopg.connect(**keep, autocommit=True) as main:
        main.execute(f"DROP DATABASE IF EXISTS {COPY} WITH (FORCE)")


def test_kill_nine_in_a_publication_leaves_a_whole_plan(apart, tmp_path):
    address = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{COPY}").geturl()
    environment = {**os.environ, "DATABASE_URL": address, "PORTAL_VAR": str(tmp_path), "HTTPS": "False"}
    environment |= {"DJANGO_SETTINGS_MODULE": "tests.settings", "SECRET_KEY": "x" * 50}
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        assert wait_for(child, "WRITTEN").split()[1] == "1"
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait(10)
    with psycopg.connect(**apart, autocommit=True) as database:
        one = lambda query: database.execute(query).fetchone()[0]  # noqa: E731
        assert one("SELECT title FROM measures_measure WHERE number = '1.1'") == "Дело 1.1"
        assert one("SELECT amount FROM measures_budgetline WHERE year = 2025 ORDER BY id LIMIT 1") == 100
        assert one("SELECT count(*) FROM measures_planentry") == 2
        edition = "JOIN measures_planedition e ON e.id = edition_id WHERE e.number > 0"
        assert one(f"SELECT count(*) FROM measures_planentry {edition}") == 0


def wait_for(child, word: str) -> str:
    deadline = time.monotonic() + 120
    for line in child.stdout:
        if line.startswith(word):
            return line
        assert time.monotonic() < deadline
    raise AssertionError(f"the child ended before «{word}»")
