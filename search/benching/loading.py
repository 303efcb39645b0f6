"""How long the index takes to load beside a plain COPY of the same rows and the same indexes."""

import io
import time
from collections.abc import Callable

from django.db import connection, transaction

from search import swapping
from search.documents import COLUMNS
from search.rebuilding import TABLE, rebuild


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def compared() -> tuple[float, float]:
    """Seconds of the rebuild command's work, and of the plain copy; neither leaves anything behind."""
    rebuilt = seconds(rebuild)
    rows = io.BytesIO()
    columns = ", ".join(COLUMNS)
    with transaction.atomic(), connection.cursor() as cursor:
        with cursor.copy(f"COPY {TABLE} ({columns}) TO STDOUT") as stream:
            for block in stream:
                rows.write(block)
        copied = seconds(lambda: plain_copy(cursor, columns, rows.getbuffer()))
        transaction.set_rollback(True)
    return rebuilt, copied


def plain_copy(cursor, columns: str, rows: memoryview) -> None:
    new = swapping.twin(cursor, TABLE)
    with cursor.copy(f"COPY {new} ({columns}) FROM STDIN") as stream:
        for start in range(0, len(rows), 1 << 20):
            stream.write(rows[start : start + (1 << 20)])
    swapping.add_indexes(cursor, TABLE, new)
