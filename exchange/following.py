"""What follows from records changed in bulk: entries of the search, and the index of who refers to whom."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from django.apps import apps
from django.db import models, transaction
from django_tasks import task
from wagtail.models import ReferenceIndex

from search.indexing import index
from search.models import Type
from search.sources import BY_TYPE
from services_directory.models import Location, Provider, Service

BATCH = 500


class Followed:
    """Public records that have changed; `update` brings the search in step with them, in the same transaction."""

    def __init__(self):
        self.ids: dict[Type, set[int]] = defaultdict(set)
        self.owners: set[int] = set()

    def before(self, model: type[models.Model], ids: Iterable[int]) -> None:
        """Records are about to change, and may move: the organisations that have them now speak of them too."""
        if model in (Service, Location):
            owners = set(model.objects.filter(pk__in=ids).values_list("provider", flat=True))
            known = self.owners if model is Location else self.ids[Type.PROVIDER]
            known.update(owners)

    def add(self, records: Iterable[models.Model], were_there: bool) -> None:
        """Services speak of their organisation and its places; an organisation speaks of its services."""
        for record in records:
            if isinstance(record, Service):
                self.ids[Type.SERVICE].add(record.pk)
                self.ids[Type.PROVIDER].add(record.provider_id)
            elif isinstance(record, Location):
                self.owners.add(record.provider_id)
            elif isinstance(record, Provider):
                self.ids[Type.PROVIDER].add(record.pk)
                self.owners |= {record.pk} if were_there else set()

    def update(self, tick: Callable[[], None] = lambda: None) -> None:
        """`tick` is called now and then: there may be many."""
        self.ids[Type.PROVIDER] |= self.owners
        for owners in chunks(sorted(self.owners)):
            self.ids[Type.SERVICE] |= set(Service.objects.filter(provider__in=owners).values_list("pk", flat=True))
        for kind in (Type.SERVICE, Type.PROVIDER):
            for ids in chunks(sorted(self.ids[kind])):
                index(BY_TYPE[kind], ids)
                tick()


def chunks(ids: list[int]) -> Iterable[list[int]]:
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))


@task()
def refer(model: str, ids: list[int]) -> None:
    """Wagtail, too, does this after a page is saved: «where it is used» may lag by a moment."""
    for record in apps.get_model(model)._default_manager.filter(pk__in=ids):
        with transaction.atomic():
            ReferenceIndex.create_or_update_for_object(record)


def refer_later(model: type[models.Model], ids: list[int]) -> None:
    for part in chunks(ids):
        refer.enqueue(model._meta.label, part)
