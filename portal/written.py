"""Pieces of a page, or answers for it, kept for as long as what they were made of is the same.

Nobody has to say that something has changed: whoever wants a piece brings what it would be made of, as the database
tells it now, and gets the kept one only where that is equal.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from sys import getsizeof
from threading import Lock
from typing import Any, NamedTuple


class Entry(NamedTuple):
    made_of: object
    pieces: Any
    size: int


class Written:
    """At most so many bytes of them in a process, with what they were made of; the longest unused go first."""

    def __init__(self, most: int):
        self.most, self.size, self.lock = most, 0, Lock()
        self.entries: OrderedDict[Hashable, Entry] = OrderedDict()

    def get(self, key: Hashable, made_of: object, write: Callable[[], Any]) -> Any:
        """Under `key` stands all that is not in `made_of` and yet decides what is written, such as the language."""
        found = self.known(key, made_of)
        return self.note(key, made_of, write()) if found is None else found

    def known(self, key: Hashable, made_of: object) -> Any | None:
        """What was written, where it would be written the same."""
        entry = self.entries.get(key)
        if entry is None or entry.made_of != made_of:
            return None
        self.keep(key, entry)
        return entry.pieces

    def note(self, key: Hashable, made_of: object, pieces: Any) -> Any:
        self.keep(key, Entry(made_of, pieces, weight(key) + weight(made_of) + weight(pieces)))
        return pieces

    def keep(self, key: Hashable, entry: Entry) -> None:
        with self.lock:
            self.forget(key)
            self.entries[key], self.size = entry, self.size + entry.size
            while self.size > self.most:
                self.forget(next(iter(self.entries)))

    def forget(self, key: Hashable) -> None:
        if found := self.entries.pop(key, None):
            self.size -= found.size

    def clear(self) -> None:
        with self.lock:
            self.entries.clear()
            self.size = 0


def weight(value: object) -> int:
    """Bytes of memory, with all that it holds; what several hold counts for each."""
    kind = type(value)
    if kind is tuple or kind is list:
        return getsizeof(value) + sum(map(weight, value))
    return getsizeof(value) + (sum(map(weight, value.values())) if kind is dict else 0)
