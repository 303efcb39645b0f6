"""Read records together with their parts in one query: each kind of part comes as an array of JSON rows.

A programme has eight kinds of parts, and a page shows them all; a query for each would cost more than the page.
The parts are handed to the record as an unsaved draft holds its own, so a page and its preview read the same names.
"""

from functools import cache

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import DateField, DecimalField, F, OuterRef, QuerySet, TextField
from django.db.models.functions import Cast, JSONObject

from portal.records import PublishedQuerySet

PREFIX, LINKED = "gathered_", "linked_"
AS_TEXT = (DecimalField, DateField)  # JSON has neither: a decimal would come back as a float
OF_A_LINK = ("id", "slug", "number", "name")


class GatheringQuerySet(PublishedQuerySet):
    """A queryset whose records can bring their parts along."""

    _gathered: tuple[str, ...] = ()

    def with_parts(self, *names: str):
        """Bring the parts of those relations: child rows whole, of linked records what a link shows."""
        found = self.annotate(**{PREFIX + name: ArraySubquery(rows(self.model, name)) for name in names})
        found._gathered = self._gathered + names
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


def rows(model, name: str) -> QuerySet:
    """The parts of one record in their order, a JSON object each; of linked records only the published ones."""
    relation = model._meta.get_field(name)
    part = relation.related_model
    found = part.objects.published() if relation.many_to_many else part.objects.all()
    own = found.filter(**{relation.remote_field.name: OuterRef("pk")})
    return own.order_by(*part._meta.ordering).values(row=JSONObject(**columns(part, relation.many_to_many)))


def columns(model, for_link: bool = False) -> dict:
    """The expressions of a row, those of the records that every part is shown with among them."""
    found = {name: column(field, name) for name, field in stored_fields(model, for_link).items()}
    for name in getattr(model, "gathered_with", ()):
        fields = stored_fields(model._meta.get_field(name).related_model)
        found[name] = JSONObject(**{own: column(field, f"{name}__{own}") for own, field in fields.items()})
    return found


def column(field, path: str):
    return Cast(F(path), TextField()) if isinstance(field, AS_TEXT) else F(path)


@cache
def stored_fields(model, for_link: bool = False) -> dict:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return {name: field for name, field in fields.items() if not for_link or name in OF_A_LINK}


def hand_over(records: list, names: tuple[str, ...]) -> None:
    """Turn the annotated rows into the records' parts; no query is made.

    Child rows go where modelcluster keeps those of a draft; its `set()` would sort again what the database has sorted.
    """
    for record in records:
        children = record.__dict__.setdefault("_cluster_related_objects", {})
        for name in names:
            relation = record._meta.get_field(name)
            rows = record.__dict__.pop(PREFIX + name)
            parts = [restored(relation.related_model, row, relation.many_to_many) for row in rows]
            if relation.many_to_many:
                record.__dict__[LINKED + name] = parts
            else:
                children[name] = parts


def restored(model, row: dict, for_link: bool = False):
    """The saved record that the row came from."""
    fields = stored_fields(model, for_link)
    values = [field.to_python(row[name]) if isinstance(field, AS_TEXT) else row[name] for name, field in fields.items()]
    record = model.from_db("default", list(fields), values)
    for name in getattr(model, "gathered_with", ()):
        if row[name]["id"]:
            setattr(record, name, restored(model._meta.get_field(name).related_model, row[name]))
    return record


def linked(record, name: str) -> list:
    """The records it is linked with: the published ones where they were gathered, all of a draft's own in a preview."""
    gathered = record.__dict__.get(LINKED + name)
    return list(getattr(record, name).all()) if gathered is None else gathered
