"""What differs between two versions of a record, in words: fields, records named, rows of phones, hours, steps.

Fields are read from the model, so that a new one is compared without anybody's care.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils.formats import date_format, time_format
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.fields import RichTextField

from portal.formatting import amount, number
from portal.marking import Marked, marked
from portal.phones import PhoneField

# What is kept with two digits after the point is money.
KOPECKS = 2


@dataclass
class Change:
    """A field: what it said and what it says, with the difference marked."""

    label: str
    old: Marked
    new: Marked


@dataclass
class RowChange:
    """A phone, a day, a step: added, removed or changed."""

    ADDED, REMOVED, CHANGED = "added", "removed", "changed"

    kind: str
    name: str
    changes: list[Change]

    @property
    def kind_label(self) -> str:
        return {self.ADDED: _("добавлено"), self.REMOVED: _("удалено"), self.CHANGED: _("изменено")}[self.kind]


@dataclass
class RowsChange:
    """Rows of one sort; where only their order differs, `order` says how it was and is."""

    label: str
    rows: list[RowChange]
    order: Change | None = None


@dataclass
class Version:
    """A record as somebody wrote it. `named` and `rows` stand in for relations that are not in it yet, as in a form."""

    record: models.Model
    related: dict[str, list] = field(default_factory=dict)

    def all(self, name: str) -> list:
        return list(self.related[name] if name in self.related else getattr(self.record, name).all())


def differences(old: Version | None, new: Version) -> tuple[list[Change], list[RowsChange]]:
    """Fields and rows that differ; with no old version, all that is filled in."""
    model = type(new.record)
    fields = [change for named in compared_fields(model) if (change := field_change(named, old, new))]
    relations = [change for relation in get_all_child_relations(model) if (change := rows_change(relation, old, new))]
    return fields, relations


def compared_fields(model: type[models.Model]) -> list[models.Field]:
    """What a person fills in. Keys, numbers that stay and Wagtail's own are not edited."""
    own = [*model._meta.fields, *model._meta.many_to_many]
    return [named for named in own if named.editable and not named.primary_key and named.name != "sort_order"]


def field_change(named: models.Field, old: Version | None, new: Version) -> Change | None:
    was, now = (in_words(named, old) if old else ""), in_words(named, new)
    return None if was == now else Change(capfirst(named.verbose_name), *marked(was, now))


def in_words(named: models.Field, version: Version) -> str:
    """The value of a field as its reader would say it."""
    if named.many_to_many:
        return "\n".join(sorted(str(record) for record in version.all(named.name)))
    try:
        value = getattr(version.record, named.name)
    except ObjectDoesNotExist:
        return _("запись удалена")
    if isinstance(named, PhoneField):
        return named.spelt(version.record)
    return value_in_words(named, value)


def value_in_words(named: models.Field, value) -> str:
    if named.choices:
        return (
            str(dict(named.flatchoices).get(value, "" if value is None else value)) if value not in (None, "") else ""
        )
    if isinstance(named, ArrayField):
        if named.base_field.choices:
            # Ticks come in no order of their own.
            order = list(dict(named.base_field.flatchoices))
            value = sorted(value or [], key=lambda each: order.index(each) if each in order else len(order))
        return "\n".join(value_in_words(named.base_field, part) for part in value or [])
    if isinstance(named, RichTextField):
        return strip_tags((value or "").replace("</p>", "</p>\n")).strip()
    if isinstance(named, models.DecimalField) and named.decimal_places == KOPECKS and value is not None:
        return amount(value)
    return plain(value)


def plain(value) -> str:
    """A value of any type that records have."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("да") if value else _("нет")
    if isinstance(value, datetime.datetime):
        return date_format(localtime(value), "j E Y, H:i")
    if isinstance(value, datetime.date):
        return date_format(value, "j E Y")
    if isinstance(value, datetime.time):
        return time_format(value, "H:i")
    return number(value) if isinstance(value, Decimal) else str(value)


def rows_change(relation, old: Version | None, new: Version) -> RowsChange | None:
    name = relation.get_accessor_name()
    was, now = old.all(name) if old else [], new.all(name)
    shown = [named for named in compared_fields(relation.related_model) if named.name != relation.field.name]
    rows = list(row_changes(shown, was, now))
    order = None if rows else order_change(was, now)
    label = capfirst(relation.related_model._meta.verbose_name_plural)
    return RowsChange(label, rows, order) if rows or order else None


def row_changes(shown: list[models.Field], was: list, now: list) -> Iterable[RowChange]:
    """Rows are the same where their keys are, or else where they say the same, or else where they are called alike."""
    # Rows of a draft that was never published have no keys.
    left = {row.pk or f"draft {place}": row for place, row in enumerate(was)}
    known: dict[int, models.Model] = {}
    for find in (same_key, same_words, same_name):
        for place, row in enumerate(now):
            key = None if place in known else find(shown, row, left)
            if key is not None:
                known[place] = left.pop(key)
    for place, row in enumerate(now):
        before = known.get(place)
        if changes := fields_of_row(shown, before, row):
            yield RowChange(RowChange.CHANGED if before else RowChange.ADDED, str(before or row), changes)
    for row in left.values():
        yield RowChange(RowChange.REMOVED, str(row), fields_of_row(shown, row, None))


def same_key(shown: list[models.Field], row, left: dict):
    return row.pk if row.pk in left else None


def same_name(shown: list[models.Field], row, left: dict):
    """A new row that took the place of an old one, as those of a table do."""
    return next((key for key, other in left.items() if not row.pk and str(other) == str(row)), None)


def same_words(shown: list[models.Field], row, left: dict):
    """The key of a row that says just what this new one says."""
    return next((key for key, other in left.items() if not row.pk and not fields_of_row(shown, other, row)), None)


def fields_of_row(shown: list[models.Field], before, after) -> list[Change]:
    found = []
    for named in shown:
        was = in_words(named, Version(before)) if before else ""
        now = in_words(named, Version(after)) if after else ""
        if was != now:
            found.append(Change(capfirst(named.verbose_name), *marked(was, now)))
    return found


def order_change(was: list, now: list) -> Change | None:
    before, after = "\n".join(map(str, was)), "\n".join(map(str, now))
    return None if before == after else Change(_("Порядок"), *marked(before, after))
