"""Which of a service's prices hold on a day, and their words. Pure: works on saved and unsaved tariffs alike."""

import datetime
from collections.abc import Iterable
from decimal import Decimal
from typing import Protocol, TypeVar

from portal.formatting import date, rub
from portal.speaking import gettext as _


class Dated(Protocol):
    valid_from: datetime.date | None
    valid_until: datetime.date | None


class Priced(Dated, Protocol):
    name: str
    amount: Decimal
    unit: str


T = TypeVar("T", bound=Dated)


def in_force(tariffs: Iterable[T], on: datetime.date) -> list[T]:
    """Tariffs that hold on that day: both ends count, an open end is open."""
    return [tariff for tariff in tariffs if holds(tariff, on)]


def holds(tariff: Dated, on: datetime.date) -> bool:
    begun = tariff.valid_from is None or tariff.valid_from <= on
    return begun and (tariff.valid_until is None or on <= tariff.valid_until)


def tariff_words(tariff: Priced) -> str:
    """«Занятие — 350 ₽ за час, действует до 19 декабря 2026»."""
    until = _("действует до %(date)s") % {"date": date(tariff.valid_until)} if tariff.valid_until else ""
    cost = " ".join(filter(None, [rub(tariff.amount), tariff.unit]))
    return ", ".join(filter(None, [f"{tariff.name} — {cost}", until]))
