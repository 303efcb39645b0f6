"""A process that is killed in the middle of a load leaves nothing behind, and the next look finds that out."""

import datetime
import signal
from pathlib import Path

from django.utils import timezone

from exchange.models import Import
from exchange.receiving import forget_old
from exchange.running import interrupted, load
from exchange.tasks import load_later
from exchange.undoing import undo
from services_directory.models import Provider
from tests import factories

ROWS = 3000
# More than one batch.
MANY = 1200
HEAD = ["Название", "Вид организации", "Территория"]
REGION = (
    "INSERT INTO services_directory_territory (slug, name, short_name, level, oktmo, time_zone, is_fictional)"
    " VALUES ('region', 'Область', '', 1, '', '', false)"
)
PUBLISH = """
import django; django.setup()
from django.contrib.auth import get_user_model
from exchange.drafts import digest, publish, publishable
from exchange.models import Import
from exchange.running import interrupted
importing, users = Import.objects.get(), get_user_model().objects
interrupted(importing)
user = users.filter(username="m").first() or users.create_superuser("m", "m@example.org", "x")
publish(importing, user, digest(publishable(importing)))
print(importing.state, importing.message)
"""


def table(write, number: int):
    return write([HEAD, *([f"Центр {each}", "иная организация", "Область"] for each in range(number))])


def kill(process) -> None:
    process.send_signal(signal.SIGKILL)
    process.wait(10)


def test_kill_nine_leaves_nothing(apart, write):
    apart.database.execute(REGION)
    loading = apart.start("manage.py", "import_directory", str(table(write, ROWS)), "--publish")
    apart.wait_for("SELECT state = 'loading' AND done > 0 FROM exchange_import", loading)
    kill(loading)
    assert apart.one("SELECT state FROM exchange_import") == "loading"
    for name in ("services_directory_provider", "wagtailcore_revision", "exchange_importedrecord"):
        assert apart.one(f"SELECT count(*) FROM {name}") == 0
    assert apart.one("SELECT count(*) FROM search_searchentry WHERE type = 'provider'") == 0


def test_kill_nine_in_the_middle_of_publishing_publishes_nothing_and_the_next_time_all(apart, write):
    apart.database.execute(REGION)
    apart.run("manage.py", "import_directory", str(table(write, MANY)))
    public = "SELECT count(*) FROM services_directory_provider WHERE live"
    publishing = apart.start("-c", PUBLISH)
    apart.wait_for("SELECT state = 'publishing' AND done > 0 FROM exchange_import", publishing)
    kill(publishing)
    assert apart.one(public) == 0
    assert apart.one("SELECT count(*) FROM search_searchentry WHERE type = 'provider'") == 0
    assert apart.one("SELECT count(*) FROM wagtailcore_modellogentry WHERE action = 'wagtail.publish'") == 0
    apart.database.execute("UPDATE exchange_import SET touched_at = now() - interval '5 minutes'")
    apart.run("-c", PUBLISH)
    assert apart.one("SELECT state FROM exchange_import") == "done"
    assert apart.one(public) == MANY
    assert apart.one("SELECT count(*) FROM search_searchentry WHERE type = 'provider'") == MANY


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


def test_a_task_whose_worker_died_comes_again_and_loads_once(db, checked):
    """Unless somebody was told of the end meanwhile, and has begun anew or let it be."""
    factories.RegionFactory(name="Область")
    importing = checked([HEAD, ["Центр", "иная организация", "Область"]], publishes=True)
    load_later.call(importing.pk)
    assert not Provider.objects.exists()
    Import.objects.update(state="loading")
    for _time in range(2):
        load_later.call(importing.pk)
        importing.refresh_from_db()
        assert (importing.state, importing.message, Provider.objects.count()) == ("done", "", 1)


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
