"""What is set to appear or to leave does so without anybody's hand, and is everywhere or nowhere."""

import datetime

import pytest
from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from portal import scheduling
from tests.home import factories as make

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)
PLACES = ["/news/", "/news/feed/", "/api/search/?q=Долгожданная", "/sitemap-pages.xml"]


def come(page) -> None:
    """Its hour."""
    hour = timezone.now() - HOUR
    revision = page.scheduled_revision
    revision.approved_go_live_at, revision.content["go_live_at"] = hour, hour.isoformat()
    revision.save(update_fields=["approved_go_live_at", "content"])


def seen(client, page) -> set[str]:
    return {place for place in PLACES if page.slug in client.get(place).content.decode()}


def test_news_appear_everywhere_at_their_hour(client):
    page = make.news(title="Долгожданная", slug="long-awaited", live=False, go_live_at=timezone.now() + HOUR)
    page.save_revision().publish()
    assert scheduling.publish_what_is_due()
    assert seen(client, page) == set()
    come(page)
    scheduling.publish_what_is_due()
    assert seen(client, page) == set(PLACES)


def test_news_leave_from_everywhere_at_their_hour(client):
    page = make.news(title="Долгожданная", slug="long-awaited")
    assert seen(client, page) == set(PLACES)
    page.expire_at = timezone.now() - HOUR
    page.save()
    scheduling.publish_what_is_due()
    assert seen(client, page) == set()
    page.refresh_from_db()
    assert page.expired


@pytest.mark.django_db(transaction=False)
def test_of_two_workers_one_does_it():
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [scheduling.LOCK])
        assert not scheduling.publish_what_is_due()
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [scheduling.LOCK])
    finally:
        other.close()
    assert scheduling.publish_what_is_due()


@pytest.mark.parametrize(("batch", "kept"), [(True, False), (False, True)])
def test_the_worker_keeps_time_while_it_runs(batch, kept, monkeypatch, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    begun = []
    monkeypatch.setattr("portal.management.commands.db_worker.keep_time", lambda: begun.append(True))
    monkeypatch.setattr("portal.management.commands.db_worker.stand", lambda worker: None)
    monkeypatch.setattr("django_tasks_db.management.commands.db_worker.Worker.run", lambda worker: None)
    monkeypatch.setattr("django_tasks_db.management.commands.db_worker.Worker.configure_signals", lambda worker: None)
    call_command("db_worker", batch=batch, reload=False)
    assert bool(begun) is kept


def test_a_failure_does_not_stop_the_clock(monkeypatch):
    rounds, looks = [], []

    def fails():
        rounds.append(True)
        raise RuntimeError

    def pause(seconds):
        if len(rounds) == 2:
            raise SystemExit

    monkeypatch.setattr(scheduling, "publish_what_is_due", fails)
    monkeypatch.setattr(scheduling.Watch, "look", lambda watch: looks.append(True))
    monkeypatch.setattr(scheduling.time, "sleep", pause)
    monkeypatch.setattr(scheduling.connection, "close", lambda: None)
    with pytest.raises(SystemExit):
        scheduling.run()
    assert len(rounds) == len(looks) == 2
