"""The whole directory in one archive: NDJSON of every kind of record, with counts and checksums.

Made in the background from one snapshot of the database, a batch at a time, beside the old file; only a whole one takes
its place. As long as nothing has changed it stays as it is.
"""

import datetime
import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from hsds import withholding
from hsds.answering import written
from hsds.assembling import Assembly
from hsds.models import Site, Stamp
from hsds.openapi import BASE, SCHEMA
from hsds.terms import TAXONOMIES, Vocabulary
from hsds.withholding import Told
from hsds.writing import moment
from portal.made_files import one_snapshot, only_maker, written_whole

BATCH = 500
CHECK_EVERY = 60
CHECKED = "hsds.bulk.checked"
# One builder at a time, wherever the workers run: the key of a lock of the database.
LOCK = 7_310_310
MANIFEST = "manifest.json"
# All stamps as one number: any change of any of them changes it, whatever the order in which writers end.
FINGERPRINT = """
SELECT count(*), bit_xor(hashtextextended(kind || "table" || object_id || is_public || modified, 0)) FROM hsds_stamp
"""


def path() -> Path:
    return Path(settings.MEDIA_ROOT) / "hsds" / "bulk.zip"


def manifest() -> dict | None:
    """What the ready file says of itself."""
    try:
        with zipfile.ZipFile(path()) as archive:
            return json.loads(archive.read(MANIFEST)) | {"bytes": path().stat().st_size}
    except (FileNotFoundError, KeyError, ValueError, zipfile.BadZipFile):
        return None


def created(known: dict) -> datetime.datetime:
    return timezone.localtime(datetime.datetime.fromisoformat(known["created"]))


def fingerprint() -> str:
    with connection.cursor() as cursor:
        cursor.execute(FINGERPRINT)
        return "-".join(map(str, cursor.fetchone()))


def is_stale() -> bool:
    ready = manifest()
    if ready is None or ready["fingerprint"] != fingerprint():
        return True
    return not withholding.is_noted(path().parent, ready["fingerprint"])


def is_withdrawn() -> bool:
    """Whether the ready file tells something that has been taken from the public since."""
    ready = manifest()
    return ready is not None and withholding.is_withdrawn(path().parent, ready["fingerprint"], fingerprint())


def ask_for_new() -> None:
    """Have a stale file made anew; looked at once a minute, for looking reads every stamp."""
    if cache.add(CHECKED, True, CHECK_EVERY) and is_stale():
        build_bulk.enqueue()


@task()
def build_bulk() -> bool:
    return build()


def build() -> bool:
    """Make the file, unless it is up to date or somebody else is at it; say whether one was made."""
    with only_maker(LOCK) as alone:
        if not alone or not is_stale():
            return False
        with one_snapshot(), written_whole(path()) as file:
            state = fingerprint()
            withholding.note(path().parent, state, fill(file, state))
        withholding.sweep(path().parent, state)
        return True


def fill(file: IO[bytes], state: str) -> Told:
    """Write all of it, and return what it tells."""
    told = Told(places=withholding.open_places())
    assembly = Assembly(settings.WAGTAILADMIN_BASE_URL.rstrip("/"))
    kinds = {
        "taxonomies": (each.document for each in TAXONOMIES),
        "taxonomy_terms": (each.document for each in Vocabulary().terms),
        "organizations": organizations(assembly, told),
        "services": services(assembly, told),
        "service_at_locations": sites(assembly),
    }
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        about = {"fingerprint": state, "created": moment(timezone.now())}
        resources = [add(archive, name, documents) for name, documents in kinds.items()]
        archive.write(SCHEMA / "LICENSE.txt", "schema-license.txt")
        archive.writestr(MANIFEST, written({**description(assembly.origin), **about, "resources": resources}))
    return told


def description(origin: str) -> dict:
    """In the words of a data package."""
    return {
        "name": "hsds-directory",
        "title": _("Справочник помощи семьям: открытые данные"),
        "profile": f"{origin}{BASE}/profile/",
        "version": "HSDS 3.1",
        "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
        "sources": [{"title": _("Портал помощи семьям"), "path": origin}],
    }


def add(archive: zipfile.ZipFile, name: str, documents: Iterable[dict]) -> dict:
    """One document a line; what was written is counted and summed on the way."""
    digest, count, size = hashlib.sha256(), 0, 0
    with archive.open(f"{name}.ndjson", "w", force_zip64=True) as part:
        for document in documents:
            line = written(document) + b"\n"
            part.write(line)
            digest.update(line)
            count, size = count + 1, size + len(line)
    return {
        "name": name,
        "path": f"{name}.ndjson",
        "format": "ndjson",
        "count": count,
        "bytes": size,
        "hash": f"sha256:{digest.hexdigest()}",
    }


def batches(kind: Stamp.Kind) -> Iterator[list[int]]:
    """Keys of public records, in order."""
    last = 0
    public = Stamp.objects.filter(kind=kind, is_public=True).order_by("object_id")
    while ids := list(public.filter(object_id__gt=last).values_list("object_id", flat=True)[:BATCH]):
        yield ids
        last = ids[-1]


def organizations(assembly: Assembly, told: Told) -> Iterator[dict]:
    for ids in batches(Stamp.Kind.PROVIDER):
        told.providers += ids
        yield from assembly.organizations(ids, full=True)


def services(assembly: Assembly, told: Told) -> Iterator[dict]:
    for ids in batches(Stamp.Kind.SERVICE):
        told.services += ids
        yield from assembly.services(ids, full=True).values()


def sites(assembly: Assembly) -> Iterator[dict]:
    """Services at places; each names its service and its place, which stand whole in their own files."""
    for ids in batches(Stamp.Kind.SERVICE):
        rows = Site.objects.filter(service_id__in=ids).order_by("service_id", "location_id")
        yield from assembly.sites(list(rows.values_list("uuid", "service_id", "location_id")), full=False)
