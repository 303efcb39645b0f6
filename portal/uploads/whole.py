"""Where uploads lie. A file is there whole or not at all: a disk that fills up in the middle leaves nothing of it."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage


class WholeFileStorage(FileSystemStorage):
    """Writes aside, then gives the whole its name, as Django does with an upload that already lies on a disk."""

    def _save(self, name, content):
        folder = Path(self.location)
        folder.mkdir(mode=self.directory_permissions_mode or 0o777, parents=True, exist_ok=True)
        descriptor, path = tempfile.mkstemp(prefix=".unfinished-", dir=folder)
        try:
            with os.fdopen(descriptor, "wb") as file:
                for chunk in content.chunks():
                    file.write(chunk if isinstance(chunk, bytes) else chunk.encode())
            return super()._save(name, Lying(path))
        finally:
            Path(path).unlink(missing_ok=True)


@dataclass(frozen=True)
class Lying:
    """A file that is on the disk and only has to be moved."""

    path: str

    def temporary_file_path(self) -> str:
        return self.path


def private_storage() -> WholeFileStorage:
    """What no address leads to, and only the portal's own user reads."""
    return WholeFileStorage(
        location=settings.PRIVATE_ROOT, file_permissions_mode=0o600, directory_permissions_mode=0o700
    )
