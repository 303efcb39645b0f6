"""The columns of a sheet: how each is written, read and put into a record.

A cell that stands as it was written is never read: what nobody has touched cannot change.
"""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from measures.annex.preview import BY_AGREEMENT
from measures.models import Direction, Executor
from portal.tables import Trouble, Value

DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


class CellRefused(Exception):
    """Why a cell cannot be taken: a sentence."""


def text_of(cell: Value | None) -> str:
    """What stands in the cell, as a person sees it."""
    if cell is None:
        return ""
    if isinstance(cell, Trouble):
        raise CellRefused(cell.why)
    if isinstance(cell, bool):
        return _("да") if cell else _("нет")
    if isinstance(cell, datetime.datetime):
        return f"{cell:%d.%m.%Y}"
    if isinstance(cell, float):
        # A sheet keeps 0.1 as the nearest binary fraction; fifteen digits give back what was typed.
        return f"{Decimal(f'{cell:.15g}'):f}"
    return "\n".join(line.rstrip() for line in str(cell).replace("\r\n", "\n").replace("\r", "\n").strip().split("\n"))


@dataclass(frozen=True)
class Column:
    """A column of words. `key` is the field of the record."""

    key: str
    label: str | Promise
    width: int = 20
    is_required: bool = False
    help: str | Promise = ""

    @property
    def words(self) -> Sequence[str]:
        """What may stand there, where that is a short list."""
        return ()

    def write(self, record: models.Model, context: "Context") -> str:
        return text_of(getattr(record, self.key))

    def read(self, text: str, record: models.Model, context: "Context") -> Any:
        field = type(record)._meta.get_field(self.key)
        if field.max_length and len(text) > field.max_length:
            raise CellRefused(_("длиннее %(most)d знаков") % {"most": field.max_length})
        return text

    def put(self, record: models.Model, value: Any) -> None:
        setattr(record, self.key, value)


@dataclass(frozen=True)
class Context:
    """What a cell may name beside its own record: directions by their numbers, indicators by their keys."""

    directions: dict[str, Direction]
    numbers: dict[int, str]


class ChoiceColumn(Column):
    """One of the words of a field's choices; empty where the field may be."""

    def choices(self, record: models.Model) -> dict[str, str]:
        return {str(label): value for value, label in type(record)._meta.get_field(self.key).flatchoices if value}

    def write(self, record: models.Model, context: Context) -> str:
        chosen = getattr(record, self.key)
        return next((label for label, value in self.choices(record).items() if value == chosen), "")

    def read(self, text: str, record: models.Model, context: Context) -> str:
        known = {label.lower(): value for label, value in self.choices(record).items()}
        if text and text.lower() not in known:
            raise CellRefused(_("нет такого значения: %(text)s. Есть: %(known)s") % said(text, self.choices(record)))
        return known[text.lower()] if text else ""


class DateColumn(Column):
    def write(self, record: models.Model, context: Context) -> str:
        date = getattr(record, self.key)
        return f"{date:%d.%m.%Y}" if date else ""

    def read(self, text: str, record: models.Model, context: Context) -> datetime.date | None:
        found = DATE.fullmatch(text)
        if text and not found:
            raise CellRefused(_("«%(text)s» — не дата: напишите, например, 31.12.2026") % {"text": text})
        try:
            return datetime.date(*(int(part) for part in reversed(found.groups()))) if found else None
        except ValueError:
            raise CellRefused(_("такого дня нет: %(text)s") % {"text": text}) from None


class DirectionColumn(Column):
    """A direction of the programme by its number."""

    def write(self, record: models.Model, context: Context) -> str:
        return next((each.number for each in context.directions.values() if each.pk == record.direction_id), "")

    def read(self, text: str, record: models.Model, context: Context) -> Direction | None:
        if text and text not in context.directions:
            raise CellRefused(_("нет такого направления: %(text)s. Есть: %(known)s") % said(text, context.directions))
        return context.directions[text] if text else None


class ParentColumn(Column):
    """The whole that an indicator is a part of, by its number."""

    def write(self, record: models.Model, context: Context) -> str:
        return context.numbers.get(record.parent_id, "")

    def read(self, text: str, record: models.Model, context: Context) -> str:
        """The number: an indicator of the same table may be new as well. Saving finds the record of it."""
        return text

    def put(self, record: models.Model, value: str) -> None:
        record.parent_number = value


class ExecutorsColumn(Column):
    """An executor a line: «отвечает: Центр «Семья» (по согласованию)». A line without a role answers."""

    def write(self, record: models.Model, context: Context) -> str:
        return "\n".join(self.line(each) for each in record.executors.all())

    def line(self, executor: Executor) -> str:
        mark = f" ({_('по согласованию')})" if executor.by_agreement else ""
        return f"{executor.get_role_display()}: {executor.name}{mark}"

    def read(self, text: str, record: models.Model, context: Context) -> list[Executor]:
        cards = {executor.name: executor.provider_id for executor in record.executors.all()}
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        return [self.executor(line, place, cards) for place, line in enumerate(lines)]

    def executor(self, line: str, place: int, cards: dict[str, int | None]) -> Executor:
        roles = {str(label).lower(): value for value, label in Executor.Role.choices}
        word, _colon, rest = line.partition(":")
        role = roles.get(word.strip().lower())
        name = BY_AGREEMENT.sub("", rest if role else line).strip(" ,;")
        if not name or len(name) > 300:
            raise CellRefused(
                _("исполнитель не назван или назван длиннее 300 знаков: «%(line)s»") % {"line": line[:60]}
            )
        return Executor(
            name=name,
            role=role or Executor.Role.LEAD,
            by_agreement=bool(BY_AGREEMENT.search(line)),
            provider_id=cards.get(name),
            sort_order=place,
        )

    def put(self, record: models.Model, value: list[Executor]) -> None:
        record.executors = value


def said(text: str, known) -> dict[str, str]:
    return {"text": text[:60], "known": ", ".join(list(known)[:12]) or "—"}
