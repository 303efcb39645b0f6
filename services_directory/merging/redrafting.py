"""Revisions after an undoing: whoever edits or publishes next must start from what came back."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.contrib.contenttypes.models import ContentType
from django.db.models import ForeignKey, Model, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Revision

from portal.formatting import nested

from ..models import Provider
from . import revised
from .undoing import Undoing

# The model of the records, the field in their revisions, and which records.
Touched = Iterator[tuple[type[Model], str, Iterable]]


class Redrafting:
    """Made before the rows go back, asked after: it must know what each record said of its organisations until then."""

    def __init__(self, undoing: Undoing):
        self.undoing = undoing
        self.written = [number for number, *_rest in undoing.traces.drafts]
        self.plain = [(holder, name, list(rows)) for holder, name, rows in named_by_key(undoing)]
        self.listed = defaultdict(set)
        for holder, name, rows in named_in_lists(undoing):
            self.listed[holder, name].update(rows)
        self.before = self.said()

    def said(self) -> dict[tuple, list]:
        return {
            (holder, name, record.pk): record.serializable_data()[name]
            for (holder, name), rows in self.listed.items()
            for record in holder._base_manager.filter(pk__in=rows)
        }

    def finish(self) -> list[str]:
        """Words about the drafts that a person must look at."""
        for number, name, was, became in self.undoing.traces.drafts:
            rewrite(Revision.objects.filter(pk=number), name, became, was)
        for holder, name, rows in self.plain:
            rewrite(self.since(holder, rows), name, self.undoing.merger.into_id, self.undoing.merger.number)
        return [word for place, now in self.said().items() for word in self.follow(place, now)]

    def follow(self, place: tuple, now: list) -> list[str]:
        holder, name, number = place
        changed = rewrite(self.since(holder, [number]), name, self.before[place], now)
        return [
            nested(_("черновик «%(name)s»: проверьте, какие организации в нём названы") % {"name": each})
            for each in changed
        ]

    def since(self, holder: type[Model], rows: Iterable) -> QuerySet:
        """What was drafted after the merger."""
        kind = ContentType.objects.get_for_model(holder, for_concrete_model=False)
        made = Revision.objects.filter(content_type=kind, object_id__in=[str(row) for row in rows])
        return made.filter(created_at__gte=self.undoing.merger.merged_at).exclude(pk__in=self.written)


def rewrite(revisions: QuerySet, name: str, was, becomes) -> list[str]:
    """Where a revision says what the merger made of it. Of which it says something else."""
    others = []
    for revision in revisions:
        if revision.content.get(name) == was:
            revision.content[name] = becomes
            revision.save(update_fields=["content"])
        elif revision.content.get(name) != becomes and revision.is_latest_revision():
            others.append(revision.object_str)
    return others


def named_by_key(undoing: Undoing) -> Touched:
    for pointer, rows, _lost in undoing.rows:
        yield from ((holder, path[0], rows) for holder, path in revised(pointer) if len(path) == 1)


def named_in_lists(undoing: Undoing) -> Touched:
    """Records whose lists name the organisation by rows that come back."""
    for pointer, rows, _lost in undoing.rows:
        found = pointer.model._base_manager.filter(pk__in=rows)
        yield from ((holder, name, found.values_list(link, flat=True)) for holder, name, link in lists(pointer))
    for row, _hung in undoing.doubled:
        pointers = (each for each in row._meta.fields if each.related_model is Provider)
        yield from ((holder, name, [getattr(row, link)]) for each in pointers for holder, name, link in lists(each))


def lists(pointer: ForeignKey) -> Iterator[tuple[type[Model], str, str]]:
    """Of every list: whose it is, its name, and the row's key to the record that has it."""
    for holder, path in revised(pointer):
        if len(path) == 2:
            keys = (each for each in pointer.model._meta.fields if each.related_model is holder and each is not pointer)
            yield holder, path[0], next(keys).attname
