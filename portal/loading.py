"""Load records from data files that people read and edit: YAML and CSV.

An app keeps its files in `<app>/data/` and loads them in `<app>/loading.py`:

    FILES = Path(__file__).parent / "data"

    def load(report: Report) -> None:
        for row in read_yaml(FILES / "kinds.yaml"):         # or read_csv(...): the same rows
            upsert(
                report,
                HelpKind,
                key={"slug": row.text("slug")},
                values={"name": row.text("name"), "position": row.integer("position", default=0)},
                children={"items": Children([{"text": text} for text in row.texts("items")])},
                links={"categories": [row.pick("category", categories, _("категория"))]},
                row=row,                                    # so that an error can say where it stands
            )
            row.finish()                                    # refuses fields that nobody read: typing errors

Rules:
- Every scalar of a file is text until a reader of `Row` makes something of it: «10.10» stays as it is.
- A reader without `default` wants a value. Whatever is wrong raises DataError: file, line, what. Nothing is caught on
  the way, and `load_demo` runs all loaders in one transaction: a broken file loads nothing.
- A record that equals the file is not touched; a differing one is updated, published, and validated by its own model.
- A record that a person has edited since (it has revisions or a log) is never overwritten: the report says how many.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import registry as log_registry
from wagtail.models import DraftStateMixin, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from portal.datafiles import DataError, Row, keyed, read_csv, read_yaml, read_yaml_record

__all__ = [
    "Children",
    "DataError",
    "Outcome",
    "Report",
    "Row",
    "keyed",
    "read_csv",
    "read_yaml",
    "read_yaml_record",
    "upsert",
]


class Outcome(StrEnum):
    """What became of a record."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    KEPT = "kept"

    @property
    def label(self) -> str:
        return {
            Outcome.CREATED: _("создано"),
            Outcome.CHANGED: _("обновлено"),
            Outcome.UNCHANGED: _("без изменений"),
            Outcome.KEPT: _("правлено людьми, не тронуто"),
        }[self]


class Report:
    """Counts what is loaded and says it as it goes."""

    def __init__(self, write: Callable[[str], Any] = print):
        self.write = write
        self.counts: Counter[tuple[str, Outcome]] = Counter()

    @contextmanager
    def stage(self, title: str) -> Iterator[None]:
        """Announce a part of the work and, after it, what it did."""
        self.write(title)
        before = self.counts.copy()
        yield
        for line in self._lines(self.counts - before):
            self.write(f"  {line}")

    def count(self, label: str, outcome: Outcome, number: int = 1) -> None:
        self.counts[str(label), outcome] += number

    def total(self, outcome: Outcome) -> int:
        return sum(number for (_label, found), number in self.counts.items() if found is outcome)

    @property
    def changed(self) -> bool:
        return bool(self.total(Outcome.CREATED) or self.total(Outcome.CHANGED))

    def summary(self) -> str:
        if not self.changed and not self.total(Outcome.KEPT):
            return _("Без изменений: всё уже так, как в файлах.")
        return _("Готово: %(what)s.") % {"what": self._outcomes({each: self.total(each) for each in Outcome})}

    def _outcomes(self, counts: Mapping[Outcome, int]) -> str:
        return ", ".join(f"{outcome.label} {number}" for outcome, number in counts.items() if number)

    def _lines(self, counts: Counter) -> Iterator[str]:
        for label in dict.fromkeys(label for label, _outcome in counts):
            yield f"{label}: {self._outcomes({each: counts[label, each] for each in Outcome})}"


@dataclass
class Children:
    """The rows of one child relation, in order. With `key` (field names) a row keeps its identity when others move.

    `rows` says where each stands in a file, where that is not the place of the parent.
    """

    values: list[dict[str, Any]]
    key: tuple[str, ...] = ()
    rows: list[Row] = field(default_factory=list)


def upsert(
    report: Report,
    model: type[models.Model],
    *,
    key: dict[str, Any],
    values: dict[str, Any],
    children: Mapping[str, Children] | None = None,
    links: Mapping[str, list[models.Model]] | None = None,
    row: Row | None = None,
) -> Any:
    """Make the record with that key equal to the values, its child rows and its many-to-many links; return it.

    Children and links that are not named are left alone.
    """
    children, links = children or {}, links or {}
    record = model._default_manager.filter(**key).first()
    outcome = _outcome(record, values, children, links)
    if outcome in (Outcome.CREATED, Outcome.CHANGED):
        record = record or model(**key)
        with disable_reference_index_auto_update():  # it is brought up to date once, below
            _write(record, values, row)
            _write_relations(record, children, links, row)
            if children or links:
                _say_saved(record)
        ReferenceIndex.create_or_update_for_object(record)
    report.count(model._meta.verbose_name_plural, outcome)
    return record


def _say_saved(record: models.Model) -> None:
    """Let listeners see the record once more, with its relations: rows saved in bulk send no signal."""
    using = record._state.db
    models.signals.post_save.send(
        type(record), instance=record, created=False, raw=False, using=using, update_fields=None
    )


def edited_by_people(record: models.Model) -> bool:
    """Whether somebody has saved the record in the admin: loading makes neither revisions nor log entries."""
    return bool(getattr(record, "latest_revision_id", None)) or log_registry.get_logs_for_instance(record).exists()


def _outcome(record, values, children, links) -> Outcome:
    if record is None:
        return Outcome.CREATED
    if not _differs(record, values, children, links):
        return Outcome.UNCHANGED
    return Outcome.KEPT if edited_by_people(record) else Outcome.CHANGED


def _write(record: models.Model, values: dict[str, Any], row: Row | None) -> None:
    if isinstance(record, DraftStateMixin):
        now = timezone.now()
        values = {
            "live": True,
            "first_published_at": record.first_published_at or now,
            "last_published_at": now,
        } | values
    for name, value in values.items():
        setattr(record, name, value)
    _validate(record, row)
    record.save()


def _validate(record: models.Model, row: Row | None) -> None:
    try:
        record.full_clean()
    except ValidationError as error:
        raise _located(record, error, row) from None


def _located(record: models.Model, error: ValidationError, row: Row | None) -> DataError | ValidationError:
    """The model's own complaint, with the place in the file."""
    if row is None:
        return error
    parts = []
    for name, messages in error.message_dict.items():
        label = "" if name == NON_FIELD_ERRORS else f"«{record._meta.get_field(name).verbose_name}»: "
        parts.append(label + " ".join(messages))
    return row.error("; ".join(parts))


def _differs(record, values, children, links) -> bool:
    return (
        any(getattr(record, name) != value for name, value in values.items())
        or any(not _same_children(record, name, each) for name, each in children.items())
        or any(_linked(record, name) != {one.pk for one in each} for name, each in links.items())
    )


def _same_children(record: models.Model, relation: str, children: Children) -> bool:
    existing = _child_rows(record, relation)
    return len(existing) == len(children.values) and all(
        getattr(child, name) == value
        for child, values in zip(existing, children.values, strict=True)
        for name, value in values.items()
    )


def _child_relation(record: models.Model, relation: str) -> tuple[type[models.Model], str]:
    """The child model and the name of its key to the parent."""
    found = record._meta.get_field(relation)
    return found.related_model, found.field.name


def _child_rows(record: models.Model, relation: str) -> list[models.Model]:
    """The children as the database has them, in their order."""
    model, parent = _child_relation(record, relation)
    order = "sort_order" if _is_orderable(model) else "pk"
    return list(model._default_manager.filter(**{parent: record}).order_by(order, "pk"))


def _is_orderable(model: type[models.Model]) -> bool:
    return any(each.name == "sort_order" for each in model._meta.fields)


def _linked(record: models.Model, name: str) -> set[Any]:
    return {one.pk for one in getattr(record, name).all()}


def _write_relations(record, children, links, row) -> None:
    for relation, each in children.items():
        _write_children(record, relation, each, row)
    for name, each in links.items():
        manager = getattr(record, name)
        manager.set(each)
        if hasattr(manager, "commit"):  # a ParentalManyToManyField keeps its links in memory until then
            manager.commit()


def _write_children(record: models.Model, relation: str, children: Children, row: Row | None) -> None:
    """Rows with a key are updated in place (others may point at them); rows without one are written anew."""
    model, parent = _child_relation(record, relation)
    existing = {_key(child, children.key): child for child in _child_rows(record, relation)} if children.key else {}
    wanted = []
    for position, values in enumerate(children.values):
        child = existing.pop(tuple(values[name] for name in children.key), None) if children.key else None
        child = child or model(**{parent: record})
        place = {"sort_order": position} if _is_orderable(model) else {}
        for name, value in (place | values).items():
            setattr(child, name, value)
        _validate_child(child, parent, children.rows[position] if children.rows else row)
        wanted.append(child)
    model._default_manager.filter(**{parent: record}).exclude(pk__in=[each.pk for each in wanted if each.pk]).delete()
    _save_all(model, wanted)


def _key(child: models.Model, names: tuple[str, ...]) -> tuple:
    return tuple(getattr(child, name) for name in names)


def _validate_child(child: models.Model, parent: str, row: Row | None) -> None:
    """Everything but uniqueness, which the database keeps, and references, which the loader has just resolved."""
    relations = {each.name for each in child._meta.fields if each.is_relation}
    try:
        child.clean_fields(exclude=relations | {parent})
        child.clean()
    except ValidationError as error:
        raise _located(child, error, row) from None


def _save_all(model: type[models.Model], rows: list[models.Model]) -> None:
    fields = [each.name for each in model._meta.concrete_fields if not each.primary_key]
    model._default_manager.bulk_create([each for each in rows if not each.pk])
    old = [each for each in rows if each.pk]
    if old:
        model._default_manager.bulk_update(old, fields)
