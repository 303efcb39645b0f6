"""Build the whole index anew beside the old one, and put it in its place at once.

Visitors read the old entries until the new ones stand; whoever saves a record meanwhile waits. Rows go in by COPY, and
the indexes are made after them, which for many rows takes a fraction of the time. Memory does not grow with the rows.
"""

from collections.abc import Callable, Iterable

from django.db import connection, transaction

from search import postings, suggesting, swapping, terms
from search.documents import COLUMNS, Document, rows_of
from search.models import SearchCount, SearchEntry, SearchTerm, Type
from search.sources import SOURCES, Source
from search.wording import vocabulary
from services_directory.models import HelpKind

TABLE = SearchEntry._meta.db_table
TYPES = ["varchar", "int8", "int2", "text", "text", "text", "text", "text", "varchar", "text", "jsonb"]
OTHERS = ["search_searchterm", "search_searchcount", "search_searchposting", "search_searchsuggestion"]
STEP = 10_000
BATCH = 1000
COUNT = """
    INSERT INTO search_searchcount (type, term, change)
    SELECT type, term::integer, sum(n)
    FROM (
        SELECT type, ids, count(*) AS n
        FROM {table}, LATERAL (VALUES ('0'), (territories), (kinds), (categories), (traits)) AS terms (ids)
        WHERE ids <> '' GROUP BY type, ids
    ) AS grouped, LATERAL string_to_table(ids, ' ') AS term
    GROUP BY type, term
"""
Progress = Callable[[str, int], None]


def rebuild(types: Iterable[Type] = tuple(Type), progress: Progress = lambda label, done: None) -> int:
    """Write every entry of these types anew and keep the others; return how many were written."""
    chosen = [source for source in SOURCES if source.type in set(types)]
    with transaction.atomic(), connection.cursor() as cursor:
        postings.wait(cursor)
        cursor.execute(f"LOCK TABLE {TABLE} IN SHARE ROW EXCLUSIVE MODE")
        terms.sync_all()
        new = swapping.twin(cursor, TABLE)
        keep(cursor, new, [source.type for source in chosen])
        forget_suggestions([source.type for source in chosen])
        written = sum(fill(cursor, new, source, progress) for source in chosen)
        progress("GIN", written)
        swapping.add_indexes(cursor, TABLE, new)
        SearchCount.objects.all().delete()
        cursor.execute(COUNT.format(table=new))
        cursor.execute(f"ANALYZE {new}")
        postings.post(cursor, new)
        swapping.swap(cursor, TABLE, new)
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(OTHERS)}")
    vocabulary.rebuild()
    return written


def keep(cursor, new: str, types: list[Type]) -> None:
    columns = ", ".join(COLUMNS)
    cursor.execute(
        f"INSERT INTO {new} ({columns}) SELECT {columns} FROM {TABLE} WHERE type <> ALL(%s)",  # noqa: S608
        [[str(each) for each in types]],
    )


def forget_suggestions(types: list[Type]) -> None:
    """Take out what these types suggest; kinds of help are few and are always written anew."""
    kinds = HelpKind.objects.in_bulk()
    for term in SearchTerm.objects.filter(group=terms.Group.KIND):
        suggesting.refresh_kind(term, kinds[int(term.source)].synonyms)
    suggesting.forget([str(each) for each in types])


def fill(cursor, new: str, source: Source, progress: Progress) -> int:
    """Write the entries of a source in batches: while a COPY runs, the connection reads nothing."""
    ids, named, written = terms.TermIds(), suggesting.Names(), 0
    for batch in batches(source.documents()):
        copy(cursor, new, batch, ids)
        suggesting.store(each for document in batch for each in named.new(document))
        written += len(batch)
        if written % STEP < BATCH:
            progress(source.type.label, written)
    return written


def batches(documents: Iterable[Document]) -> Iterable[list[Document]]:
    batch: list[Document] = []
    for document in documents:
        batch.append(document)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def copy(cursor, new: str, documents: list[Document], ids: terms.TermIds) -> None:
    rows = rows_of(documents, ids)
    with cursor.copy(f"COPY {new} ({', '.join(COLUMNS)}) FROM STDIN") as stream:
        stream.set_types(TYPES)
        for row in rows:
            stream.write_row(row)
