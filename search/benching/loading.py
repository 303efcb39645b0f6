"""How long rows and index take to load beside a plain COPY of the same rows with the same keys and indexes."""

import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.apps import apps
from django.db import connection, transaction

from portal.processors import database_seconds
from search import swapping
from search.documents import COLUMNS
from search.models import SearchPosting
from search.rebuilding import SUGGESTIONS, TABLE, rebuild
from search.suggesting import Suggestion

BLOCK = 1 << 20
DIRECTORY = "services_directory"
INDEX = {
    TABLE: COLUMNS,
    SUGGESTIONS: Suggestion._fields,
    SearchPosting._meta.db_table: ["lexeme", "chunk", "bits"],
}


@dataclass(frozen=True)
class Took:
    """Seconds by the clock, and of processors: here and in the whole database server."""

    wall: float = 0
    cpu: float = 0

    def __add__(self, other: "Took") -> "Took":
        return Took(self.wall + other.wall, self.cpu + other.cpu)


def took(work: Callable[[], object]) -> Took:
    wall, cpu = time.perf_counter(), time.process_time() + database_seconds()
    work()
    return Took(time.perf_counter() - wall, time.process_time() + database_seconds() - cpu)


def compared() -> tuple[Took, Took]:
    """The rebuild command's work; and the plain copy of what it writes: entries, suggestions, postings."""
    return took(rebuild), copied(INDEX)


def directory_copied() -> Took:
    """A plain copy of every row of the directory."""
    models = apps.get_app_config(DIRECTORY).get_models(include_auto_created=True)
    return copied(
        {
            model._meta.db_table: [field.column for field in model._meta.concrete_fields if not field.generated]
            for model in models
            if model._meta.managed and not model._meta.proxy
        }
    )


def copied(tables: dict[str, Iterable[str]]) -> Took:
    """Writing these columns of the tables to new ones; nothing is left behind."""
    total = Took()
    with transaction.atomic(), connection.cursor() as cursor:
        for table, names in tables.items():
            columns = ", ".join(map(swapping.quoted, names))
            with tempfile.TemporaryFile() as rows:
                with cursor.copy(f"COPY {table} ({columns}) TO STDOUT") as stream:
                    for block in stream:
                        rows.write(block)
                rows.seek(0)
                total += took(lambda: plain_copy(cursor, table, columns, rows))  # noqa: B023
        transaction.set_rollback(True)
    return total


def plain_copy(cursor, table: str, columns: str, rows) -> None:
    new = swapping.twin(cursor, table)
    with cursor.copy(f"COPY {new} ({columns}) FROM STDIN") as stream:
        while block := rows.read(BLOCK):
            stream.write(block)
    swapping.add_indexes(cursor, table, new)
