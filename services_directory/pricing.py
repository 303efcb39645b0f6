"""Which of a service's prices hold on a day. Pure: works on saved and unsaved tariffs alike."""

import datetime
from collections.abc import Iterable
from typing import Protocol, TypeVar


class Dated(Protocol):
    valid_from: datetime.date | None
    valid_until: datetime.date | None


T = TypeVar("T", bound=Dated)


def in_force(tariffs: Iterable[T], on: datetime.date) -> list[T]:
    """Tariffs that hold on that day: both ends count, an open end is open."""
    return [tariff for tariff in tariffs if holds(tariff, on)]


def holds(tariff: Dated, on: datetime.date) -> bool:
    begun = tariff.valid_from is None or tariff.valid_from <= on
    return begun and (tariff.valid_until is None or on <= tariff.valid_until)
