"""Whoever is killed while the archive is made leaves the old one whole, and the next one to make it sweeps up."""

import json
import signal
import zipfile
from pathlib import Path

from tests.apart import apart, wait_until  # noqa: F401

# Stops when all is written, before the file takes its place.
MAKE = """
import django; django.setup()
import time
from hsds import bulk
from portal import made_files
from services_directory.models import Service
from tests.factories import LocationFactory, ServiceFactory
service = Service.objects.first() or ServiceFactory(provider=LocationFactory().provider)
Service.objects.filter(pk=service.pk).update(summary={said!r})
if {stops}:
    made_files.os.fsync = lambda file: time.sleep(60)
print(bulk.build())
"""


def told(archive: Path) -> str:
    with zipfile.ZipFile(archive) as ready:
        assert ready.testzip() is None
        (service,) = ready.read("services.ndjson").splitlines()
    return json.loads(service)["description"].partition(".")[0]


def test_kill_nine_leaves_the_old_archive_whole_and_no_half_stays(apart):  # noqa: F811
    folder = Path(apart.environment["PORTAL_VAR"]) / "media" / "hsds"
    assert apart.run("-c", MAKE.format(stops=False, said="Раз")).strip() == "True"
    assert told(folder / "bulk.zip") == "Раз"
    making = apart.start("-c", MAKE.format(stops=True, said="Два"))
    wait_until(lambda: list(folder.glob(".*")), making)
    making.send_signal(signal.SIGKILL)
    making.wait(10)
    assert told(folder / "bulk.zip") == "Раз"
    assert list(folder.glob(".*"))
    assert apart.run("-c", MAKE.format(stops=False, said="Три")).strip() == "True"
    assert told(folder / "bulk.zip") == "Три"
    assert list(folder.glob(".*")) == []
    assert len(list(folder.glob("told-*.json"))) == 1
