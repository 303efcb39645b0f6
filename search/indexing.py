"""Keep entries equal to the public records, in the transaction that changes them.

    index(source, ids)          what these records say now: written, or taken out where they are not public any more
    index_bearers(group, pk)    the same for all that bear a term

A record costs the same however large the index is. For very many records at once, see search.rebuilding.
"""

import random
from collections.abc import Iterable

from django.db import connection, transaction

from search import postings, suggesting
from search.documents import COLUMNS, Document, rows_of
from search.models import SearchEntry, SearchTerm
from search.precedents import titles
from search.sources import BY_TYPE, Source
from search.tasks import fold_postings
from search.terms import Group, TermIds

BATCH = 500
CHANGING = [name for name in COLUMNS if name not in {"type", "object_id"}]
# A record that is saved again as it was leaves no dead row behind.
KEPT = ", ".join(f"{name} = excluded.{name}" for name in [*CHANGING, "padding"])
WRITE = f"""
    INSERT INTO search_searchentry AS old ({", ".join(COLUMNS)}) VALUES {{rows}}
    ON CONFLICT (type, object_id) DO UPDATE SET {KEPT}
    WHERE ({", ".join(f"old.{name}" for name in CHANGING)})
        IS DISTINCT FROM ({", ".join(f"excluded.{name}" for name in CHANGING)})
"""  # noqa: S608
ROW = "(" + ", ".join(["%s"] * len(COLUMNS)) + ")"


def index(source: Source, ids: Iterable[int]) -> None:
    """Make the entries of these records say what the records say."""
    terms = TermIds()
    ids = list(ids)
    for start in range(0, len(ids), BATCH):
        with transaction.atomic():
            _index(source, ids[start : start + BATCH], terms)
    fold_now_and_then(len(ids))


def fold_now_and_then(written: int) -> None:
    """Have a worker fold what postings do not know yet, once it is much; that is looked up after one write in fifty."""
    if random.random() < written / 50 and postings.are_stale():  # noqa: S311
        transaction.on_commit(fold_postings.enqueue)


def _index(source: Source, ids: list[int], terms: TermIds) -> None:
    entries = SearchEntry.objects.filter(type=source.type)
    old = dict(entries.filter(object_id__in=ids).values_list("object_id", "card__title"))
    documents = list(source.documents(ids))
    write(documents, terms)
    gone = old.keys() - {document.object_id for document in documents}
    if gone:
        entries.filter(object_id__in=gone).delete()
    suggesting.refresh(source.type, ids, documents, list(old.values()))
    titles.follow(old, {document.object_id: document.card_title for document in documents})


def write(documents: list[Document], terms: TermIds) -> None:
    if not documents:
        return
    rows = list(rows_of(documents, terms))
    with connection.cursor() as cursor:
        cursor.execute(WRITE.format(rows=", ".join([ROW] * len(rows))), [value for row in rows for value in row])


def index_bearers(group: Group, pk: int) -> None:
    """Index again all that bear a term: its name stands on their cards."""
    for term in SearchTerm.objects.filter(group=group, source=str(pk)):
        bearers = SearchEntry.objects.filter(terms__meets=f"'#{term.pk}'")
        for entry_type, source in BY_TYPE.items():
            index(source, bearers.filter(type=entry_type).values_list("object_id", flat=True))
