"""How far an import is: written beside its transaction, so that others see it before that ends."""

import time
from types import TracebackType

from django.db import connection
from django.utils import timezone

OFTEN = 0.5
TELL = "UPDATE exchange_import SET done = %s, touched_at = %s WHERE id = %s"


class Progress:
    """Speaks through a connection of its own. The import's own row is left alone by the transaction until its end."""

    def __init__(self, owner_id: int | None):
        self.owner_id = owner_id
        self.said = 0.0
        self.done = 0

    def __enter__(self) -> "Progress":
        self.connection = connection.copy()
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.connection.close()

    def step(self, rows: int) -> None:
        self.done += rows
        if self.owner_id and time.monotonic() - self.said > OFTEN:
            self.said = time.monotonic()
            with self.connection.cursor() as cursor:
                cursor.execute(TELL, [self.done, timezone.now(), self.owner_id])
