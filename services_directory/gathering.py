"""Load records together with the rows under them in one query.

A service's page shows six sets of rows. Asked for one by one they cost more than the rest of the page; here each comes
as a JSON array beside its record and goes where modelcluster keeps a record's rows in memory. So `record.steps.all()`
reads alike on a public page, where nothing more is asked of the database, and in a preview of what is not saved yet.
"""

from collections.abc import Iterable

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, OuterRef, QuerySet
from django.db.models.fields.related import RelatedField
from django.db.models.functions import JSONArray

PREFIX = "gathered_"


class Rows:
    """The rows of one relation: which fields are read, and how they become objects. Other fields are deferred."""

    def __init__(self, model: type[Model], relation: str, names: str):
        field = model._meta.get_field(relation)
        self.model = field.related_model
        self.parent = field.related_query_name() if isinstance(field, RelatedField) else field.field.name
        wanted = {"id", *names.split()}
        self.fields = [field for field in self.model._meta.concrete_fields if field.attname in wanted]
        self.names = [field.attname for field in self.fields]

    def subquery(self) -> ArraySubquery:
        rows = self.model._default_manager.filter(**{self.parent: OuterRef("pk")})
        return ArraySubquery(rows.values_list(JSONArray(*self.names)))

    def objects(self, rows: Iterable[list], database: str) -> list[Model]:
        return [self.model.from_db(database, self.names, self.values(row)) for row in rows]

    def values(self, row: list) -> list:
        """JSON knows neither dates nor exact decimals: every field reads its own value back."""
        return [field.to_python(value) for field, value in zip(self.fields, row, strict=True)]


def gather(records: QuerySet, **relations: str) -> list[Model]:
    """The records, each with these relations loaded: name of the relation → fields of its rows, space-separated."""
    sets = {name: Rows(records.model, name, fields) for name, fields in relations.items()}
    found = list(records.annotate(**{PREFIX + name: rows.subquery() for name, rows in sets.items()}))
    for record in found:
        # Not by each manager's set(): it would sort again what the database has sorted, foreign keys included.
        record._cluster_related_objects = {
            name: rows.objects(record.__dict__.pop(PREFIX + name), records.db) for name, rows in sets.items()
        }
    return found
