"""Columns that name other records: by name, or by number where names are not enough."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from portal.drafts import stub

from .base import Column
from .plain import CellRefused, as_text, many_lines, one_line


def related(record: models.Model, name: str) -> list:
    """Child rows or links, which were loaded with the record."""
    return record._cluster_related_objects[name]


def set_related(record: models.Model, name: str, rows: list) -> None:
    record._cluster_related_objects[name] = rows


@dataclass(frozen=True, kw_only=True)
class Word(Column):
    """One of the words by which the directory is sorted: a territory, a kind of help."""

    vocabulary: str
    empty: Any = None
    width: int = 30

    @property
    def attribute(self) -> str:
        return f"{self.key}_id"

    def read(self, cell, row):
        return row.known.vocabularies[self.vocabulary].find(one_line(as_text(cell)))

    def value(self, record):
        return getattr(record, self.attribute)

    def put(self, record, value):
        setattr(record, self.attribute, value)

    def text(self, value, known):
        return known.vocabularies[self.vocabulary].label(value) if value else ""

    def words(self, known):
        return known.vocabularies[self.vocabulary].labels


@dataclass(frozen=True, kw_only=True)
class Words(Word):
    """Several of them, each on a line of its own or after a semicolon."""

    empty: Any = ()
    width: int = 40

    def read(self, cell, row):
        vocabulary = row.known.vocabularies[self.vocabulary]
        parts = [one_line(part) for line in many_lines(as_text(cell)).splitlines() for part in vocabulary.split(line)]
        return tuple(sorted({vocabulary.find(part) for part in parts if part}))

    def value(self, record):
        return tuple(sorted(each.pk for each in related(record, self.key)))

    def put(self, record, value):
        model = record._meta.get_field(self.key).related_model
        set_related(record, self.key, [stub(model, pk) for pk in value])

    def text(self, value, known):
        return "\n".join(known.vocabularies[self.vocabulary].label(pk) for pk in value)


@dataclass(frozen=True, kw_only=True)
class Organisation(Word):
    """A provider: by its number, its ИНН, its number in the register, its address on the site or its name."""

    vocabulary: str = ""
    width: int = 40

    def names(self, cell):
        return (one_line(as_text(cell)),) if isinstance(cell, str | int) else ()

    def read(self, cell, row):
        return row.known.providers.find(one_line(as_text(cell)))

    def text(self, value, known):
        return known.providers.label(value) if value else ""

    def words(self, known):
        return []


@dataclass(frozen=True, kw_only=True)
class Places(Column):
    """Places of the service's provider: each by its name or address on a line of its own."""

    empty: Any = ()
    width: int = 40
    is_late: bool = True

    def read(self, cell, row):
        lines = [line for line in many_lines(as_text(cell)).splitlines() if line]
        if row.provider is None:
            raise CellRefused(_("не названа организация, поэтому место не найти"))
        return tuple(sorted({row.known.places.find(row.provider, one_line(line)) for line in lines}))

    def value(self, record):
        return tuple(sorted(each.pk for each in related(record, self.key)))

    def put(self, record, value):
        model = record._meta.get_field(self.key).related_model
        set_related(record, self.key, [stub(model, pk) for pk in value])

    def text(self, value, known):
        return "\n".join(known.places.label(pk) for pk in value)
