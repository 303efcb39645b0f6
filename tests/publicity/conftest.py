"""People of publicity: staff, and people of two institutions."""

import pytest
from django.core.files.storage import FileSystemStorage
from django.test import Client
from django.utils import timezone

from cabinets.models import Membership
from publicity.models import Publication
from tests.admin.conftest import make_person, sign_in  # noqa: F401
from tests.publicity import factories


@pytest.fixture
def today(monkeypatch):
    """The clock of the rules; `today(day)` moves it."""

    def moved(day):
        for module in ("forms", "keeping", "models", "office", "public", "sections", "surveying"):
            monkeypatch.setattr(f"publicity.{module}.localdate", lambda: day)
        monkeypatch.setattr(timezone, "localdate", lambda *args: day)

    moved(factories.TODAY)
    return moved


@pytest.fixture
def private_files(monkeypatch, tmp_path):
    """The storage is made once, with the field."""
    monkeypatch.setattr(Publication._meta.get_field("screenshot"), "storage", FileSystemStorage(tmp_path))
    return tmp_path


@pytest.fixture
def region(db):
    return factories.region()


@pytest.fixture
def ours(region):
    return factories.institution(region, "Центр «Надежда»")


@pytest.fixture
def theirs(region):
    return factories.institution(region, "Приют «Исток»")


def person_of(provider, kind: str) -> Client:
    person = make_person(kind)
    Membership.objects.create(user=person, provider=provider)
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def reporter(ours) -> Client:
    return person_of(ours, "reporter_a")


@pytest.fixture
def stranger(theirs) -> Client:
    return person_of(theirs, "reporter_b")
