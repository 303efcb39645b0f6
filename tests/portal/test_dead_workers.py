"""A worker that dies in the middle of a task: the task is taken up again, and given up when it has killed three."""

import datetime
import signal
import time
from pathlib import Path

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult, get_date_max
from wagtail.models import ModelLogEntry

from guidebook.making import build_guide
from guidebook.models import Guide
from portal import workers
from portal.unfinished import name_of
from portal.workers import Watch
from tests.admin.conftest import sign_in  # noqa: F401
from tests.apart import apart, wait_until  # noqa: F401

WORKER = ["manage.py", "db_worker", "--no-startup-delay", "--interval=0.1"]
HOLD_UP = """
import django; django.setup()
from tests.portal.test_dead_workers import last, IN_DATABASE
from django.conf import settings
settings.TASKS = IN_DATABASE
from django.test.signals import setting_changed
setting_changed.send(sender=None, setting="TASKS", value=IN_DATABASE, enter=True)
{work}
"""
IN_DATABASE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
WORK = """
from django.core.management import call_command
from portal import scheduling
scheduling.SECONDS = 0.3
call_command("db_worker", startup_delay=False, interval=0.1, reload=False)
"""


@pytest.fixture(autouse=True)
def in_database(settings):
    settings.TASKS = IN_DATABASE


@task()
def last(marker: str) -> str:
    """The first to do it is held up for ever; whoever comes after has done it at once."""
    if not Path(marker).exists():
        Path(marker).touch()
        time.sleep(120)
    return "done"


def kill(process) -> None:
    process.send_signal(signal.SIGKILL)
    process.wait(10)


def work(apart):  # noqa: F811
    return apart.start("-c", HOLD_UP.format(work=WORK))


STATE = f"SELECT status FROM {DBTaskResult._meta.db_table} WHERE task_path LIKE '%.last'"


def test_kill_nine_in_the_middle_of_a_task_and_another_worker_takes_it_up(apart, tmp_path):  # noqa: F811
    marker = tmp_path / "begun"
    apart.run("-c", HOLD_UP.format(work=f"last.enqueue({str(marker)!r})"))
    first = work(apart)
    wait_until(marker.exists, first)
    bystander = work(apart)
    time.sleep(2)
    assert apart.one(STATE) == "RUNNING", "a living worker is left alone"
    kill(first)
    try:
        apart.wait_for(f"SELECT ({STATE}) = 'SUCCESSFUL'", bystander)
    finally:
        kill(bystander)
    assert apart.one(STATE.replace("status", "jsonb_array_length(worker_ids)")) == 2


def begun(path: str, attempts: int, *args) -> DBTaskResult:
    return DBTaskResult.objects.create(
        task_path=path, status="RUNNING", args_kwargs={"args": list(args), "kwargs": {}}, run_after=get_date_max(),
        started_at=timezone.now(), worker_ids=[f"dead {number}" for number in range(attempts)], backend_name="default",
    )  # fmt: skip


def look_twice() -> int:
    watch = Watch()
    assert watch.look() == 0, "one look is no proof: its session may have been lost for a moment"
    return watch.look()


def test_what_has_killed_three_workers_is_given_up_in_words(db):
    twice, thrice = begun(build_guide.module_path, 2, 0), begun(build_guide.module_path, 3, 0)
    assert look_twice() == 2
    twice.refresh_from_db()
    thrice.refresh_from_db()
    assert (twice.status, thrice.status) == ("READY", "FAILED")
    assert "оборвалась три раза" in thrice.traceback


def test_a_guide_whose_maker_is_given_up_says_so(db):
    now = timezone.now()
    guide = Guide.objects.create(state="making", wanted_at=now, state_since=now)
    begun(build_guide.module_path, 3, guide.pk)
    look_twice()
    guide.refresh_from_db()
    assert (guide.state, guide.failure) == ("failed", "Работа оборвалась на полпути. Попробуйте сделать заново.")


def test_one_that_was_begun_again_meanwhile_is_left_alone(db):
    result, watch = begun(build_guide.module_path, 1, 0), Watch()
    watch.look()
    DBTaskResult.objects.update(worker_ids=["dead 0", "another"])
    assert watch.look() == 0
    result.refresh_from_db()
    assert result.status == "RUNNING"


def test_a_worker_that_stands_is_seen_by_all(db, monkeypatch):
    result = begun(build_guide.module_path, 1, 0)
    monkeypatch.setattr(workers, "living", lambda: {workers.key_of("dead 0")})
    assert workers.abandoned() == {}
    monkeypatch.undo()
    assert workers.abandoned() == {result.pk: 1}


def test_health_says_that_nobody_takes_up_what_was_abandoned(db, client):
    result = begun(build_guide.module_path, 1, 0)
    assert client.get("/health/ready").json()["status"] == "ok"
    DBTaskResult.objects.filter(pk=result.pk).update(started_at=timezone.now() - datetime.timedelta(minutes=30))
    assert client.get("/health/ready").json()["status"] == "degraded"


@pytest.fixture
def failure(db):
    result = begun("hsds.bulk.build_bulk", 3)
    look_twice()
    return result


def test_it_is_seen_on_the_first_page_and_begun_again(failure, sign_in):  # noqa: F811
    client = sign_in("superuser")
    assert "фоновая работа не получилась" in client.get(reverse("wagtailadmin_home")).content.decode()
    page = client.get(reverse("portal_unfinished")).content.decode()
    assert "Архив открытых данных" in page
    assert "оборвалась три раза" in page
    response = client.post(reverse("portal_task", args=[failure.pk]), {"again": ""}, follow=True)
    assert "начнётся, как только освободится обработчик" in response.content.decode()
    failure.refresh_from_db()
    assert (failure.status, failure.worker_ids) == ("READY", [])
    assert ModelLogEntry.objects.filter(action="portal.task_again", object_id=failure.pk).exists()


def test_it_is_taken_out_of_the_list(failure, sign_in):  # noqa: F811
    client = sign_in("superuser")
    client.post(reverse("portal_task", args=[failure.pk]), {"leave": ""})
    assert "ничего не сорвалось" in client.get(reverse("portal_unfinished")).content.decode()


def test_only_what_failed_is_begun_again(db, sign_in):  # noqa: F811
    running = begun(build_guide.module_path, 1, 0)
    assert sign_in("superuser").post(reverse("portal_task", args=[running.pk]), {"again": ""}).status_code == 404


def test_every_task_of_the_portal_has_a_name(db):
    cache.clear()
    named = [
        "editorial.checking.check_later", "search.tasks.fold_postings", "hsds.bulk.build_bulk",
        "home.reading.read_document",
        "guidebook.making.build_guide", "exchange.following.refer", "wagtail.tasks.update_reference_index_task",
        *(f"exchange.tasks.{name}_later" for name in ("check", "load", "undo", "publish", "send")),
    ]  # fmt: skip
    assert {name_of(DBTaskResult(task_path=path)) for path in named}.isdisjoint({"Служебная работа"})
