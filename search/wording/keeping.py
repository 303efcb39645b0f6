"""Keep in the process what every question needs and seldom changes.

A change made in this process is seen at once, one made in another within half a minute.
"""

import math
import threading
import time
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

SECONDS = 30
Value = TypeVar("Value")


class Kept(Generic[Value]):
    """The value of a function, read anew when it is old or has been forgotten.

    `mark` tells cheaply of what is old whether it is still so: as long as it gives the same, nothing is read.
    """

    every: "list[Kept]" = []

    def __init__(self, read: Callable[[], Value], seconds: float = SECONDS, mark: Callable[[], Hashable] | None = None):
        self.read, self.seconds, self.mark = read, seconds, mark
        self.lock = threading.Lock()
        self.found: tuple[Value, float, Hashable] | None = None
        Kept.every.append(self)

    def __call__(self) -> Value:
        found = self.found
        is_old = found is None or time.monotonic() - found[1] > self.seconds
        # While one thread reads anew, the others go on with what they have.
        if is_old and self.lock.acquire(blocking=found is None):
            try:
                found = self.found = self.renewed(found)
            finally:
                self.lock.release()
        return found[0]

    def renewed(self, old: tuple[Value, float, Hashable] | None) -> tuple[Value, float, Hashable]:
        # Taken before reading: what changes meanwhile is read the next time.
        mark = self.mark() if self.mark else None
        is_same = old is not None and self.mark is not None and old[2] == mark
        return (old[0] if is_same else self.read(), time.monotonic(), mark)

    def put(self, value: Value) -> None:
        """What it is by now, as somebody knows who need not read it all."""
        self.found = (value, time.monotonic(), None)

    def doubt(self) -> None:
        """Look at the next call whether it is still so; others go on with it while one reads."""
        if self.found:
            self.found = (self.found[0], -math.inf, self.found[2])

    def forget(self) -> None:
        self.found = None


def forget_all() -> None:
    """What was kept is no longer so: in tests, whose data is undone without a signal."""
    for kept in Kept.every:
        kept.forget()
