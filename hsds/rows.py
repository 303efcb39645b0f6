"""What the open data read of records: each kind in one query, however many records, compiled once.

A row is plain values, lists of rows come beside it as JSON arrays: a tenth of what loading models costs.
"""

import json
from collections import namedtuple
from collections.abc import Callable
from decimal import Decimal
from functools import cached_property, partial

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONArray

from hsds.models import Site, Stamp
from portal.gathering import AMONG, placeholder
from services_directory.models import Location, Provider, Service

exactly = partial(json.loads, parse_float=Decimal)
PREFIX = "listed_"


class Rows:
    """Rows of a model by their ids: `Rows(select, "uuid name", phones=…)([3, 17])` gives {3: row, 17: row}."""

    def __init__(self, select: Callable[[], QuerySet], columns: str, modified: Stamp.Kind | None = None, **lists):
        self.select, self.modified, self.lists = select, modified, lists
        self.columns = ["pk", *columns.split(), *(["modified"] if modified else [])]

    @cached_property
    def row(self) -> type:
        """`territory__name` is read `territory_name`."""
        return namedtuple("Row", [name.replace("__", "_") for name in [*self.columns, *self.lists]])

    @cached_property
    def compiled(self) -> tuple[str, tuple]:
        lists = {PREFIX + name: rows for name, rows in self.lists.items()}
        rows = self.select().filter(pk__in=AMONG).annotate(**lists).order_by()
        if self.modified:
            rows = rows.annotate(modified=stamp(self.modified))
        return rows.values_list(*self.columns, *lists).query.sql_with_params()

    def __call__(self, ids: list[int]) -> dict[int, tuple]:
        if not ids:
            return {}
        sql, params = self.compiled
        with connection.cursor() as cursor:
            cursor.execute(sql, [ids if each is placeholder else each for each in params])
            return {row[0]: self.read(row) for row in cursor.fetchall()}

    def read(self, row: tuple) -> tuple:
        start = len(self.columns)
        return self.row(*row[:start], *([exactly(each) for each in found] for found in row[start:]))


def stamp(kind: Stamp.Kind) -> Subquery:
    """When the record last changed."""
    return Subquery(Stamp.objects.filter(kind=kind, object_id=OuterRef("pk")).values("modified")[:1])


def listed(model: type[Model], owner: str, *fields: str, order: str = "pk", **conditions) -> ArraySubquery:
    """The rows of a record, each as a JSON array of these fields."""
    rows = model.objects.filter(**{owner: OuterRef("pk")}, **conditions).order_by(order)
    return ArraySubquery(rows.values_list(JSONArray(*fields)))


def children(model: type[Model], name: str, *fields: str) -> ArraySubquery:
    """Rows of a child table, in the order that the public page has."""
    relation = model._meta.get_field(name)
    ordering = relation.related_model._meta.ordering[0]
    return listed(relation.related_model, relation.field.name, *fields, order=ordering)


TERRITORY = "name short_name slug level time_zone parent__name parent__short_name parent__slug parent__time_zone"
PLACE = " ".join(f"territory__{name}" for name in TERRITORY.split())
AREA = [f"territory__{name}" for name in ("slug", "name", "level", "parent__name")]

SERVICES = Rows(
    Service.objects.all,
    """
    uuid slug name provider_id kind_id form_id summary description eligibility residence age_from age_to term price
    price_note places_total places_free places_note places_as_of verified_on closed_from closed_until closed_reason
    """,
    Stamp.Kind.SERVICE,
    steps=children(Service, "steps", "text"),
    documents=children(Service, "documents", "name", "note"),
    tariffs=children(Service, "tariffs", "name", "amount", "unit", "valid_from", "valid_until"),
    categories=listed(Service.categories.through, "service", "familycategory_id"),
    areas=listed(Service.also_serves.through, "service", *AREA),
    sites=listed(Site, "service_id", "uuid", "location_id", order="location_id"),
)
PROVIDERS = Rows(
    Provider.objects.all,
    "territory__is_fictional territory__parent__is_fictional "
    f"uuid slug name full_name summary legal_form ownership inn ogrn register_number website "
    f"state_registered_on part_of__uuid part_of__live {PLACE}",
    Stamp.Kind.PROVIDER,
    areas=listed(Provider.also_serves.through, "provider", *AREA),
)
LOCATIONS = Rows(
    Location.objects.all,
    f"""
    uuid provider__uuid name address address_is_confidential directions latitude longitude email access hours_note
    closed_from closed_until closed_reason {PLACE}
    """,
    phones=children(Location, "phones", "number", "extension", "purpose", "hours"),
    hours=children(Location, "hours", "weekday", "opens", "closes", "break_starts", "break_ends"),
    exceptions=children(Location, "exceptions", "starts_on", "ends_on", "opens", "closes", "reason"),
)
