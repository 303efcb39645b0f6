"""A source of entries: a model, its public records, and what each says of itself."""

import datetime
import functools
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils import timezone

from search.documents import Document
from search.models import Type

BATCH = 2000
FRESH = datetime.timedelta(days=183)
# Among equal matches the broader thing comes first; what raises one record above its like is added to it.
RANKS = {
    Type.CATEGORY: 90,
    Type.PROVIDER: 65,
    Type.SERVICE: 60,
    Type.PRACTICE: 50,
    Type.PROGRAMME: 50,
    Type.PAGE: 50,
    Type.SITUATION: 85,
    Type.MEASURE: 30,
    Type.ACT: 20,
}


@dataclass(frozen=True)
class Source:
    """One query reads all that entries need, whether of one record or of a million."""

    type: Type
    model: type[Model]
    rows: Callable[[], QuerySet]
    document: Callable[..., Document]

    def documents(self, ids: Iterable[int] | None = None) -> Iterator[Document]:
        """What the public records say of themselves, by id; `ids` narrows to some."""
        rows = self.rows() if ids is None else self.rows().filter(pk__in=ids)
        for row in rows.order_by("pk").iterator(chunk_size=BATCH):
            yield self.document(row)


def freshness(verified_on: datetime.date | None) -> int:
    """Checked within half a year, longer ago, never."""
    if verified_on is None:
        return 0
    return 4 if _today(int(time.monotonic()) // 60) - verified_on <= FRESH else 2


@functools.lru_cache(maxsize=1)
def _today(minute: int) -> datetime.date:
    """This day, asked once a minute: a million rows would pay 20 s for it."""
    return timezone.localdate()


def values_of(model: type[Model], path: str, **conditions) -> ArraySubquery:
    """What the outer row is linked to, as one array."""
    return ArraySubquery(model.objects.filter(**conditions).order_by().values(path).distinct())


def named(queryset: QuerySet, columns: str) -> QuerySet:
    """Rows that carry these columns by name and nothing else."""
    return queryset.values_list(*columns.split(), named=True)


@functools.cache
def _pattern(name: str) -> str:
    return reverse(name, args=["slug-of-it"])


def address(name: str, slug: str) -> str:
    """The address of a record; reversing a million of them one by one would take a quarter of an hour."""
    return _pattern(name).replace("slug-of-it", slug)
