"""Pieces of a page as they were written, kept for as long as what they were made of is the same.

Nobody has to say that something has changed: whoever wants a piece brings what it would be made of, as the database
tells it now, and gets the kept one only where that is equal.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from sys import getsizeof
from threading import Lock
from typing import NamedTuple

from markupsafe import Markup

Pieces = dict[str, Markup]


class Entry(NamedTuple):
    made_of: object
    pieces: Pieces
    size: int


class Written:
    """At most so many bytes of them in a process, with what they were made of; the longest unused go first."""

    def __init__(self, most: int):
        self.most, self.size, self.lock = most, 0, Lock()
        self.entries: OrderedDict[Hashable, Entry] = OrderedDict()

    def get(self, key: Hashable, made_of: object, write: Callable[[], Pieces]) -> Pieces:
        """Under `key` stands all that is not in `made_of` and yet decides what is written, such as the language."""
        entry = self.entries.get(key)
        if entry is None or entry.made_of != made_of:
            pieces = write()
            entry = Entry(made_of, pieces, weight(made_of) + weight(pieces))
        self.keep(key, entry)
        return entry.pieces

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
