"""Work that pages put off: the worker does it, the demo brings one along, and health tells when nobody does."""

import datetime
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

IN_DATABASE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
LAST_FOREVER = [sys.executable, "-c", "import time; time.sleep(60)"]
TOGETHER = "import sys; from portal.together import run_together; sys.exit(run_together({commands!r}))"


@task()
def add(first: int, second: int) -> int:
    return first + second


@pytest.fixture
def put_off(db, settings):
    """A task that waits since so many minutes."""
    settings.TASKS = IN_DATABASE

    def wait(minutes: int) -> str:
        result = add.enqueue(2, 3)
        DBTaskResult.objects.filter(pk=result.id).update(
            enqueued_at=timezone.now() - datetime.timedelta(minutes=minutes)
        )
        return result.id

    return wait


def health(client) -> dict:
    response = client.get("/health/ready")
    assert response.status_code == 200
    return response.json()


def test_a_task_waits_for_the_worker(put_off):
    assert DBTaskResult.objects.get(pk=put_off(0)).status == "READY"


def test_health_says_when_nobody_takes_a_waiting_task(put_off, client):
    put_off(1)
    assert health(client)["status"] == "ok"
    put_off(30)
    assert health(client) == {
        "status": "degraded",
        "database": "ok",
        "background": "tasks wait and no worker takes them",
    }


def test_a_worker_that_is_busy_is_no_trouble(put_off, client):
    put_off(30)
    DBTaskResult.objects.filter(pk=put_off(0)).update(status="RUNNING", started_at=timezone.now())
    assert health(client)["status"] == "ok"


def test_the_first_to_end_ends_all():
    started = time.monotonic()
    code = run_apart([[sys.executable, "-c", "raise SystemExit(3)"], LAST_FOREVER])
    assert (code, time.monotonic() - started < 20) == (3, True)


def test_a_signal_ends_all():
    child = start_apart([LAST_FOREVER, LAST_FOREVER])
    wait_until(lambda: len(children(child.pid)) == 2)
    started = children(child.pid)
    child.send_signal(signal.SIGINT)
    child.wait(20)
    assert not any(Path(f"/proc/{pid}").exists() for pid in started)


def start_apart(commands) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-c", TOGETHER.format(commands=commands)])


def run_apart(commands) -> int:
    return start_apart(commands).wait(30)


def children(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def wait_until(condition) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)
