"""What a page reads of records, in one query that is compiled once.

A service's page shows its provider, its region and six sets of rows. Asked for one by one they cost more than the rest
of the page; in one query each comes beside the record as JSON. Django would then spend most of the page's time turning
that query into SQL, ten times what sending it takes: so its SQL is made once and kept.

Rows go where modelcluster keeps a draft's own: `record.steps.all()` reads alike on a public page, where nothing more is
asked of the database, and in a preview of what is not saved yet.
"""

import json
from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property, partial
from types import MappingProxyType
from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import (
    BooleanField,
    CharField,
    DecimalField,
    ForeignKey,
    Func,
    IntegerField,
    Model,
    OuterRef,
    QuerySet,
    TextField,
)
from django.db.models.base import ModelState
from django.db.models.expressions import RawSQL
from django.db.models.fields.related import RelatedField
from django.db.models.functions import JSONArray
from django.db.models.sql import Query
from modelcluster.fields import ParentalKey

from portal.preparing import PLACE, rows

PREFIX = "gathered_"
NOTHING: Mapping[str, str] = MappingProxyType({})
Answer = list[list[tuple]]  # the rows of each statement
# Stands for the value that each call brings: `filter(slug=KEY)`; where it is a list of keys, `filter(pk__in=AMONG)`.
KEY = RawSQL("%s", [placeholder := object()])
AMONG = Func(KEY, template="(SELECT unnest(%(expressions)s::bigint[]))")
# What Wagtail notes of a record or a page for those who edit it.
EDITING = frozenset(
    {
        *("latest_revision", "live_revision", "latest_revision_created_at", "has_unpublished_changes"),
        *("first_published_at", "last_published_at", "go_live_at", "expire_at", "expired"),
        *("locked", "locked_at", "locked_by", "draft_title", "owner", "show_in_menus", "numchild"),
    }
)
# The scanner alone, without what the decoder does for text around a value: there is none.
scan = json.JSONDecoder(parse_float=Decimal).scan_once


def decoded(text: str):
    return scan(text, 0)[0]


def key_at(place: int) -> Func:
    """One of the texts that each call brings as a list; the first is 1."""
    return Func(KEY, template=f"(%(expressions)s::text[])[{place}]", output_field=TextField())


def readers(fields: list) -> list[tuple[int, Callable]]:
    """How to read the values that JSON has no type for, as dates, by their places; what has a fraction is exact."""
    plain = CharField, TextField, IntegerField, BooleanField, ForeignKey
    return [
        (place, field.to_python)
        for place, field in enumerate(fields)
        if not isinstance(field, plain) and not (isinstance(field, DecimalField) and field.decimal_places)
    ]


def instance(model: type[Model], names: Sequence[str], values: Sequence, database: str) -> Model:
    """A saved record. Its `__init__` sets defaults, sends signals and looks for child rows among its arguments: of
    what is read there is nothing to set, and it costs more than the reading."""
    record = model.__new__(model)
    record.__dict__.update(zip(names, values, strict=True))
    record._state = ModelState()
    record._state.adding, record._state.db = False, database
    return record


def gathered(record: Model, name: str) -> list:
    """What `record.<name>.all()` holds; where the rows were gathered, no manager and queryset are made to say it."""
    rows = record.__dict__.get("_cluster_related_objects") or NOTHING
    return rows[name] if name in rows else list(getattr(record, name).all())


def as_shown(found: QuerySet) -> QuerySet:
    """Without what only editors need, where the query itself does not say which fields it wants: a third of the columns
    of a record, half of a page's, and times, which cost the most to read."""
    names, _are_left_out = found.query.deferred_loading
    return found if names else found.defer(*EDITING.intersection(field.name for field in found.model._meta.fields))


class Part:
    """Some fields of a related model, carried as a JSON array. Fields that are not named are deferred."""

    def __init__(self, model: type[Model], names: str):
        self.model, wanted = model, {"id", *names.split()}
        self.fields = [field for field in model._meta.concrete_fields if field.attname in wanted]
        self.names = [field.attname for field in self.fields]
        self.readers = readers(self.fields)

    def array(self, path: str = "") -> JSONArray:
        return JSONArray(*(path + name for name in self.names))

    def made(self, values: list, database: str) -> Model | None:
        if values[0] is None:
            return None
        for place, read in self.readers:
            values[place] = read(values[place])
        return instance(self.model, self.names, values, database)

    def all(self, rows: list[list], database: str) -> list[Model]:
        return [self.made(values, database) for values in rows]


class Row:
    """The same as a named tuple, a fraction of a model's cost, for rows that are only shown or summed.

    A related record's field is named by its path: what is gathered as `source__code` is read as `source.code`.
    """

    def __init__(self, model: type[Model], names: str):
        paths = [name.partition("__") for name in names.split()]
        self.names = [name for name, _, rest in paths if not rest]
        inner: dict[str, list[str]] = {}
        for name, _, rest in paths:
            if rest:
                inner.setdefault(name, []).append(rest)
        self.inner = {name: Row(related_model(model, name), " ".join(rests)) for name, rests in inner.items()}
        self.model = model
        self.readers = readers([model._meta.get_field(name) for name in self.names])
        self.row = namedtuple(model.__name__, [*self.names, *self.inner])
        self.make = partial(tuple.__new__, self.row)  # what `_make` does, without leaving C
        self.parts = list(enumerate(self.inner.values(), len(self.names)))

    def array(self, path: str = "") -> JSONArray:
        inner = (part.array(f"{path}{name}__") for name, part in self.inner.items())
        return JSONArray(*(path + name for name in self.names), *inner)

    def all(self, rows: list[list], database: str) -> list[tuple]:
        for place, read in self.readers:
            for values in rows:
                values[place] = read(values[place])
        for place, part in self.parts:
            for values, one in zip(rows, part.all([values[place] for values in rows], database), strict=True):
                values[place] = None if one[0] is None else one
        return list(map(self.make, rows))


class Asking(NamedTuple):
    """A statement as it is sent. Its constants stand in it: the only arguments are the value of the call, at so many
    places."""

    sql: str
    places: int

    @classmethod
    def of(cls, sql: str, params: Iterable) -> "Asking":
        left, params = "%s", list(params)
        with connection.cursor() as cursor:
            constants = (left if each is placeholder else constant(cursor, each) for each in params)
            written = PLACE.sub(lambda found: next(constants) if found.group() == left else "%%", sql)
        return cls(written, params.count(placeholder))

    def rows(self, cursor, value) -> list[tuple]:
        return rows(cursor, self.sql, [value] * self.places)


def constant(cursor, value) -> str:
    return cursor.mogrify("%s", [value]).replace("%", "%%")


class Compiled(NamedTuple):
    """A query as it is sent, and how its rows are read: fields first, by `names`, then what is selected `beside`."""

    statement: Asking
    names: list[str]
    converters: dict[int, tuple]
    beside: dict[str, int]


class Gathering:
    """Records that `select` finds for a value, each with what belongs to it loaded, by names of fields.

    `one`: related records, shared where they are the same; a related record's own related record is named by its path,
    after it: `{"provider": "name", "provider__territory": "name"}`.
    `many`: its rows as models, `rows`: as named tuples. `linked`: records it is linked with, the published ones.
    `apart`: rows and published links as flat tuples, of all records in one query more for each name: of hundreds of
    records that costs a fraction of asking for the rows of each.
    """

    def __init__(
        self,
        select: Callable[[], QuerySet],
        one: Mapping[str, str] = NOTHING,
        many: Mapping[str, str] = NOTHING,
        rows: Mapping[str, str] = NOTHING,
        linked: Mapping[str, str] = NOTHING,
        apart: Mapping[str, str] = NOTHING,
    ):
        self.select, self._one, self._many, self._rows, self._linked = select, one, many, rows, linked
        self._apart = apart

    @cached_property
    def model(self) -> type[Model]:
        return self.select().model

    @cached_property
    def one(self) -> dict[str, Part]:
        return {path: Part(related_model(self.model, path), names) for path, names in self._one.items()}

    @cached_property
    def steps(self) -> list[tuple[str, list[str], str, Part]]:
        """Of each related record its path, whose it is, and under what name."""
        return [(path, *split(path), part) for path, part in self.one.items()]

    @cached_property
    def many(self) -> dict[str, Part | Row]:
        kinds = (Part, self._many), (Row, self._rows), (Part, self._linked)
        return {name: kind(related_model(self.model, name), of[name]) for kind, of in kinds for name in of}

    @cached_property
    def beside_drafts(self) -> list[str]:
        """Rows that are no part of the record's drafts: Django's own manager reads them from where it prefetches."""
        fields = {name: self.model._meta.get_field(name) for name in self.many}
        return [name for name, one in fields.items() if one.one_to_many and not isinstance(one.field, ParentalKey)]

    @cached_property
    def query(self) -> Query:
        related = {PREFIX + path: part.array(f"{path}__") for path, part in self.one.items()}
        rows = {PREFIX + name: self.rows_of(name, part) for name, part in self.many.items()}
        return as_shown(self.select()).annotate(**related, **rows).query

    @cached_property
    def compiled(self) -> Compiled:
        compiler = self.query.get_compiler(DEFAULT_DB_ALIAS)
        sql, params = compiler.as_sql()
        columns = [compiler.select[at][0] for at in compiler.klass_info["select_fields"]]
        converters = compiler.get_converters(columns)
        names = [one.target.attname for one in columns]
        return Compiled(Asking.of(sql, params), names, converters, compiler.annotation_col_map)

    @cached_property
    def compiled_apart(self) -> dict[str, tuple[Callable, Asking]]:
        """How a row is made, and what finds it beside the key of its record."""
        found = {}
        for name, names in self._apart.items():
            row, theirs = Row(related_model(self.model, name), names), self.select().order_by().values("pk")
            rows = self.related(name, row.model, theirs).values_list(self.parent(name), *row.names)
            found[name] = row.make, Asking.of(*rows.query.get_compiler(DEFAULT_DB_ALIAS).as_sql())
        return found

    def parent(self, name: str) -> str:
        """How those rows name the record."""
        field = self.model._meta.get_field(name)
        return field.related_query_name() if isinstance(field, RelatedField) else field.field.name

    def related(self, name: str, model: type[Model], records: OuterRef | QuerySet) -> QuerySet:
        """Rows of those records in their own order; of what they are linked with, the published."""
        parent = self.parent(name)
        rows = model._default_manager.filter(**{f"{parent}__in" if isinstance(records, QuerySet) else parent: records})
        rows = rows.order_by(*(each for each in model._meta.ordering if each != parent), "pk")
        is_link = self.model._meta.get_field(name).many_to_many and name in self._apart
        return rows.published() if is_link or name in self._linked else rows

    def rows_of(self, name: str, part: Part | Row) -> Func:
        """All rows as one text: an array of texts would be taken apart and decoded text by text."""
        found = ArraySubquery(self.related(name, part.model, OuterRef("pk")).values_list(part.array()))
        return Func(found, function="to_jsonb", output_field=TextField())

    def __call__(self, value=None) -> list[Model]:
        return self.records(self.answer(value))

    def answer(self, value=None) -> Answer:
        """What the database says, as it says it: the same answer makes the same records."""
        statements = self.compiled.statement, *(statement for _made, statement in self.compiled_apart.values())
        with connection.cursor() as cursor:
            return [statement.rows(cursor, value) for statement in statements]

    def records(self, answer: Answer) -> list[Model]:
        (found, *apart), compiled, known = answer, self.compiled, {}
        records = [self.complete(self.record(row, compiled), known) for row in found]
        for (name, (made, _statement)), theirs in zip(self.compiled_apart.items(), apart, strict=True):
            owned = {record.pk: record._cluster_related_objects.setdefault(name, []) for record in records}
            for pk, *row in theirs:
                if pk in owned:  # one may have come since
                    owned[pk].append(made(row))
        return records

    def in_order(self, keys: list[int]) -> list[Model]:
        """Those of the records AMONG the keys that are there, in the order of the keys."""
        found = {record.pk: record for record in self(keys)} if keys else {}
        return [found[key] for key in keys if key in found]

    def record(self, row: tuple, compiled: Compiled) -> Model:
        """The model as its own queryset makes it, with what was selected beside its fields."""
        values = list(row[: len(compiled.names)])
        for at, (converters, column) in compiled.converters.items():
            for convert in converters:
                values[at] = convert(values[at], column, connection)
        record = instance(self.model, compiled.names, values, DEFAULT_DB_ALIAS)
        record.__dict__.update((name, row[at]) for name, at in compiled.beside.items())
        return record

    def complete(self, record: Model, known: dict[tuple, Model | None]) -> Model:
        """Put what came beside the record where it belongs."""
        read, database = record.__dict__.pop, record._state.db
        for path, owners, name, part in self.steps:
            if (owner := follow(record, owners)) is not None:
                key = path, read(PREFIX + path)
                if key not in known:
                    known[key] = part.made(decoded(key[1]), database)
                owner._state.fields_cache[name] = known[key]
        # Not by each manager's set(): it would sort again what the database has sorted, foreign keys included.
        rows = {
            name: part.all(decoded(text), database) if (text := read(PREFIX + name)) != "[]" else []
            for name, part in self.many.items()
        }
        record._cluster_related_objects = rows
        record._prefetched_objects_cache = {name: rows[name] for name in self.beside_drafts}
        return record


def split(path: str) -> tuple[list[str], str]:
    *owners, name = path.split("__")
    return owners, name


def related_model(model: type[Model], path: str) -> type[Model]:
    for name in path.split("__"):
        model = model._meta.get_field(name).related_model
    return model


def follow(record: Model, names: Iterable[str]) -> Model | None:
    for name in names:
        record = record and getattr(record, name)
    return record
