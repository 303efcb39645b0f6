"""What a filled workbook would change, cell by cell. The same plan is made again when a person agrees to it."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from measures.models import Programme
from portal.drafts import blank
from portal.locks import Locks
from portal.tables import address

from .cells import MoneyCell, ValueCell
from .columns import CellRefused, Column, ParentColumn
from .rows import KEY, MARK, OWN, Sheet, sheets_of


class Outcome(models.TextChoices):
    NEW = "new", gettext_lazy("новая")
    CHANGED = "changed", gettext_lazy("изменится")
    SAME = "same", gettext_lazy("без изменений")
    REFUSED = "refused", gettext_lazy("отклонена")


@dataclass
class RowPlan:
    """A row: what it is about, what would change in which cell, and why it cannot."""

    sheet: str
    number: int
    title: str = ""
    outcome: Outcome = Outcome.SAME
    changes: list[tuple[str, str, str, str]] = field(default_factory=list)
    reasons: list[tuple[str, str]] = field(default_factory=list)
    record: models.Model | None = None

    def refuse(self, cell: str, why: str) -> None:
        self.outcome = Outcome.REFUSED
        self.reasons.append((cell, why))

    @property
    def outcome_label(self) -> str:
        return str(self.outcome.label)

    @property
    def is_new(self) -> bool:
        return self.record is not None and self.record.pk is None


@dataclass
class Plan:
    rows: list[RowPlan] = field(default_factory=list)
    left: list[tuple[str, int]] = field(default_factory=list)

    @property
    def shown(self) -> list[RowPlan]:
        """What a person has to look at: first what cannot be."""
        told = [row for row in self.rows if row.outcome != Outcome.SAME]
        return sorted(told, key=lambda row: row.outcome != Outcome.REFUSED)

    @cached_property
    def counts(self) -> Counter:
        return Counter(row.outcome for row in self.rows)

    @property
    def counted(self) -> list[tuple[str, str, int]]:
        return [(each.value, str(each.label), self.counts[each]) for each in Outcome if self.counts[each]]

    @property
    def wanted(self) -> list[RowPlan]:
        return [row for row in self.rows if row.outcome in (Outcome.NEW, Outcome.CHANGED)]

    @property
    def may_load(self) -> bool:
        return bool(self.wanted) and not self.counts[Outcome.REFUSED]

    @cached_property
    def digest(self) -> str:
        """Of what a person has been shown."""
        said = [[row.sheet, row.number, row.outcome, row.changes, row.reasons] for row in self.rows]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def plan(programme: Programme, content: dict) -> Plan:
    """Words of a table are Russian, whoever is at work."""
    with translation.override("ru"):
        made = Plan()
        for sheet in sheets_of(programme):
            if given := content["sheets"].get(sheet.name):
                SheetPlanner(programme, sheet, given, made).run()
        return made


class SheetPlanner:
    """Holds one sheet of the file against the records that it should be about."""

    def __init__(self, programme: Programme, sheet: Sheet, given: dict, made: Plan):
        self.programme, self.sheet, self.given, self.made = programme, sheet, given, made
        self.labels = {int(place): label for place, label in given["labels"].items()}
        self.known = {str(each.label): each for each in (*sheet.columns, *sheet.cells)}
        self.places = {label: place for place, label in self.labels.items()}
        self.locks = Locks(sheet.records, publishes=False)
        self.rows: list[RowPlan] = []

    def run(self) -> None:
        if head := self.refused_head():
            self.made.rows.append(head)
            return
        seen: dict[str, int] = {}
        for number, cells in self.given["rows"]:
            row = RowPlan(self.sheet.name, number)
            self.rows.append(row)
            texts = {int(place): text for place, text in cells.items()}
            self.find(row, texts, seen)
            if row.record is not None:
                self.read(row, texts)
        self.check_numbers()
        for row in self.rows:
            self.settle(row)
        self.made.rows += self.rows
        if left := len(self.sheet.records) - len(seen):
            self.made.left.append((self.sheet.name, left))

    def refused_head(self) -> RowPlan | None:
        """A column that nobody knows was meant for something: it is not left out in silence."""
        head = RowPlan(self.sheet.name, 1, _("заголовки граф"))
        own = {str(label) for label in OWN}
        for place, label in self.labels.items():
            if list(self.labels.values()).count(label) > 1:
                head.refuse(address(place, 1), _("графа «%(label)s» повторяется") % {"label": label})
            elif label not in own and label not in self.known:
                head.refuse(address(place, 1), _("нет такой графы: «%(label)s»") % {"label": label})
        return head if head.reasons else None

    def find(self, row: RowPlan, texts: dict[int, object], seen: dict[str, int]) -> None:
        key, mark = (texts.get(self.places.get(str(label), -1), "") for label in (KEY, MARK))
        row.title = " ".join(str(texts.get(self.places.get(str(label), -1), "")) for label in self.title_labels())
        if not key:
            row.record = blank(self.sheet.model)
            row.record.programme, row.record.live = self.programme, False
            return
        place = address(self.places[str(KEY)], row.number)
        if key not in self.sheet.by_key:
            row.refuse(place, _("ключа «%(key)s» в этой программе нет; у новой строки ключ пустой") % {"key": key})
            return
        if first := seen.get(key):
            row.refuse(place, _("этот ключ уже стоит в строке %(number)d") % {"number": first})
            return
        seen[key] = row.number
        row.record = self.sheet.by_key[key]
        row.title = str(row.record)
        self.was_changed = mark != self.sheet.mark(row.record)

    def title_labels(self) -> list[str]:
        return [str(each.label) for each in self.sheet.columns if each.key in ("number", "title", "name")]

    def read(self, row: RowPlan, texts: dict[int, object]) -> None:
        is_new = row.record.pk is None
        stale = not is_new and self.was_changed
        before = dict(zip(self.known, self.sheet.texts(row.record), strict=True)) if not is_new else {}
        for label, column in self.known.items():
            if label in self.places:
                self.read_cell(row, self.places[label], column, texts, before.get(label, ""))
        if stale and row.changes:
            row.refuse("", _("строку изменили на портале после выгрузки: скачайте таблицу заново и повторите правку"))
        if (row.changes or is_new) and (why := self.locks.why(row.record)):
            row.refuse("", why)

    def read_cell(self, row: RowPlan, place: int, column, texts: dict[int, object], old: str) -> None:
        text, where = texts.get(place, ""), address(place, row.number)
        if isinstance(text, dict):
            row.refuse(where, f"{column.label}: {text['trouble']}")
        elif text != old:
            try:
                self.put(row, column, text, where, old)
            except CellRefused as refused:
                row.refuse(where, f"{column.label}: {refused}")

    def put(self, row: RowPlan, column, text: str, where: str, old: str) -> None:
        """Note the change only if it is one: «1 000,00» typed over «1000» changes nothing."""
        record, context = row.record, self.sheet.context
        if isinstance(column, MoneyCell | ValueCell):
            column.put(record, column.read(text))
            old, new = column.said(old), column.said(column.shown(record))
        elif isinstance(column, Column):
            if column.is_required and not text:
                raise CellRefused(_("не может быть пустым"))
            column.put(record, column.read(text, record, context))
            new = text if isinstance(column, ParentColumn) else column.write(record, context)
        if new != old:
            row.changes.append((where, str(column.label), old, new))

    def check_numbers(self) -> None:
        """Every number is one record's own, those included that the file leaves out."""
        planned = {row.record.pk: row.record.number for row in self.rows if row.record is not None and row.record.pk}
        numbers = [planned.get(each.pk, each.number) for each in self.sheet.records]
        numbers += [row.record.number for row in self.rows if row.is_new]
        times, place = Counter(numbers), self.places.get(str(self.sheet.columns[0].label), 0)
        for row in self.rows:
            if row.record is not None and (row.changes or row.is_new) and times[row.record.number] > 1:
                row.refuse(
                    address(place, row.number), _("номер «%(number)s» повторяется") % {"number": row.record.number}
                )
            if row.record is not None and (parent := getattr(row.record, "parent_number", "")):
                self.check_parent(row, parent, set(numbers))

    def check_parent(self, row: RowPlan, parent: str, numbers: set[str]) -> None:
        column = next(each for each in self.sheet.columns if isinstance(each, ParentColumn))
        where = address(self.places[str(column.label)], row.number)
        if parent not in numbers or parent == row.record.number:
            row.refuse(where, _("%(label)s: нет такого показателя: %(text)s") % {"label": column.label, "text": parent})
        elif any(
            self.sheet.context.numbers.get(each.parent_id) for each in self.sheet.records if each.number == parent
        ):
            row.refuse(where, _("%(label)s: частей у части не бывает") % {"label": column.label})

    def settle(self, row: RowPlan) -> None:
        if row.record is None or row.reasons or not (row.changes or row.is_new):
            return
        row.outcome = Outcome.NEW if row.is_new else Outcome.CHANGED
        self.check_required(row)
        if row.reasons:
            return
        try:
            row.record.full_clean()
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                column = next((each for each in self.sheet.columns if each.key == name), None)
                where = address(self.places.get(str(column.label), 0), row.number) if column else ""
                for message in messages:
                    row.refuse(where, f"{column.label}: {message}" if column else message)

    def check_required(self, row: RowPlan) -> None:
        for column in self.sheet.columns:
            if column.is_required and not getattr(row.record, column.key):
                where = address(self.places.get(str(column.label), 0), row.number)
                row.refuse(where, _("нет обязательного: %(label)s") % {"label": column.label})
