"""A process that is killed in the middle of a load leaves nothing behind, and the next look finds that out."""

import datetime
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
from django.utils import timezone

from exchange.models import Import
from exchange.receiving import forget_old
from exchange.running import interrupted, load
from exchange.undoing import undo
from tests import factories

ROOT = Path(__file__).resolve().parent.parent.parent
COPY = "test_portal_killed"
ROWS = 3000


@pytest.fixture
def apart(django_db_setup, django_db_blocker):
    """The address of a database of its own: what another process writes there is committed, or is not."""
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


def address_of_copy() -> str:
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{COPY}").geturl()


def test_kill_nine_leaves_nothing(apart, write, tmp_path):
    with psycopg.connect(**apart, autocommit=True) as database:
        database.execute(
            "INSERT INTO services_directory_territory (slug, name, short_name, level, oktmo, time_zone, is_fictional)"
            " VALUES ('region', 'Область', '', 1, '', '', false)"
        )
        head = ["Название", "Вид организации", "Территория"]
        path = write([head, *([f"Центр {each}", "иная организация", "Область"] for each in range(ROWS))])
        environment = {**os.environ, "DATABASE_URL": address_of_copy(), "PORTAL_VAR": str(tmp_path), "HTTPS": "False"}
        environment |= {"DJANGO_SETTINGS_MODULE": "portal.settings", "SECRET_KEY": "x" * 50}
        command = [sys.executable, "manage.py", "import_directory", str(path), "--publish"]
        loading = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        wait_for(database, "SELECT state = 'loading' AND done > 0 FROM exchange_import", loading)
        loading.send_signal(signal.SIGKILL)
        loading.wait(10)
        assert one(database, "SELECT state FROM exchange_import") == "loading"
        for table in ("services_directory_provider", "wagtailcore_revision", "exchange_importedrecord"):
            assert one(database, f"SELECT count(*) FROM {table}") == 0
        assert one(database, "SELECT count(*) FROM search_searchentry WHERE type = 'provider'") == 0


def one(database, query: str):
    row = database.execute(query).fetchone()
    return row[0] if row else None


def wait_for(database, query: str, loading: subprocess.Popen) -> None:
    deadline = time.monotonic() + 120
    while not one(database, query):
        assert loading.poll() is None, loading.stdout.read().decode()
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_the_next_look_finds_the_silence(db):
    importing = Import.objects.create(kind="providers", file_name="t.xlsx", state="loading")
    interrupted(importing)
    assert importing.state == "loading"
    Import.objects.update(touched_at=timezone.now() - datetime.timedelta(minutes=5))
    importing.refresh_from_db()
    interrupted(importing)
    assert importing.state == "checked"
    assert "В справочнике ничего не изменилось" in importing.message


def test_one_that_waits_in_the_queue_is_not_given_up(db):
    long_ago = timezone.now() - datetime.timedelta(minutes=5)
    importing = Import.objects.create(
        kind="providers", file_name="t.xlsx", state="loading", message="Ждёт очереди.", touched_at=long_ago
    )
    interrupted(importing)
    assert importing.state == "loading"


def test_a_table_is_forgotten_in_time_and_its_loading_can_still_be_undone(db, checked, settings):
    factories.RegionFactory(name="Область")
    table = [["Название", "Вид организации", "Территория"], ["Центр", "иная организация", "Область"]]
    importing, idle = checked(table, publishes=True), checked([table[0], ["Второй", *table[1][1:]]])
    load(importing)
    path = Path(importing.file.path)
    assert path.exists()
    assert path.stat().st_mode & 0o077 == 0
    Import.objects.update(created_at=timezone.now() - datetime.timedelta(days=settings.IMPORTED_FILES_DAYS + 1))
    assert forget_old() == 2
    assert not path.exists()
    assert not Import.objects.filter(pk=idle.pk).exists()
    importing.refresh_from_db()
    undo(importing, None)
    assert importing.state == "undone"
