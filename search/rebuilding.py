"""Build the whole index anew beside the old one, and put it in its place at once.

Visitors read the old entries until the new ones stand; whoever saves a record meanwhile waits. Rows go in by COPY, and
the indexes are made after them, which for many rows takes a fraction of the time. Memory does not grow with the rows.
"""

from collections.abc import Callable, Iterable

from django.db import connection, transaction

from portal import garbage
from search import postings, reading, suggesting, swapping, terms
from search.documents import COLUMNS, rows_of
from search.models import SearchEntry, SearchSuggestion, Type
from search.sources import SOURCES, Source
from search.suggesting import Suggestion
from search.wording import vocabulary

TABLE = SearchEntry._meta.db_table
SUGGESTIONS = SearchSuggestion._meta.db_table
TYPES = ["varchar", "int8", "int2", "text", "text", "text", "varchar", "text", "jsonb"]
OTHERS = ["search_searchterm", "search_searchposting", "search_searchsuggestion"]
STEP = 10_000
Progress = Callable[[str, int], None]


def rebuild(types: Iterable[Type] = tuple(Type), progress: Progress = lambda label, done: None) -> int:
    """Write every entry of these types anew and keep the others; return how many were written."""
    chosen = [source for source in SOURCES if source.type in set(types)]
    # What this transaction has not committed yet, no other connection could read.
    ahead = reading.at_hand if connection.in_atomic_block else reading.ahead
    with garbage.seldom(), transaction.atomic(), connection.cursor() as cursor:
        postings.wait(cursor)
        lock(cursor, TABLE)
        terms.sync_all()
        lock(cursor, SUGGESTIONS)
        new, suggestions = swapping.twin(cursor, TABLE), swapping.twin(cursor, SUGGESTIONS)
        keep(cursor, new, TABLE, COLUMNS, "type", [source.type for source in chosen])
        keep(
            cursor,
            suggestions,
            SUGGESTIONS,
            Suggestion._fields,
            "kind",
            [source.type for source in chosen] + [suggesting.KIND],
        )
        copy(cursor, suggestions, Suggestion._fields, list(suggesting.of_kinds()))
        written = sum(fill(cursor, new, suggestions, source, ahead, progress) for source in chosen)
        progress("GIN", written)
        swapping.add_indexes(cursor, TABLE, new)
        swapping.add_indexes(cursor, SUGGESTIONS, suggestions)
        cursor.execute(f"ANALYZE {new}")
        postings.post(cursor, new)
        swapping.swap(cursor, TABLE, new)
        swapping.swap(cursor, SUGGESTIONS, suggestions)
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(OTHERS)}")
    vocabulary.rebuild()
    return written


def lock(cursor, table: str) -> None:
    """Whoever writes to the table waits, whoever reads it does not."""
    cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")


def keep(cursor, new: str, old: str, names: Iterable[str], of: str, types: list[str]) -> None:
    """Carry over what is of none of these types."""
    columns = ", ".join(names)
    cursor.execute(
        f"INSERT INTO {new} ({columns}) SELECT {columns} FROM {old} WHERE {of} <> ALL(%s)",  # noqa: S608
        [[str(each) for each in types]],
    )


def fill(cursor, new: str, suggestions: str, source: Source, ahead: reading.Ahead, progress: Progress) -> int:
    """Write the entries of a source in batches: while a COPY runs, the connection reads nothing."""
    ids, named, written = terms.TermIds(), suggesting.Names(), 0
    for batch in ahead(source.documents):
        copy(cursor, new, COLUMNS, rows_of(batch, ids), TYPES)
        copy(cursor, suggestions, Suggestion._fields, (each for document in batch for each in named.new(document)))
        written += len(batch)
        if written % STEP < reading.BATCH:
            progress(source.type.label, written)
    return written


def copy(cursor, table: str, columns: Iterable[str], rows: Iterable, types: Iterable[str] = ()) -> None:
    """The server takes in one row while the next is made."""
    with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as stream:
        stream.set_types(types)
        for row in rows:
            stream.write_row(row)
