"""The archive holds what the API gives, whole at any moment, and stays as long as nothing changes."""

import datetime
import hashlib
import io
import json
import zipfile

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db.models import F

from hsds import bulk
from hsds.models import Stamp
from tests.factories import LocationFactory, ServiceFactory
from tests.hsds.conftest import BASE
from tests.hsds.crawling import COLLECTIONS
from tests.hsds.standard import mistakes

URL = f"{BASE}/bulk.zip"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.WAGTAILADMIN_BASE_URL = "http://testserver"
    cache.delete(bulk.CHECKED)
    yield
    cache.delete(bulk.CHECKED)


def time_passes() -> None:
    """A test is one transaction, and so one moment."""
    Stamp.objects.update(modified=F("modified") - datetime.timedelta(days=1))


def downloaded(client) -> zipfile.ZipFile:
    response = client.get(URL)
    assert response.status_code == 200
    return zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))


def documents(archive: zipfile.ZipFile, name: str) -> list[dict]:
    return [json.loads(line) for line in archive.read(f"{name}.ndjson").splitlines()]


def text_of(archive: zipfile.ZipFile) -> str:
    return "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".ndjson"))


def test_it_holds_every_record_as_the_api_gives_it(client, get, whole):
    for _each in range(3):
        ServiceFactory(provider=LocationFactory().provider)
    call_command("build_bulk", verbosity=0)
    archive = downloaded(client)
    for name in COLLECTIONS:
        listed = client.get(f"{BASE}/{name}", {"per_page": 100} | ({"full": "true"} if name[0] == "s" else {})).json()
        assert [each["id"] for each in documents(archive, name)] == [each["id"] for each in listed["contents"]]
    assert documents(archive, "services") == client.get(f"{BASE}/services?full=true&per_page=100").json()["contents"]
    for document in documents(archive, "organizations"):
        assert mistakes("/organizations/{id}", document) == []


def test_its_manifest_counts_and_sums(client, whole):
    bulk.build()
    archive = downloaded(client)
    manifest = json.loads(archive.read("manifest.json"))
    assert archive.testzip() is None
    for resource in manifest["resources"]:
        data = archive.read(resource["path"])
        assert resource["count"] == len(data.splitlines())
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
    assert manifest["licenses"]


def test_it_is_made_anew_only_when_something_changed(whole):
    time_passes()
    assert bulk.build()
    before = bulk.path().stat().st_mtime_ns
    assert not bulk.build()
    assert bulk.path().stat().st_mtime_ns == before
    whole.summary = "Иначе"
    whole.save()
    assert bulk.build()
    whole.delete()
    assert bulk.is_stale()


def test_asking_for_it_has_it_made(client, whole):
    time_passes()
    downloaded(client)
    whole.provider.name = "Иначе"
    whole.provider.save()
    kept = bulk.manifest()["fingerprint"]
    downloaded(client)
    assert bulk.manifest()["fingerprint"] == kept
    cache.delete(bulk.CHECKED)
    downloaded(client)
    assert bulk.manifest()["fingerprint"] == bulk.fingerprint() != kept


def test_before_it_is_ready_it_says_so(client, db, settings, monkeypatch):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    response = client.get(URL)
    assert (response.status_code, response["Retry-After"]) == (503, "60")


@pytest.fixture
def put_off(settings):
    """A worker that never comes: what is asked for waits."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.mark.parametrize("withdrawn", ["service", "provider", "address", "place", "gone"])
def test_what_is_withdrawn_is_not_given_out_for_a_minute_more(client, whole, put_off, withdrawn):
    time_passes()
    bulk.build()
    place = whole.provider.locations.exclude(address="").first()
    secret = place.address.rpartition(", ул.")[2] if withdrawn in ("address", "place") else whole.name
    assert secret in text_of(downloaded(client))
    if withdrawn == "service":
        whole.unpublish()
    elif withdrawn == "provider":
        whole.provider.unpublish()
    elif withdrawn == "address":
        type(place).objects.filter(pk=place.pk).update(address_is_confidential=True)
    elif withdrawn == "place":
        place.delete()
    else:
        whole.delete()
    response = client.get(URL)
    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert bulk.build()
    assert secret not in text_of(downloaded(client))


def test_an_old_one_is_given_out_while_nothing_of_it_was_withdrawn(client, whole, put_off):
    time_passes()
    bulk.build()
    ServiceFactory(live=False)
    whole.summary = "Иначе"
    whole.save()
    assert bulk.is_stale()
    downloaded(client)


def test_one_that_is_not_known_to_tell_what_is_public_is_made_anew(client, whole, put_off):
    """As those from before it was noted."""
    bulk.build()
    for note in bulk.path().parent.glob("told-*"):
        note.unlink()
    assert bulk.is_stale()
    whole.unpublish()
    assert client.get(URL).status_code == 503
    assert bulk.build()
    downloaded(client)


def test_it_is_asked_for_again_by_etag(client, whole):
    bulk.build()
    first = client.get(URL)
    assert zipfile.is_zipfile(io.BytesIO(b"".join(first.streaming_content)))
    assert first["Access-Control-Allow-Origin"] == "*"
    assert client.get(URL, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert client.get(URL, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304


def test_a_failure_leaves_the_old_one_whole(whole, monkeypatch):
    time_passes()
    bulk.build()
    kept = bulk.path().read_bytes()
    whole.summary = "Иначе"
    whole.save()

    def broken(assembly, told):
        yield {"id": "1"}
        raise OSError("no space left")

    monkeypatch.setattr(bulk, "services", broken)
    with pytest.raises(OSError, match="no space"):
        bulk.build()
    assert bulk.path().read_bytes() == kept
    assert [file.name for file in bulk.path().parent.iterdir() if not file.name.startswith("told-")] == ["bulk.zip"]
