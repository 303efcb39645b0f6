"""Read ahead: the database looks for the next rows while those before them are being written.

It is done in a thread, which has a connection of its own and so sees only what is committed.
"""

from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

from django.db import connection, transaction

BATCH = 1000
Item = TypeVar("Item")
Ahead = Callable[[Callable[[], Iterable[Item]]], Iterator[list[Item]]]


def at_hand(read: Callable[[], Iterable[Item]]) -> Iterator[list[Item]]:
    """The items in batches."""
    found = iter(read())
    while batch := list(islice(found, BATCH)):
        yield batch


def ahead(read: Callable[[], Iterable[Item]]) -> Generator[list[Item], None, None]:
    """The same; one batch more is read while one is worked on."""
    with ThreadPoolExecutor(1, "reading-ahead") as reader:
        found = _in_transaction(read)
        try:
            coming = reader.submit(next, found, None)
            while batch := coming.result():
                coming = reader.submit(next, found, None)
                yield batch
        finally:
            reader.submit(found.close)
            reader.submit(_close)


def _in_transaction(read: Callable[[], Iterable[Item]]) -> Generator[list[Item], None, None]:
    """Outside of one, a cursor would first lay all its rows down on the disk."""
    with transaction.atomic():
        yield from at_hand(read)


def _close() -> None:
    """The connection of the thread that calls this."""
    connection.close()
