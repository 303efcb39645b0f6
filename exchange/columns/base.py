"""A column that is a field of the record."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from portal.tables import Value
from portal.tables.writing import Cell

from .plain import CellRefused, as_date, as_decimal, as_integer, as_text, as_yes, key, many_lines, one_line

__all__ = ["CellRefused", "Column"]


@dataclass(frozen=True, kw_only=True)
class Column:
    """A one-line text, and what all columns share. `aliases` are other headings by which it is known."""

    key: str
    label: str | Promise
    help: str | Promise = ""
    aliases: tuple[str, ...] = ()
    is_required: bool = False
    width: int = 20
    empty: Any = ""
    # A cell with nothing but a dash is empty.
    is_dash_empty: bool = True
    # Read once the record of the row is known.
    is_late: bool = False

    @property
    def fields(self) -> tuple[str, ...]:
        """Fields of the record that the column sets, by which complaints are told where they belong."""
        return (self.key,)

    def read(self, cell: Value, row) -> Any:
        return one_line(as_text(cell))

    def value(self, record: models.Model) -> Any:
        return one_line(str(getattr(record, self.key)))

    def put(self, record: models.Model, value: Any) -> None:
        setattr(record, self.key, value)

    def text(self, value: Any, known) -> Cell:
        return value

    def shown(self, value: Any, known) -> str:
        """As the dry run shows it."""
        text = self.text(value, known)
        return f"{text:%d.%m.%Y}" if isinstance(text, datetime.date) else str("" if text is None else text)

    def names(self, cell: Value) -> tuple[str, ...]:
        """Providers that the cell names: they are looked up for many rows at once."""
        return ()

    def words(self, known) -> list[str]:
        """What may be written, where it is one of a few."""
        return []


@dataclass(frozen=True, kw_only=True)
class LongText(Column):
    width: int = 50

    def read(self, cell, row):
        return many_lines(as_text(cell))

    def value(self, record):
        return many_lines(getattr(record, self.key))


@dataclass(frozen=True, kw_only=True)
class Digits(Column):
    """A number that is no quantity: its first zero counts."""

    lengths: tuple[int, ...]

    def read(self, cell, row):
        text = one_line(as_text(cell)).replace(" ", "")
        if len(text) + 1 in self.lengths and text.isascii() and text.isdigit():
            message = _("похоже, потерян первый ноль. Если номер — 0%(text)s, запишите его текстом")
            raise CellRefused(message % {"text": text})
        if not (text.isascii() and text.isdigit() and len(text) in self.lengths):
            lengths = _(" или ").join(map(str, self.lengths))
            raise CellRefused(_("«%(text)s»: нужно %(lengths)s цифр") % {"text": text[:40], "lengths": lengths})
        return text

    def value(self, record):
        return getattr(record, self.key)


@dataclass(frozen=True, kw_only=True)
class Number(Column):
    empty: Any = None
    width: int = 10

    def read(self, cell, row):
        return as_integer(cell)

    def value(self, record):
        return getattr(record, self.key)


@dataclass(frozen=True, kw_only=True)
class Fraction(Number):
    places: int

    def read(self, cell, row):
        return round(as_decimal(cell), self.places)

    def text(self, value, known):
        return None if value is None else f"{value:f}".replace(".", ",")


@dataclass(frozen=True, kw_only=True)
class Date(Number):
    width: int = 12

    def read(self, cell, row):
        return as_date(cell)


@dataclass(frozen=True, kw_only=True)
class YesNo(Number):
    empty: Any = False
    is_dash_empty: bool = False

    def read(self, cell, row):
        return as_yes(cell)

    def text(self, value, known):
        return _("да") if value else _("нет")

    def words(self, known):
        return [_("да"), _("нет")]


def chosen(text: str, choices: list[tuple[str, Any]], label: str | Promise) -> str:
    """The value of a choice by its label or by itself."""
    wanted = key(text)
    for value, said in choices:
        if value and wanted in (key(str(said)), key(str(value))):
            return value
    message = _("«%(text)s»: такого значения нет. Можно: %(choices)s")
    listed = "; ".join(str(said) for value, said in choices if value)
    raise CellRefused(message % {"text": text[:60], "choices": listed, "label": label})


@dataclass(frozen=True, kw_only=True)
class Choice(Column):
    choices: Callable[[], list[tuple[str, Any]]]
    width: int = 26

    def read(self, cell, row):
        return chosen(one_line(as_text(cell)), self.choices(), self.label)

    def value(self, record):
        return getattr(record, self.key)

    def text(self, value, known):
        return str(dict(self.choices()).get(value, value)) if value else ""

    def words(self, known):
        return [str(label) for value, label in self.choices() if value]


@dataclass(frozen=True, kw_only=True)
class Choices(Choice):
    """Several of them, each after a semicolon or on a line of its own."""

    empty: Any = ()

    def read(self, cell, row):
        texts = [one_line(part) for line in as_text(cell).splitlines() for part in line.split(";")]
        return self.ordered(chosen(text, self.choices(), self.label) for text in texts if text)

    def value(self, record):
        return self.ordered(getattr(record, self.key))

    def ordered(self, values) -> tuple[str, ...]:
        given = set(values)
        return tuple(value for value, _label in self.choices() if value in given)

    def put(self, record, value):
        setattr(record, self.key, list(value))

    def text(self, value, known):
        labels = dict(self.choices())
        return "; ".join(str(labels[each]) for each in value)
