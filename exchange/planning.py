"""What a table would change, row by row: the dry run, and the first half of loading it."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.drafts import blank
from portal.formatting import nested
from portal.locks import Locks
from portal.tables import SheetRow, Survey, address

from .columns import CellRefused, Column, Kind
from .columns.plain import DASHES
from .contradicting import Contradictions
from .known import Known
from .matching import Candidates
from .merged import merged_rows
from .validating import Validator

BATCH = 500
UNNAMED = gettext_lazy("без названия")


class Outcome(models.TextChoices):
    """What becomes of a row."""

    NEW = "new", gettext_lazy("новая")
    CHANGED = "changed", gettext_lazy("изменится")
    SAME = "same", gettext_lazy("без изменений")
    REFUSED = "refused", gettext_lazy("отклонена")


@dataclass(frozen=True)
class Order:
    """What is to be done with a table: which column of the sheet is which, and what an empty cell means."""

    kind: Kind
    columns: dict[int, str]
    heading_row: int
    clears: bool = False
    publishes: bool = False

    def mapped(self) -> list[tuple[int, Column]]:
        """In the order of the kind: a column may need what stands before it."""
        places = {name: place for place, name in self.columns.items()}
        return [(places[column.key], column) for column in self.kind.columns if column.key in places]


@dataclass
class RowPlan:
    """One row: what it is about and what it would do."""

    number: int
    outcome: Outcome = Outcome.SAME
    title: str = ""
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    reasons: list[tuple[str, str]] = field(default_factory=list)
    record: models.Model | None = None
    touched: set[str] = field(default_factory=set)
    before: dict | None = None
    # What it would show to everybody that is hidden now.
    reveals: str = ""

    def refuse(self, cell: str, why: str) -> None:
        self.outcome = Outcome.REFUSED
        self.reasons.append((cell, why))

    def digest(self) -> bytes:
        return json.dumps(
            [self.number, self.outcome, self.changes, self.reasons, self.reveals], ensure_ascii=False
        ).encode()


class Draft:
    """A row while it is read. Columns ask it for what they need: `known`, and the provider it names."""

    def __init__(self, row: SheetRow, known: Known):
        self.row, self.known = row, known
        self.values: dict[str, Any] = {}
        self.plan = RowPlan(row.number)

    @property
    def provider(self) -> int | None:
        own = getattr(self.plan.record, "provider_id", None)
        return self.values.get("provider", own)

    def read(self, place: int, column: Column) -> None:
        cell = self.row.cells.get(place)
        if cell is None or (isinstance(cell, str) and is_empty(cell, column)):
            return
        try:
            value = column.read(cell, self)
        except CellRefused as error:
            self.plan.refuse(self.address(place), f"{column.label}: {error}")
        else:
            if value not in ("", ()):
                self.values[column.key] = value

    def address(self, place: int | None) -> str:
        return "" if place is None else address(place, self.row.number)


def is_empty(text: str, column: Column) -> bool:
    said = text.strip()
    return not said or (column.is_dash_empty and said in DASHES)


class Planner:
    """Plans rows in batches: what a batch needs of the database is read in a fixed number of queries."""

    def __init__(self, order: Order, survey: Survey, keeps_before: bool = False):
        self.order, self.keeps_before = order, keeps_before
        self.model = order.kind.model
        self.mapped = order.mapped()
        self.places = {column.key: place for place, column in self.mapped}
        self.labels = {column.key: str(column.label) for column in order.kind.columns}
        self.known = Known()
        self.validator = Validator(self.model)
        self.merged = merged_rows(survey, order.columns, order.heading_row)
        # What is hidden before the first row is written: the dry run and the loading must say the same.
        self.revealed = self.model.judge()
        self.contradictions = Contradictions()
        self.met: dict[tuple, int] = {}
        self.hash = hashlib.sha256()

    def plans(self, rows: Iterable[SheetRow]) -> Iterator[list[RowPlan]]:
        data = (row for row in rows if row.number > self.order.heading_row)
        for batch in in_batches(data, BATCH):
            plans = self.batch(batch)
            for plan in plans:
                self.hash.update(plan.digest())
            self.contradictions.meet(plans)
            yield plans

    @cached_property
    def contradicting(self) -> dict[int, str]:
        """Known when all rows are: those that show what another one hides, by number."""
        return dict(self.contradictions.found())

    @property
    def digest(self) -> str:
        said = json.dumps(self.contradicting, ensure_ascii=False).encode()
        return hashlib.sha256(self.hash.digest() + said).hexdigest()

    def batch(self, rows: list[SheetRow]) -> list[RowPlan]:
        self.learn(rows)
        drafts = [Draft(row, self.known) for row in rows]
        for draft in drafts:
            for place, column in self.mapped:
                if not column.is_late:
                    draft.read(place, column)
        candidates = Candidates(self.model, [draft.values for draft in drafts])
        locks = Locks(candidates.records.values(), self.order.publishes)
        for draft in drafts:
            self.match(draft, candidates)
        self.known.places.learn(draft.provider for draft in drafts if "locations" in self.places)
        for draft in drafts:
            self.complete(draft, candidates, locks)
        plans = [draft.plan for draft in drafts]
        self.note_revealed([plan for plan in plans if plan.outcome in (Outcome.NEW, Outcome.CHANGED)])
        return plans

    def note_revealed(self, plans: list[RowPlan]) -> None:
        for plan, words in zip(plans, self.revealed([plan.record for plan in plans]), strict=True):
            plan.reveals = words

    def learn(self, rows: list[SheetRow]) -> None:
        named = [(place, column) for place, column in self.mapped if hasattr(column, "names")]
        self.known.providers.learn(
            name
            for row in rows
            for place, column in named
            if (cell := row.cells.get(place)) is not None
            for name in column.names(cell)
        )

    def match(self, draft: Draft, candidates: Candidates) -> None:
        """Find the record; a row about which even that is unclear goes no further."""
        plan = draft.plan
        plan.title = str(draft.values.get("name") or draft.values.get("address") or UNNAMED)
        self.check_merged(draft)
        try:
            plan.record = candidates.match(draft.values)
        except CellRefused as error:
            plan.refuse(draft.address(self.places.get("uuid", self.places.get("name"))), str(error))
            return
        if plan.record is None:
            if near := candidates.namesake_near(draft.values):
                message = _("«%(name)s» в этом регионе уже есть: укажите её территорию, ИНН или постоянный номер")
                plan.refuse(draft.address(self.places.get("territory")), nested(message % {"name": near}))
            plan.record = blank(self.model)
            plan.outcome = Outcome.REFUSED if plan.reasons else Outcome.NEW
        self.check_repeated(draft, candidates)

    def check_merged(self, draft: Draft) -> None:
        for place, column in self.mapped:
            if blocks := self.merged.get((place, draft.row.number)):
                draft.plan.refuse(
                    draft.address(place),
                    _("%(label)s: объединённые ячейки %(cells)s, разъедините их")
                    % {"label": column.label, "cells": blocks},
                )

    def check_repeated(self, draft: Draft, candidates: Candidates) -> None:
        plan = draft.plan
        place = (
            ("pk", plan.record.pk) if plan.record.pk else ("new", *(candidates.matching.sameness(draft.values) or ()))
        )
        first = self.met.setdefault(place, plan.number) if len(place) > 1 else plan.number
        if first != plan.number:
            plan.refuse("", _("повторяет строку %(number)s") % {"number": first})
            # The record is the other row's: nothing of this one may get into it.
            plan.record = None

    def complete(self, draft: Draft, candidates: Candidates, locks: Locks) -> None:
        plan = draft.plan
        if plan.record is None:
            return
        for place, column in self.mapped:
            if column.is_late:
                draft.read(place, column)
        is_new = not plan.record.pk
        self.compare(draft, is_new)
        if not is_new:
            plan.title = plan.title if "name" in draft.values else str(plan.record)
        if plan.touched or is_new:
            self.check(draft, candidates, locks, is_new)
        if plan.outcome == Outcome.SAME and plan.touched:
            plan.outcome = Outcome.CHANGED

    def compare(self, draft: Draft, is_new: bool) -> None:
        """Put into the record what differs, and note it."""
        plan = draft.plan
        wanted = list(self.wanted(draft))
        if plan.record.pk and self.keeps_before and any(old != value for _column, old, value in wanted):
            plan.before = plan.record.serializable_data()
        for column, old, value in wanted:
            if old != value:
                column.put(plan.record, value)
                plan.touched.add(column.key)
                was = "" if is_new else column.shown(old, self.known)
                plan.changes.append((self.labels[column.key], was, column.shown(value, self.known)))

    def wanted(self, draft: Draft) -> Iterator[tuple[Column, Any, Any]]:
        refused = {cell for cell, _why in draft.plan.reasons}
        for place, column in self.mapped:
            if column.key in ("uuid", "slug") and column.key not in draft.values:
                continue
            if column.key == "uuid" or draft.address(place) in refused:
                continue
            if column.key in draft.values or (self.order.clears and not column.is_required):
                yield column, column.value(draft.plan.record), draft.values.get(column.key, column.empty)

    def check(self, draft: Draft, candidates: Candidates, locks: Locks, is_new: bool) -> None:
        plan = draft.plan
        for column in self.order.kind.columns:
            missing = column.is_required and column.value(plan.record) in (None, "", ())
            if missing and not any(
                cell == draft.address(self.places.get(column.key, -1)) for cell, _why in plan.reasons
            ):
                place = self.places.get(column.key)
                plan.refuse(draft.address(place), _("нет обязательного: %(label)s") % {"label": column.label})
        if plan.outcome == Outcome.REFUSED:
            return
        for name, why in self.validator.complaints(plan.record, None if is_new else plan.touched):
            column = self.order.kind.by_key.get(name)
            said = f"{column.label}: {why}" if column else why
            plan.refuse(draft.address(self.places.get(name)), said)
        for name in self.order.kind.unique:
            self.check_unique(draft, name, candidates)
        if why := locks.why(plan.record):
            plan.refuse("", why)

    def check_unique(self, draft: Draft, name: str, candidates: Candidates) -> None:
        value, plan = draft.values.get(name), draft.plan
        if not value or name not in plan.touched:
            return
        owner = candidates.owner(name, value)
        first = self.met.setdefault((name, value), plan.number)
        if (owner and owner != plan.record.pk) or first != plan.number:
            label = self.order.kind.by_key[name].label
            plan.refuse(
                draft.address(self.places[name]),
                nested(_("%(label)s: «%(value)s» уже занят") % {"label": label, "value": value}),
            )


def in_batches(rows: Iterable[SheetRow], size: int) -> Iterator[list[SheetRow]]:
    batch: list[SheetRow] = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
