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
from tests.factories import LocationFactory, ServiceFactory
ServiceFactory(provider=LocationFactory().provider)
if {stops}:
    made_files.os.fsync = lambda file: time.sleep(60)
print(bulk.build())
"""


def services(archive: Path) -> int:
    with zipfile.ZipFile(archive) as ready:
        assert ready.testzip() is None
        return len(ready.read("services.ndjson").splitlines())


def test_kill_nine_leaves_the_old_archive_whole_and_no_half_stays(apart):  # noqa: F811
    folder = Path(apart.environment["PORTAL_VAR"]) / "media" / "hsds"
    assert apart.run("-c", MAKE.format(stops=False)).strip() == "True"
    assert services(folder / "bulk.zip") == 1
    making = apart.start("-c", MAKE.format(stops=True))
    wait_until(lambda: list(folder.glob(".*")), making)
    making.send_signal(signal.SIGKILL)
    making.wait(10)
    assert services(folder / "bulk.zip") == 1
    assert list(folder.glob(".*"))
    assert apart.run("-c", MAKE.format(stops=False)).strip() == "True"
    assert services(folder / "bulk.zip") == 3
    assert list(folder.glob(".*")) == []
    (note,) = folder.glob("told-*.json")
    assert len(json.loads(note.read_bytes())["services"]) == 3
