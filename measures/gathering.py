"""Read records together with their parts in one query: all of them come as one JSON text beside the record.

A programme has eight kinds of parts, and a page shows them all; a query for each would cost more than the page, and so
would composing the subqueries anew each time. Hence the SQL is written here, from the models, once.
The parts are handed to the record as an unsaved draft holds its own, so a page and its preview read the same names.
"""

import json
from decimal import Decimal
from functools import cache

from django.db.models import DateField, Expression, F, TextField

from portal.records import PublishedQuerySet

COLUMN, LINKED = "gathered", "linked_"
OF_A_LINK = ("id", "slug", "number", "name")


class GatheringQuerySet(PublishedQuerySet):
    """A queryset whose records can bring their parts along."""

    _gathered: tuple[str, ...] = ()

    def with_parts(self, *names: str):
        """Bring the parts of those relations: child rows whole, of linked records what a link shows."""
        found = self.annotate(**{COLUMN: Parts(self.model, names)})
        found._gathered = names
        return found

    def _clone(self):
        clone = super()._clone()
        clone._gathered = self._gathered
        return clone

    def _fetch_all(self):
        unread = self._result_cache is None
        super()._fetch_all()
        if unread and self._gathered:
            hand_over(self._result_cache, self._gathered)


class Parts(Expression):
    """One JSON object: the name of each relation → the rows of its parts, in their order."""

    output_field = TextField()

    def __init__(self, model, names: tuple[str, ...]):
        super().__init__()
        self.model, self.names, self.owner = model, names, F("pk")

    def get_source_expressions(self):
        return [self.owner]

    def set_source_expressions(self, expressions):
        (self.owner,) = expressions

    def get_group_by_cols(self):
        return self.owner.get_group_by_cols()

    def as_sql(self, compiler, connection):
        owner, _ = compiler.compile(self.owner)
        found = [rows(self.model, name) for name in self.names]
        pairs = ", ".join(
            f"'{name}', {sql.format(owner=owner)}" for name, (sql, _) in zip(self.names, found, strict=True)
        )
        return f"json_build_object({pairs})::text", [value for _, values in found for value in values]


@cache
def rows(model, name: str) -> tuple[str, tuple]:
    """The subquery of one relation and its parameters; `{owner}` stands for the record's key."""
    relation = model._meta.get_field(name)
    part = relation.related_model
    shape, joined = shape_of(part, relation.many_to_many)
    belongs, values = owned(relation)
    table = f'"{part._meta.db_table}" p{joined}'
    sql = f"SELECT json_agg({shape} ORDER BY {order_of(part)}) FROM {table} WHERE {belongs}"  # noqa: S608 names of models
    return f"COALESCE(({sql}), '[]'::json)", values


def shape_of(part, for_link: bool) -> tuple[str, str]:
    """What is read of a part: an array of its row and of the records it is always shown with; and their joins."""
    if for_link:
        pairs = ", ".join(f"'{column}', p.\"{column}\"" for column in stored_fields(part, for_link))
        return f"json_build_array(json_build_object({pairs}))", ""
    shown = [part._meta.get_field(name) for name in getattr(part, "gathered_with", ())]
    joins = [
        f' LEFT JOIN "{field.related_model._meta.db_table}" w{at} ON w{at}.id = p."{field.column}"'
        for at, field in enumerate(shown)
    ]
    tables = ["p", *(f"w{at}" for at in range(len(shown)))]
    return f"json_build_array({', '.join(f'row_to_json({table})' for table in tables)})", "".join(joins)


def owned(relation) -> tuple[str, tuple]:
    """The condition that a part is the record's; of linked records only the published ones are."""
    if not relation.many_to_many:
        return f'p."{relation.field.column}" = {{owner}}', ()
    public, values = relation.related_model.objects.published().order_by().values("pk").query.sql_with_params()
    through, own, other = relation.m2m_db_table(), relation.m2m_column_name(), relation.m2m_reverse_name()
    linked_rows = f'SELECT "{other}" FROM "{through}" WHERE "{own}" = {{owner}}'  # noqa: S608 names of models
    return f"p.id IN ({linked_rows}) AND p.id IN ({public})", values


def order_of(part) -> str:
    """The model's own order, as far as its table alone gives it."""
    columns = {field.name: field.column for field in part._meta.concrete_fields if not field.is_relation}
    named = [name for name in part._meta.ordering if isinstance(name, str) and name in columns]
    return ", ".join([f'p."{columns[name]}"' for name in named] + ["p.id"])


@cache
def stored_fields(model, for_link: bool = False) -> dict:
    fields = {field.column: field for field in model._meta.concrete_fields}
    return {column: field for column, field in fields.items() if not for_link or column in OF_A_LINK}


@cache
def restoring(model, for_link: bool = False) -> tuple[list[str], list[str], list]:
    """Columns, attributes, and the fields whose values JSON has no type for."""
    fields = stored_fields(model, for_link)
    dates = [(at, field.to_python) for at, field in enumerate(fields.values()) if isinstance(field, DateField)]
    return list(fields), [field.attname for field in fields.values()], dates


def hand_over(records: list, names: tuple[str, ...]) -> None:
    """Turn the JSON into the records' parts; no query is made.

    Child rows go where modelcluster keeps those of a draft; its `set()` would sort again what the database has sorted.
    """
    shown: dict[tuple, object] = {}
    for record in records:
        found = json.loads(record.__dict__.pop(COLUMN), parse_float=Decimal)
        children = record.__dict__.setdefault("_cluster_related_objects", {})
        for name in names:
            relation = record._meta.get_field(name)
            parts = [part_of(relation, shown, *row) for row in found[name]]
            if relation.many_to_many:
                record.__dict__[LINKED + name] = parts
            else:
                children[name] = parts


def part_of(relation, known: dict[tuple, object], row: dict, *shown: dict | None):
    """A part with the records it is shown with. They are few and repeat, so `known` keeps them for the next part."""
    model = relation.related_model
    part = restored(model, row, relation.many_to_many)
    for name, other in zip(getattr(model, "gathered_with", ()), shown, strict=False):
        part._state.fields_cache[name] = other and shown_with(model._meta.get_field(name).related_model, other, known)
    return part


def shown_with(model, row: dict, known: dict[tuple, object]):
    key = model, row["id"]
    if key not in known:
        known[key] = restored(model, row)
    return known[key]


def restored(model, row: dict, for_link: bool = False):
    """The saved record that the row came from."""
    columns, attributes, dates = restoring(model, for_link)
    values = [row[column] for column in columns]
    for at, read in dates:
        values[at] = read(values[at])
    return model.from_db("default", attributes, values)


def linked(record, name: str) -> list:
    """The records it is linked with: the published ones where they were gathered, all of a draft's own in a preview."""
    gathered = record.__dict__.get(LINKED + name)
    return list(getattr(record, name).all()) if gathered is None else gathered
