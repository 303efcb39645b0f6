"""Take a whole import back: what it made goes, what it changed becomes what it was. Or nothing, if that would harm."""

from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision, WorkflowState

from portal.drafts import child_relations, links, load, restored
from portal.formatting import quoted

from .following import Followed, chunks, refer_later
from .models import Import, ImportedRecord
from .progress import Progress
from .running import ImportRefused, finish, note_revealed, said_of, take_lock, working
from .saving import Written, save

ACTION = "exchange.undo"
MOST_NAMED = 5
State = Import.State
BACK_AS_IT_WAS = "UPDATE {table} SET has_unpublished_changes = false WHERE id = ANY(%s)"
DELETE = "DELETE FROM {table} WHERE {column} = ANY(%s)"


def undo(importing: Import, user, may_reveal: bool = False) -> None:
    with working(importing, State.UNDOING, failed=State.DONE), Progress(importing.pk) as progress:
        with transaction.atomic():
            take_lock()
            refuse_changed(importing)
            refuse_used(importing)
            undoer = Undoer(importing, user, may_reveal)
            for ids in chunks(list(importing.records.values_list("pk", flat=True))):
                undoer.batch(list(importing.records.filter(pk__in=ids)))
                progress.step(len(ids))
            undoer.followed.update(lambda: progress.step(0))
            importing.undone_at = timezone.now()
            finish(importing, State.UNDONE)
        refer_later(importing.exchanged.model, undoer.kept)


def batches(importing: Import) -> Iterator[dict[int, ImportedRecord]]:
    for ids in chunks(list(importing.records.values_list("pk", flat=True))):
        yield {each.object_id: each for each in importing.records.filter(pk__in=ids)}


def refuse_changed(importing: Import) -> None:
    """Somebody has worked on a record since: taking it back would lose that work."""
    named: list[str] = []
    for batch in batches(importing):
        records = importing.exchanged.model._default_manager.filter(pk__in=batch)
        latest = dict(records.values_list("pk", "latest_revision_id"))
        named += [each.title for pk, each in batch.items() if latest.get(pk, 0) != each.revision_id]
    refuse(named, _("После загрузки эти записи меняли или удалили, отменить её целиком нельзя: %(named)s"))


def refuse_used(importing: Import) -> None:
    """Others refer to a record that the import made."""
    made = list(importing.records.filter(is_new=True).values_list("object_id", flat=True))
    named = [str(record) for ids in chunks(made) for record in users_of(importing.exchanged.model, ids)]
    refuse(named, _("На загруженные записи уже ссылаются другие, поэтому удалить их нельзя: %(named)s"))


def refuse(named: list[str], message: str) -> None:
    if named:
        more = _(" и ещё %(number)s") % {"number": len(named) - MOST_NAMED} if len(named) > MOST_NAMED else ""
        raise ImportRefused(message % {"named": quoted(named[:MOST_NAMED]) + more})


def users_of(model: type[models.Model], pks: list[int]) -> Iterator[models.Model]:
    for relation in model._meta.related_objects:
        if not isinstance(relation.field, ParentalKey):
            yield from relation.related_model._default_manager.filter(**{f"{relation.field.name}__in": pks}).distinct()


class Undoer:
    def __init__(self, importing: Import, user, may_reveal: bool = False):
        self.importing, self.user, self.may_reveal = importing, user, may_reveal
        self.model = importing.exchanged.model
        self.followed = Followed()
        self.kept: list[int] = []

    def batch(self, imported: list[ImportedRecord]) -> None:
        pks = [row.object_id for row in imported]
        records = {each.pk: each for each in load(self.model.objects.filter(pk__in=pks))}
        self.recall(pks)
        new = [records[row.object_id] for row in imported if row.is_new]
        self.followed.add([record for record in new if record.live], were_there=False)
        self.delete(new)
        changed = [row for row in imported if not row.is_new]
        self.restore([(row, records[row.object_id]) for row in changed])

    def recall(self, pks: list[int]) -> None:
        """What was sent to the moderators is no longer what they would publish."""
        kind = ContentType.objects.get_for_model(self.model)
        for state in WorkflowState.objects.active().filter(base_content_type=kind, object_id__in=map(str, pks)):
            state.cancel(user=self.user)

    def delete(self, records: list[models.Model]) -> None:
        """Rows of hundreds of records at once; keys of the database see to it that nobody is left without one."""
        ids = [record.pk for record in records]
        if not ids:
            return
        self.log_deleted(records)
        content_type = ContentType.objects.get_for_model(self.model)
        self.model._default_manager.filter(pk__in=ids).update(latest_revision=None, live_revision=None)
        for key in child_relations(self.model).values():
            execute(DELETE, key.model._meta.db_table, key.column, ids)
        for link in links(self.model).values():
            execute(DELETE, link.m2m_db_table(), link.m2m_column_name(), ids)
        texts = [str(pk) for pk in ids]
        Revision.objects.filter(content_type=content_type, object_id__in=texts).delete()
        ReferenceIndex.objects.filter(base_content_type=content_type, object_id__in=texts).delete()
        execute(DELETE, self.model._meta.db_table, "id", ids)

    def log_deleted(self, records: Iterable[models.Model]) -> None:
        content_type, now = ContentType.objects.get_for_model(self.model), timezone.now()
        ModelLogEntry.objects.bulk_create(
            ModelLogEntry(
                content_type=content_type,
                object_id=str(record.pk),
                label=str(record),
                action=ACTION,
                timestamp=now,
                user=self.user,
                deleted=True,
                data=said_of(self.importing),
            )
            for record in records
        )

    def restore(self, pairs: list[tuple[ImportedRecord, models.Model]]) -> None:
        """Only what the import has touched: dates of checks and the like may have come since."""
        written = as_before(self.model, pairs)
        self.followed.before(self.model, [each.record.pk for each in written if each.publishes])
        save(written, self.user, ACTION, said_of(self.importing))
        note_revealed(written, self.user, self.may_reveal)
        clean = [record.pk for row, record in pairs if not row.state_before["has_unpublished_changes"]]
        execute(BACK_AS_IT_WAS, self.model._meta.db_table, "id", clean)
        self.followed.add([each.record for each in written if each.publishes], were_there=True)
        self.kept += [record.pk for _row, record in pairs]


def as_before(model: type[models.Model], pairs: Iterable[tuple[ImportedRecord, models.Model]]) -> list[Written]:
    written = []
    for row, record in pairs:
        put_back(record, restored(record, row.before), row.touched)
        written.append(Written(record, publishes=was_public(record), touched=set(row.touched)))
    for each, words in zip(written, model.revealed([each.record for each in written]), strict=True):
        each.reveals = words
    return written


def revealed(importing: Import) -> list[str]:
    """What taking it back would show to everybody: an address that the table has hidden."""
    model = importing.exchanged.model
    touching = reduce(or_, (models.Q(touched__contains=[name]) for name in model.hidden_by), models.Q(pk=None))
    rows = {row.object_id: row for row in importing.records.filter(touching, is_new=False)}
    found = [
        each
        for keys in chunks(list(rows))
        for each in as_before(model, [(rows[record.pk], record) for record in load(model.objects.filter(pk__in=keys))])
    ]
    return [each.reveals for each in found if each.publishes and each.reveals]


def was_public(record: models.Model) -> bool:
    """The import had published its change, so the page must change back."""
    return record.live and not record.has_unpublished_changes


def put_back(record: models.Model, old: models.Model, touched: Iterable[str]) -> None:
    rows = {*child_relations(type(record)), *links(type(record))}
    for name in touched:
        if name in rows:
            record._cluster_related_objects[name] = old._cluster_related_objects[name]
        else:
            attribute = record._meta.get_field(name).attname
            setattr(record, attribute, getattr(old, attribute))


def execute(statement: str, table: str, column: str, ids: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement.format(table=table, column=column), [ids])
