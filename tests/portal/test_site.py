"""Rules that hold for the whole project."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from portal.local import ensure_environment

OUR_APPS = tuple(sorted(path.parent.name for path in Path(settings.BASE_DIR).glob("*/apps.py")))
PRODUCTION = {
    "SECRET_KEY": "x" * 25 + "0123456789abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "portal.example",
    "EMAIL_URL": "smtp+tls://portal:secret@mail.example:587",
    "DJANGO_SETTINGS_MODULE": "portal.settings",
}


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess:
    """Run manage.py in a process of its own, with nothing of this one's environment but what is named."""
    ensure_environment()
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "PORTAL_VAR") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR, env=kept | environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.django_db
def test_every_model_change_has_its_migration():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


@pytest.mark.django_db
def test_every_migration_of_ours_can_be_undone():
    irreversible = [
        f"{app}.{name}: {operation}"
        for (app, name), migration in MigrationLoader(None).disk_migrations.items()
        if app in OUR_APPS
        for operation in migration.operations
        if not operation.reversible
    ]
    assert irreversible == []


def test_production_settings_pass_the_deployment_check():
    result = manage("check", "--deploy", "--fail-level=INFO", **PRODUCTION, DATABASE_URL=os.environ["DATABASE_URL"])
    assert result.returncode == 0, result.stderr
    assert "no issues" in result.stdout


def test_the_deployment_check_tells_of_letters_that_go_to_the_log():
    environment = {name: value for name, value in PRODUCTION.items() if name != "EMAIL_URL"}
    result = manage("check", "--deploy", "--fail-level=WARNING", **environment, DATABASE_URL=os.environ["DATABASE_URL"])
    assert result.returncode != 0
    assert "EMAIL_URL" in result.stderr


@pytest.mark.parametrize("missing", ["SECRET_KEY", "DATABASE_URL"])
def test_production_refuses_to_start_without(missing):
    environment = PRODUCTION | {"DATABASE_URL": os.environ["DATABASE_URL"]}
    del environment[missing]
    result = manage("check", **environment)
    assert result.returncode != 0
    assert missing in result.stderr


@pytest.mark.parametrize("key", ["change-me", "django-insecure-abcdefghijklmnopqrstuvwxyz0123456789abcdefghij"])
def test_production_refuses_a_weak_secret_key(key):
    result = manage("check", **PRODUCTION | {"SECRET_KEY": key, "DATABASE_URL": os.environ["DATABASE_URL"]})
    assert result.returncode != 0
    assert "SECRET_KEY" in result.stderr


def test_production_refuses_debug():
    environment = PRODUCTION | {"DATABASE_URL": os.environ["DATABASE_URL"], "DEBUG": "True"}
    result = manage("check", **environment)
    assert result.returncode != 0
    assert "DEBUG" in result.stderr


def test_whatever_a_visitor_forwards_is_nobodys_word(rf):
    request = rf.get("/", headers={"x-forwarded-proto": "https", "x-forwarded-host": "evil.example"})
    assert not request.is_secure()
    assert request.get_host() == "testserver"
