"""Which record a row is about: by its permanent number, else by what is its own, else by its name and where it is."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Model, Q
from django.utils.translation import gettext as _

from portal.drafts import load
from services_directory.models import Location, Provider, Service, Territory

from .columns.plain import CellRefused, key
from .known import Key, as_uuid

# A way to find a record: what it goes by, of a row's values and of a record. None where a part is wanting.
Way = Callable[[dict[str, Any]], tuple | None]
MOST_NAMED = 3


def all_of(*names: str) -> Way:
    def way(values: dict) -> tuple | None:
        found = tuple(key(value) if isinstance(value := values.get(name), str) else value for name in names)
        return None if any(part in (None, "") for part in found) else found

    return way


def place_itself(values: dict) -> tuple:
    return values.get("provider"), key(values.get("name") or ""), key(values.get("address") or "")


@dataclass(frozen=True)
class Matching:
    """The ways of one kind, the surest first, and the query for all records that any row may mean."""

    ways: dict[str, Way]
    wanted: Callable[[list[dict]], Q]
    # What makes two new rows of one file the same.
    sameness: Way


def each(rows: list[dict], name: str) -> list:
    return [row[name] for row in rows if row.get(name) not in (None, "")]


def uuids(rows: list[dict]) -> list:
    return [found for row in rows if (found := as_uuid(row.get("uuid") or ""))]


def providers_wanted(rows: list[dict]) -> Q:
    return (
        Q(uuid__in=uuids(rows))
        | Q(register_number__in=each(rows, "register_number"))
        | Q(inn__in=each(rows, "inn"))
        | Q(slug__in=each(rows, "slug"))
        | Q(spelt__in=[key(name) for name in each(rows, "name")])
    )


def locations_wanted(rows: list[dict]) -> Q:
    nameless = [row for row in rows if not row.get("uuid")]
    return Q(uuid__in=uuids(rows)) | Q(provider_id__in=each(nameless, "provider"))


def services_wanted(rows: list[dict]) -> Q:
    nameless = [row for row in rows if not row.get("uuid")]
    names = [key(name) for name in each(nameless, "name")]
    here = Q(provider_id__in=each(nameless, "provider"), spelt__in=names)
    return Q(uuid__in=uuids(rows)) | Q(slug__in=each(rows, "slug")) | here


MATCHING = {
    Provider: Matching(
        {
            "register_number": all_of("register_number"),
            "inn": all_of("inn"),
            "slug": all_of("slug"),
            "name": all_of("name", "territory"),
        },
        providers_wanted,
        all_of("name", "territory"),
    ),
    Location: Matching(
        {"name": all_of("provider", "name"), "address": all_of("provider", "address")}, locations_wanted, place_itself
    ),
    Service: Matching(
        {"slug": all_of("slug"), "name": all_of("provider", "name")},
        services_wanted,
        all_of("provider", "name"),
    ),
}
# The values of a record by the names of the columns that ways read.
READ = {"territory": "territory_id", "provider": "provider_id"}


def values_of(record: Model) -> dict[str, Any]:
    names = ("register_number", "inn", "slug", "name", "territory", "provider", "address")
    return {name: getattr(record, READ.get(name, name), None) for name in names}


class Candidates:
    """The records that a batch of rows may mean."""

    def __init__(self, model: type[Model], rows: Iterable[dict]):
        rows, self.model = list(rows), model
        self.matching = MATCHING[model]
        records = model._default_manager.annotate(spelt=Key("name")).filter(self.matching.wanted(rows))
        self.records = {record.pk: record for record in load(records)}
        self.by_uuid = {record.uuid: pk for pk, record in self.records.items()}
        self.found: dict[tuple, set[int]] = defaultdict(set)
        for pk, record in self.records.items():
            for name, way in self.matching.ways.items():
                if (place := way(values_of(record))) is not None:
                    self.found[name, *place].add(pk)

    def match(self, values: dict[str, Any]) -> Model | None:
        """The record that the row is about, or None for a new one; CellRefused where that cannot be told."""
        if text := values.get("uuid"):
            return self.by_number(text)
        for name, way in self.matching.ways.items():
            place = way(values)
            if place is not None and (pks := self.found.get((name, *place))):
                return self.chosen(self.narrowed(pks, values), values)
        return None

    def namesake_near(self, values: dict[str, Any]) -> Model | None:
        """An organisation of that name in the region of the row's district, or in a district of the row's region."""
        where = values.get("territory")
        for record in self.by_name.get(key(values.get("name") or ""), ()):
            here = record.territory_id
            if self.parents.get(here) == where or self.parents.get(where) == here:
                return record
        return None

    @cached_property
    def by_name(self) -> dict[str, list[Model]]:
        found = defaultdict(list)
        for record in self.records.values() if self.model is Provider else ():
            found[key(record.name)].append(record)
        return found

    @cached_property
    def parents(self) -> dict[int, int | None]:
        return dict(Territory.objects.values_list("pk", "parent_id"))

    def by_number(self, text: str) -> Model:
        uuid = as_uuid(text)
        if uuid is None:
            raise CellRefused(_("«%(text)s» — не постоянный номер") % {"text": text[:60]})
        if uuid not in self.by_uuid:
            raise CellRefused(_("записи с таким постоянным номером нет; для новой оставьте ячейку пустой"))
        return self.records[self.by_uuid[uuid]]

    def narrowed(self, pks: set[int], values: dict[str, Any]) -> set[int]:
        """Branches share an ИНН: among several, the one with the same name."""
        name = values.get("name")
        alike = {pk for pk in pks if name and key(self.records[pk].name) == key(name)}
        return alike or pks

    def chosen(self, pks: set[int], values: dict[str, Any]) -> Model:
        if len(pks) > 1:
            named = "; ".join(sorted(str(self.records[pk]) for pk in pks)[:MOST_NAMED])
            message = _("подходит несколько записей (%(named)s): укажите постоянный номер")
            raise CellRefused(message % {"named": named})
        record = self.records[next(iter(pks))]
        self.check_number(record, values)
        return record

    def check_number(self, record: Model, values: dict[str, Any]) -> None:
        """A register number of one organisation and the ИНН of another: a slip that must not be guessed away."""
        inn, own = values.get("inn"), getattr(record, "inn", None)
        others = self.found.get(("inn", inn), set()) if inn else set()
        if own and inn and own != inn and others - {record.pk}:
            raise CellRefused(_("номер в реестре и ИНН принадлежат разным организациям"))

    def owner(self, field: str, value: str) -> int | None:
        """Who has that value of what nobody may share."""
        found = self.found.get((field, key(value)), set())
        return next(iter(found), None)
