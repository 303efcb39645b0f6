"""How long rows and index take to load beside a plain COPY of the same rows with the same keys and indexes."""

import tempfile
import time
from collections.abc import Callable, Iterable

from django.apps import apps
from django.db import connection, transaction

from search import swapping
from search.documents import COLUMNS
from search.rebuilding import TABLE, rebuild

BLOCK = 1 << 20
DIRECTORY = "services_directory"


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def compared() -> tuple[float, float]:
    """Seconds of the rebuild command's work, and of the plain copy."""
    return seconds(rebuild), copied({TABLE: COLUMNS})


def directory_copied() -> float:
    """Seconds of a plain copy of every row of the directory."""
    models = apps.get_app_config(DIRECTORY).get_models(include_auto_created=True)
    return copied(
        {
            model._meta.db_table: [field.column for field in model._meta.concrete_fields if not field.generated]
            for model in models
            if model._meta.managed and not model._meta.proxy
        }
    )


def copied(tables: dict[str, Iterable[str]]) -> float:
    """Seconds of writing these columns of the tables to new ones; nothing is left behind."""
    total = 0.0
    with transaction.atomic(), connection.cursor() as cursor:
        for table, names in tables.items():
            columns = ", ".join(map(swapping.quoted, names))
            with tempfile.TemporaryFile() as rows:
                with cursor.copy(f"COPY {table} ({columns}) TO STDOUT") as stream:
                    for block in stream:
                        rows.write(block)
                rows.seek(0)
                total += seconds(lambda: plain_copy(cursor, table, columns, rows))  # noqa: B023
        transaction.set_rollback(True)
    return total


def plain_copy(cursor, table: str, columns: str, rows) -> None:
    new = swapping.twin(cursor, table)
    with cursor.copy(f"COPY {new} ({columns}) FROM STDIN") as stream:
        while block := rows.read(BLOCK):
            stream.write(block)
    swapping.add_indexes(cursor, table, new)
