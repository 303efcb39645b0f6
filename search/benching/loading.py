"""How long rows and index take to load beside a plain COPY of the same rows.

It is told beside two of them: into empty tables as they stand, with every key, index and foreign key, as anybody would
copy by hand; and into bare tables that get keys and indexes afterwards and no foreign key, the least that can be done.
"""

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


@dataclass(frozen=True)
class Copied:
    """A plain copy of the same rows, in both ways."""

    standing: Took = Took()
    bare: Took = Took()

    def __add__(self, other: "Copied") -> "Copied":
        return Copied(self.standing + other.standing, self.bare + other.bare)


def compared() -> tuple[Took, Copied]:
    """The rebuild command's work; and the plain copy of what it writes: entries, suggestions, postings."""
    return took(rebuild), copied(INDEX)


def directory_copied() -> Copied:
    """A plain copy of every row of the directory."""
    models = apps.get_app_config(DIRECTORY).get_models(include_auto_created=True)
    return copied(
        {
            model._meta.db_table: [field.column for field in model._meta.concrete_fields if not field.generated]
            for model in models
            if model._meta.managed and not model._meta.proxy
        }
    )


def copied(tables: dict[str, Iterable[str]]) -> Copied:
    """Writing these columns of the tables to new ones; nothing is left behind."""
    total = Copied()
    with transaction.atomic(), connection.cursor() as cursor:
        for table, names in tables.items():
            columns = ", ".join(map(swapping.quoted, names))
            with tempfile.TemporaryFile() as rows:
                with cursor.copy(f"COPY {table} ({columns}) TO STDOUT") as stream:
                    for block in stream:
                        rows.write(block)
                total += Copied(
                    *(measured(cursor, way, table, columns, rows) for way in (copy_to_standing, copy_to_bare))
                )
        transaction.set_rollback(True)
    return total


def measured(cursor, way: Callable, table: str, columns: str, rows) -> Took:
    rows.seek(0)
    new = swapping.twin(cursor, table)
    seconds = took(lambda: way(cursor, table, new, columns, rows))
    cursor.execute(f"DROP TABLE {new}")
    return seconds


def copy_to_standing(cursor, table: str, new: str, columns: str, rows) -> None:
    swapping.add_indexes(cursor, table, new)
    swapping.add_foreign_keys(cursor, table, new)
    copy(cursor, new, columns, rows)
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # they would be checked when the transaction ends


def copy_to_bare(cursor, table: str, new: str, columns: str, rows) -> None:
    copy(cursor, new, columns, rows)
    swapping.add_indexes(cursor, table, new)


def copy(cursor, table: str, columns: str, rows) -> None:
    with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as stream:
        while block := rows.read(BLOCK):
            stream.write(block)
