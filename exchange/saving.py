"""Many records written as one is by hand: the record, its rows and links, a revision, a line in its history.

Statements are counted per batch, not per record, so no signal is sent: whoever must know of a change is told in bulk
(see `following`).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.utils import timezone
from wagtail.models import ModelLogEntry, Revision

from portal.drafts import child_relations, links

from .copying import copy

PUBLISH = """
    UPDATE {table} SET live = true, has_unpublished_changes = false, latest_revision_id = made.revision,
        live_revision_id = made.revision, last_published_at = %s,
        first_published_at = coalesce(first_published_at, %s)
    FROM unnest(%s::bigint[], %s::bigint[]) AS made (id, revision) WHERE {table}.id = made.id
"""
KEEP_DRAFT = """
    UPDATE {table} SET has_unpublished_changes = true, latest_revision_id = made.revision
    FROM unnest(%s::bigint[], %s::bigint[]) AS made (id, revision) WHERE {table}.id = made.id
"""


@dataclass
class Written:
    """A record to be saved. `touched` names the rows and links that are written anew; a new record has all."""

    record: models.Model
    is_new: bool = False
    publishes: bool = False
    touched: set[str] = field(default_factory=set)
    revision: Revision | None = None
    # What it shows to everybody that was hidden, in words.
    reveals: str = ""
    # Its rows stay those that its revision names.
    keeps_keys: bool = False


def save(written: list[Written], user, action: str, said: dict) -> None:
    """Write the batch; each comes out with its revision."""
    if not written:
        return
    model = type(written[0].record)
    new = [each for each in written if each.is_new]
    create(model, [each.record for each in new])
    public = [each for each in written if each.publishes and not each.is_new]
    replace(model, [each.record for each in public])
    for each in (*new, *public):
        each.touched &= {*child_relations(model), *links(model)}
    write_rows(model, new, public)
    write_links(model, new, public)
    add_revisions(model, written, user)
    log(model, written, user, action, lambda each: said)


def create(model: type[models.Model], records: list[models.Model]) -> None:
    for record in records:
        record.live, record.has_unpublished_changes = False, True
    copy(model, records)


def replace(model: type[models.Model], records: list[models.Model]) -> None:
    """One statement for hundreds of records; an UPDATE would spell a case for each record and field."""
    if records:
        kept = [each.name for each in model._meta.concrete_fields if not each.primary_key and each.name != "uuid"]
        model._default_manager.bulk_create(records, update_conflicts=True, unique_fields=["id"], update_fields=kept)


def write_rows(model: type[models.Model], new: list[Written], public: list[Written]) -> None:
    for name, key in child_relations(model).items():
        changed = [each for each in public if name in each.touched]
        if changed:
            key.model._default_manager.filter(**{f"{key.name}__in": [each.record.pk for each in changed]}).delete()
        copy(key.model, (row for each in (*new, *changed) for row in owned(each, name, key)))


def owned(written: Written, name: str, key: models.ForeignKey) -> Iterable[models.Model]:
    for row in written.record._cluster_related_objects[name]:
        if not written.keeps_keys:
            row.pk = None
        setattr(row, key.name, written.record)
        yield row


def write_links(model: type[models.Model], new: list[Written], public: list[Written]) -> None:
    for name, link in links(model).items():
        changed = [each for each in public if name in each.touched]
        through, own, other = link.remote_field.through, link.m2m_column_name(), link.m2m_reverse_name()
        if changed:
            through._default_manager.filter(**{f"{own}__in": [each.record.pk for each in changed]}).delete()
        found = [
            through(**{own: each.record.pk, other: linked.pk})
            for each in (*new, *changed)
            for linked in each.record._cluster_related_objects[name]
        ]
        copy(through, found)


def add_revisions(model: type[models.Model], written: list[Written], user) -> None:
    content_type, now = ContentType.objects.get_for_model(model), timezone.now()
    for each in written:
        each.revision = Revision(
            content_type=content_type,
            base_content_type=content_type,
            object_id=str(each.record.pk),
            created_at=now,
            user=user,
            object_str=str(each.record),
            content=each.record.serializable_data(),
        )
    copy(Revision, [each.revision for each in written])
    point(PUBLISH, model, [each for each in written if each.publishes], [now, now])
    point(KEEP_DRAFT, model, [each for each in written if not each.publishes], [])


def point(statement: str, model: type[models.Model], written: list[Written], dates: list) -> None:
    """Let the records name their new revisions."""
    if written:
        made = [[each.record.pk for each in written], [each.revision.pk for each in written]]
        with connection.cursor() as cursor:
            cursor.execute(statement.format(table=model._meta.db_table), [*dates, *made])


def log(model: type[models.Model], written: list[Written], user, action: str, said: Callable[[Written], dict]) -> None:
    content_type, now = ContentType.objects.get_for_model(model), timezone.now()
    entries = (
        ModelLogEntry(
            content_type=content_type,
            object_id=str(each.record.pk),
            label=str(each.record),
            action=action,
            timestamp=now,
            user=user,
            revision=each.revision,
            content_changed=True,
            data=said(each),
        )
        for each in written
    )
    copy(ModelLogEntry, entries)
