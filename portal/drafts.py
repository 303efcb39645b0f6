"""Records with everything that belongs to them, read and kept in a few statements for hundreds."""

from collections.abc import Iterable
from functools import cache, lru_cache

from django.db import models
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import Revision

# What a record is beside its content: a draft of it says nothing of these.
STATE = (
    "id",
    "uuid",
    "live",
    "has_unpublished_changes",
    "first_published_at",
    "last_published_at",
    "live_revision_id",
    "latest_revision_id",
    "go_live_at",
    "expire_at",
    "expired",
)


@cache
def child_relations(model: type[models.Model]) -> dict[str, models.ForeignKey]:
    """The key that leads back to the record, by the name of its rows."""
    return {each.get_accessor_name(): each.field for each in get_all_child_relations(model)}


@cache
def links(model: type[models.Model]) -> dict[str, models.ManyToManyField]:
    return {each.name: each for each in get_all_child_m2m_relations(model)}


@lru_cache(maxsize=20_000)
def stub(model: type[models.Model], pk: int) -> models.Model:
    """A record that is only linked to: nothing but its key is ever read."""
    return model(pk=pk)


def load(records: models.QuerySet) -> list[models.Model]:
    """Records as their editors last left them: where a draft waits, the draft."""
    found = list(records.order_by("pk"))
    model = records.model
    by_pk = {record.pk: record for record in found}
    for record in found:
        record._cluster_related_objects = {name: [] for name in (*child_relations(model), *links(model))}
    for name, field in child_relations(model).items():
        for row in rows_of(field, by_pk):
            by_pk[getattr(row, field.attname)]._cluster_related_objects[name].append(row)
    for name, field in links(model).items():
        for owner, linked in linked_pks(field, by_pk):
            by_pk[owner]._cluster_related_objects[name].append(stub(field.related_model, linked))
    return with_drafts(found)


def rows_of(field: models.ForeignKey, owners: Iterable[int]) -> models.QuerySet:
    order = "sort_order" if any(each.name == "sort_order" for each in field.model._meta.fields) else "pk"
    own = field.model._meta.ordering if order == "pk" else ()
    return field.model._default_manager.filter(**{f"{field.name}__in": list(owners)}).order_by(*own, order, "pk")


def linked_pks(field: models.ManyToManyField, owners: Iterable[int]) -> models.QuerySet:
    own, other = field.m2m_column_name(), field.m2m_reverse_name()
    through = field.remote_field.through._default_manager
    return through.filter(**{f"{own}__in": list(owners)}).order_by(other).values_list(own, other)


def with_drafts(records: list[models.Model]) -> list[models.Model]:
    waiting = {record.latest_revision_id for record in records if record.has_unpublished_changes}
    contents = dict(Revision.objects.filter(pk__in=waiting - {None}).values_list("pk", "content"))
    return [
        restored(record, contents[record.latest_revision_id]) if record.latest_revision_id in contents else record
        for record in records
    ]


def restored(record: models.Model, content: dict) -> models.Model:
    """The record as a revision has it, without a query: what it links to was there when the revision was made."""
    model = type(record)
    linked = links(model)
    own = {name: value for name, value in content.items() if name not in linked}
    draft = model.from_serializable_data(own, check_fks=False)
    for name in STATE:
        if hasattr(record, name):
            setattr(draft, name, getattr(record, name))
    draft._state.adding, draft._state.db = False, record._state.db
    rows = getattr(draft, "_cluster_related_objects", {})
    draft._cluster_related_objects = {
        **{name: list(rows.get(name, ())) for name in child_relations(model)},
        **{name: [stub(field.related_model, pk) for pk in content.get(name) or ()] for name, field in linked.items()},
    }
    return draft


def blank(model: type[models.Model]) -> models.Model:
    record = model()
    record._cluster_related_objects = {name: [] for name in (*child_relations(model), *links(model))}
    return record
