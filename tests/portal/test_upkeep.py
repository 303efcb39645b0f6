"""The nightly work: a part that fails keeps no other from being done, and is told."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command, get_commands

from portal.management.commands import upkeep
from tests.apart import apart  # noqa: F401

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def done(monkeypatch):
    """Which commands were called; those named in `broken` fail."""
    called, broken = [], {}

    def call(name, **streams):
        called.append(name)
        if name in broken:
            raise broken[name]

    monkeypatch.setattr(upkeep, "call_command", call)
    monkeypatch.setattr(upkeep, "close_old_connections", lambda: None)
    return called, broken


def test_one_that_fails_keeps_no_other_from_its_work(done, caplog):
    called, broken = done
    broken |= {"forget_imports": OSError("disk"), "send_reminders": SystemExit(2)}
    with pytest.raises(CommandError, match=r"2 of \d+ failed: forget_imports, send_reminders"):
        call_command("upkeep")
    assert called == list(upkeep.NIGHTLY)
    assert [record.getMessage() for record in caplog.records if record.exc_info] == [
        "Nightly work failed: forget_imports",
        "Nightly work failed: send_reminders",
    ]


def test_all_of_it_is_done_in_earnest(apart):  # noqa: F811
    """By the settings of a portal in service, where tasks wait in the database."""
    apart.environment["DJANGO_SETTINGS_MODULE"] = "portal.settings"
    said = apart.run("manage.py", "upkeep")
    assert [name for name in upkeep.NIGHTLY if f"{name} ..." not in said] == []


def test_what_it_names_exists():
    assert set(upkeep.NIGHTLY) <= set(get_commands())


def test_nothing_that_forgets_or_reminds_is_left_out():
    kinds = ("forget_", "remind_", "send_", "keep_", "lower_", "refresh_")
    ours = {name for name, app in get_commands().items() if (ROOT / app).is_dir() and name.startswith(kinds)}
    assert ours <= set(upkeep.NIGHTLY)


def test_the_timer_starts_it():
    unit = (ROOT / "docs/deploy/portal-upkeep.service").read_text()
    assert [line for line in unit.splitlines() if line.startswith("ExecStart=")] == [
        "ExecStart=/srv/portal/.venv/bin/python manage.py upkeep"
    ]
