"""Columns that hold the rows of a record, each on a line of the cell: phones, hours, steps, documents."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils.translation import gettext as _

from portal import phones
from services_directory.opening import opening_lines

from ..hours import Day, HoursRefused, parse_hours
from .base import Column
from .linked import related, set_related
from .plain import CellRefused, as_text, many_lines, one_line

SPLIT = re.compile(r"(?<!\\)((?:\\\\)*)\|")
ESCAPE = re.compile(r"([\\|])")
ESCAPED = re.compile(r"\\([\\|])")
ROUNDED = re.compile(r"\d[.,]\d+E\+?\d+", re.IGNORECASE)
EXTENSION = re.compile(r"(?:доб(?:авочный)?\.?|вн(?:утр)?\.?)\s*:?\s*([0-9]{1,8})\s*$", re.IGNORECASE)


def joined(parts: tuple[str, ...]) -> str:
    """«номер | о чём»; a bar within a part stands behind a backslash, and empty parts at the end are left out."""
    kept = list(parts)
    while kept and not kept[-1]:
        kept.pop()
    return " | ".join(ESCAPE.sub(r"\\\1", part) for part in kept)


def split(line: str, most: int) -> list[str]:
    pieces = SPLIT.split(line)
    texts = [text + tail for text, tail in zip(pieces[::2], [*pieces[1::2], ""], strict=True)]
    if len(texts) > most:
        raise CellRefused(_("«%(line)s»: частей через «|» больше, чем %(most)s") % {"line": line[:60], "most": most})
    parts = [ESCAPED.sub(r"\1", text).strip() for text in texts]
    return parts + [""] * (most - len(parts))


@lru_cache(maxsize=20_000)
def complaint_of(model: type[models.Model], parts: tuple[str, ...], values: tuple) -> str:
    """What the rules of the row's own model say. Tables repeat themselves, so an answer is kept."""
    row = model(**dict(zip(parts, values, strict=True)))
    others = {field.name for field in model._meta.fields} - set(parts)
    try:
        row.clean_fields(exclude=others)
        row.clean()
        row.validate_constraints(exclude=others)
    except ValidationError as error:
        return " ".join(complaints(model, error))
    return ""


def complaints(model: type[models.Model], error: ValidationError) -> Iterator[str]:
    """Each with the name of its part, where it is of one."""
    for name, messages in error.message_dict.items():
        of = "" if name == NON_FIELD_ERRORS else f"{model._meta.get_field(name).verbose_name}: "
        yield of + " ".join(messages)


@dataclass(frozen=True, kw_only=True)
class Rows(Column):
    """Child rows of the record, as tuples of `parts`."""

    parts: tuple[str, ...]
    empty: Any = ()
    width: int = 40

    def lines(self, cell) -> list[str]:
        return [line for line in many_lines(as_text(cell)).splitlines() if line]

    def read(self, cell, row):
        return tuple(self.checked(tuple(split(line, len(self.parts)))) for line in self.lines(cell))

    def checked(self, values: tuple, line: str = "") -> tuple:
        if complaint := complaint_of(self.child_model, self.parts, values):
            raise CellRefused(f"«{(line or joined(tuple(map(str, values))))[:60]}»: {complaint}")
        return values

    @property
    def child_model(self) -> type[models.Model]:
        return self.model._meta.get_field(self.key).related_model

    model: type[models.Model]

    def value(self, record):
        return tuple(self.row_value(row) for row in related(record, self.key))

    def row_value(self, row: models.Model) -> tuple:
        return tuple(one_line(getattr(row, part)) for part in self.parts)

    def put(self, record, value):
        model, key = self.child_model, record._meta.get_field(self.key).field.name
        rows = [model(**{key: record}, **self.named(values)) for values in value]
        for place, row in enumerate(rows):
            if hasattr(row, "sort_order"):
                row.sort_order = place
        set_related(record, self.key, rows)

    def named(self, values: tuple) -> dict[str, Any]:
        return dict(zip(self.parts, values, strict=True))

    def text(self, value, known):
        return "\n".join(joined(row) for row in value)


@dataclass(frozen=True, kw_only=True)
class Phones(Rows):
    """«8 (492) 222-33-44 доб. 12 | приёмная | пн–пт 9:00–18:00»."""

    parts: tuple[str, ...] = ("number", "code_length", "extension", "purpose", "hours")

    def read(self, cell, row):
        return tuple(self.checked(phone_parts(line), line) for part in self.lines(cell) for line in several(part))

    def text(self, value, known):
        return "\n".join(
            joined((phone_text(number, code_length, extension), purpose, hours))
            for number, code_length, extension, purpose, hours in value
        )

    def row_value(self, row):
        number, *others = (one_line(getattr(row, part)) for part in self.parts if part != "code_length")
        return number, row.code_length, *others


def several(line: str) -> list[str]:
    """«(492) 22-33-44, 55-66-77» names two; a line with a bar names one."""
    if ROUNDED.fullmatch(line):
        message = _("«%(text)s»: таблица округлила номер до числа. Наберите его заново в ячейке с форматом «текст»")
        raise CellRefused(message % {"text": line[:60]})
    return (
        [line]
        if "|" in line
        else [part.strip() for part in re.split(r"[;,]\s*(?=(?:\+7|8)[\s(\d])|;", line) if part.strip()]
    )


def phone_parts(line: str) -> tuple[str, int | None, str, str, str]:
    spoken, purpose, hours = split(line, 3)
    found = EXTENSION.search(spoken)
    extension = found[1] if found else ""
    spelt = phones.read((spoken[: found.start()] if found else spoken).strip().rstrip(","))
    if not spelt:
        raise CellRefused(_("«%(text)s» — не телефон. Пишите с кодом города: 8 (492) 222-33-44") % {"text": line[:60]})
    return *spelt, extension, purpose, hours


def phone_text(number: str, code_length: int | None, extension: str) -> str:
    digits = number.removeprefix("+7")
    if len(digits) != 10:
        return f"{number} доб. {extension}" if extension else number
    own = code_length or 3
    text = f"8 ({digits[:own]}) {digits[own:6]}-{digits[6:8]}-{digits[8:]}"
    return f"{text} доб. {extension}" if extension else text


@dataclass(frozen=True, kw_only=True)
class Hours(Rows):
    """«пн–пт 9:00–18:00, перерыв 13:00–14:00; сб, вс выходной»."""

    parts: tuple[str, ...] = Day._fields

    def read(self, cell, row):
        try:
            return tuple(self.checked(day) for day in parse_hours(many_lines(as_text(cell))))
        except HoursRefused as error:
            raise CellRefused(str(error)) from None

    def row_value(self, row):
        return Day(row.weekday, *(minute(getattr(row, part)) for part in self.parts[1:]))

    def text(self, value, known):
        return "; ".join(str(line) for line in opening_lines(value))


def minute(time):
    """Seconds are nobody's hours; a day that ends at 23:59:59 ends at 23:59."""
    return time and time.replace(second=0, microsecond=0)
