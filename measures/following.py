"""What a feed tells of: something that became public, and where such things come from."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    """Something that became public. `key` is its own for ever."""

    key: str
    at: datetime.datetime
    title: str
    text: str
    path: str


# From a programme and those of its measures that are followed.
Source = Callable[[object, list], Iterable[Change]]
