"""What Django's cache keeps in this process, handed out as it is.

The cache gives a copy to whoever asks, and one of the site was made for each request. It still says how long a value
holds, and what is forgotten there is forgotten here.
"""

import secrets
from typing import Generic, TypeVar

from django.core.cache import cache

Value = TypeVar("Value")


class AtHand(Generic[Value]):
    """Values under few keys. Everybody gets the same one, so nobody is to change it."""

    def __init__(self, seconds: float):
        self.seconds = seconds
        self.values: dict[str, tuple[str, Value]] = {}

    def get(self, key: str) -> Value | None:
        mark, value = self.values.get(key, ("", None))
        return value if mark and cache.get(key) == mark else None

    def set(self, key: str, value: Value) -> None:
        mark = secrets.token_hex(8)
        self.values[key] = mark, value
        cache.set(key, mark, self.seconds)
