"""What the ready archive tells, so that it is withheld as soon as any of that is withdrawn from the public.

Beside the archive lies a note of the services, the organizations and the open places in it, named by the state of the
data from which both were made. An old archive may be given out, but not one that tells an address hidden since.
"""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from django.core.cache import cache
from django.db import connection

from portal.made_files import written_whole
from services_directory.models import Location

SECONDS = 3600
# How many of those told are public still.
STILL_PUBLIC = """
SELECT
    (SELECT count(*) FROM hsds_stamp WHERE kind = 'service' AND "table" = '' AND is_public AND object_id = ANY(%s)),
    (SELECT count(*) FROM hsds_stamp WHERE kind = 'provider' AND "table" = '' AND is_public AND object_id = ANY(%s)),
    (SELECT count(*) FROM services_directory_location AS place
        JOIN services_directory_provider AS provider ON provider.id = place.provider_id
        WHERE place.live AND provider.live AND NOT place.address_is_confidential AND place.id = ANY(%s))
"""


@dataclass
class Told:
    services: list[int] = field(default_factory=list)
    providers: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)

    def is_public_still(self) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(STILL_PUBLIC, [self.services, self.providers, self.places])
            return cursor.fetchone() == (len(self.services), len(self.providers), len(self.places))


def open_places() -> list[int]:
    """Those whose address is told."""
    shown = Location.objects.published().filter(provider__live=True, address_is_confidential=False)
    return list(shown.values_list("pk", flat=True))


def note_path(folder: Path, state: str) -> Path:
    return folder / f"told-{state}.json"


def note(folder: Path, state: str, told: Told) -> None:
    with written_whole(note_path(folder, state)) as file:
        file.write(json.dumps(asdict(told)).encode())


def sweep(folder: Path, state: str) -> None:
    """By the one maker: notes of archives that were replaced, and halves that somebody who was killed has left."""
    old = [file for file in folder.glob("told-*.json") if file != note_path(folder, state)]
    for file in [*old, *folder.glob(".bulk-*"), *folder.glob(".told-*")]:
        file.unlink(missing_ok=True)


def is_noted(folder: Path, state: str) -> bool:
    return note_path(folder, state).exists()


def is_withdrawn(folder: Path, state: str, state_now: str) -> bool:
    """Whether something that was told in that state is public no more; looked up once for each change of the data."""
    if state == state_now:
        return False
    key = f"hsds.withdrawn.{state}.{state_now}"
    known = cache.get(key)
    if known is None:
        known = True
        with suppress(FileNotFoundError, ValueError):
            known = not Told(**json.loads(note_path(folder, state).read_bytes())).is_public_still()
        cache.set(key, known, SECONDS)
    return known
