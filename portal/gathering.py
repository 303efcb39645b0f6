"""What a page reads of a record, in one query that is compiled once.

A service's page shows its provider, its region and six sets of rows. Asked for one by one they cost more than the rest
of the page; in one query each comes beside the record as JSON. Django would then spend most of the page's time turning
that query into SQL, ten times what sending it takes: so its SQL is made once and kept.

Rows go where modelcluster keeps a draft's own: `record.steps.all()` reads alike on a public page, where nothing more is
asked of the database, and in a preview of what is not saved yet.
"""

import json
from collections.abc import Callable, Iterable
from functools import cached_property

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, OuterRef, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.fields.related import RelatedField
from django.db.models.functions import JSONArray

PREFIX = "gathered_"
# Stands for the value that each call brings: `filter(slug=KEY)`, `filter(id_is_any_of(KEY))`.
KEY = RawSQL("%s", [placeholder := object()])


class Part:
    """Some fields of a related model, carried as a JSON array. Fields that are not named are deferred."""

    def __init__(self, model: type[Model], names: str):
        wanted = {"id", *names.split()}
        self.model = model
        self.fields = [field for field in model._meta.concrete_fields if field.attname in wanted]
        self.names = [field.attname for field in self.fields]

    def array(self, path: str = "") -> JSONArray:
        return JSONArray(*(path + name for name in self.names))

    def load(self, text: str, database: str) -> Model | None:
        """JSON knows neither dates nor exact decimals: every field reads its own value back."""
        row = json.loads(text)
        if row[0] is None:
            return None
        values = [field.to_python(value) for field, value in zip(self.fields, row, strict=True)]
        return self.model.from_db(database, self.names, values)


class Gathering:
    """Records that `select` finds for a value, each with `one` (related records) and `many` (rows) loaded.

    `one` and `many` map a relation to the names of the fields that are read, space-separated; a related record's own
    related record is named by its path, after it: `{"provider": "name", "provider__territory": "name"}`.
    """

    def __init__(self, select: Callable[[], QuerySet], one: dict[str, str] = {}, many: dict[str, str] = {}):  # noqa: B006
        self.select, self._one, self._many = select, one, many

    @cached_property
    def model(self) -> type[Model]:
        return self.select().model

    @cached_property
    def one(self) -> dict[str, Part]:
        return {path: Part(related_model(self.model, path), names) for path, names in self._one.items()}

    @cached_property
    def many(self) -> dict[str, Part]:
        return {name: Part(related_model(self.model, name), names) for name, names in self._many.items()}

    @cached_property
    def compiled(self) -> tuple[str, tuple]:
        related = {PREFIX + path: part.array(f"{path}__") for path, part in self.one.items()}
        rows = {PREFIX + name: rows_of(self.model, name, part) for name, part in self.many.items()}
        return self.select().annotate(**related, **rows).query.sql_with_params()

    def __call__(self, value=None) -> list[Model]:
        sql, params = self.compiled
        found = self.model._default_manager.raw(sql, [value if one is placeholder else one for one in params])
        return [self.complete(record) for record in found]

    def complete(self, record: Model) -> Model:
        """Put what came beside the record where it belongs."""
        read, database = record.__dict__.pop, record._state.db
        for path, part in self.one.items():
            *owners, name = path.split("__")
            if (owner := follow(record, owners)) is not None:
                setattr(owner, name, part.load(read(PREFIX + path), database))
        # Not by each manager's set(): it would sort again what the database has sorted, foreign keys included.
        record._cluster_related_objects = {
            name: [part.load(row, database) for row in read(PREFIX + name)] for name, part in self.many.items()
        }
        return record


def rows_of(model: type[Model], name: str, part: Part) -> ArraySubquery:
    field = model._meta.get_field(name)
    parent = field.related_query_name() if isinstance(field, RelatedField) else field.field.name
    rows = part.model._default_manager.filter(**{parent: OuterRef("pk")})
    return ArraySubquery(rows.values_list(part.array()))


def related_model(model: type[Model], path: str) -> type[Model]:
    for name in path.split("__"):
        model = model._meta.get_field(name).related_model
    return model


def follow(record: Model, names: Iterable[str]) -> Model | None:
    for name in names:
        record = record and getattr(record, name)
    return record
