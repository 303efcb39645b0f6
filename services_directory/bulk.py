"""Very many rows at once.

Triggers of those who keep copies of the directory look at every statement. Here they are let off for the while, and
whoever keeps copies is told once, at the end, by `written`: a signal with the ids of the `providers` that are new.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import models
from django.db.backends.utils import CursorWrapper
from django.dispatch import Signal
from psycopg.sql import SQL, Identifier

written = Signal()


@contextmanager
def quietly(cursor: CursorWrapper, tables: Iterable[type[models.Model]]) -> Iterator[None]:
    """Within a transaction: the tables' triggers are off; other writers wait until it ends, readers do not.

    The database goes on checking every key.
    """
    names = [Identifier(model._meta.db_table) for model in tables]
    for name in names:
        cursor.execute(SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(name))
    yield
    for name in names:
        cursor.execute(SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(name))
