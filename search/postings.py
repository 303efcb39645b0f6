"""Postings: which entries have a common word, a facet term or a section, as rows of bits for processes to read
(search.bitmaps).

Writers touch no posting: a trigger notes the entries that they change, questions look at these by themselves, and
`fold` writes the bits of their chunks anew.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.db import connection, transaction

from search.models import CHUNK, SearchChange, SearchEntry, SearchPosting

TABLE, ENTRIES = SearchPosting._meta.db_table, SearchEntry._meta.db_table
# It has the postings of every entry.
EVERYTHING = ""
# Facet terms, sections, schedules and ranks all have postings; of words, wherever they are or in titles, those that
# PostgreSQL's statistics know as common.
ALWAYS = ("#", "@", "~", "%")
COMMON = """
    SELECT lexeme FROM pg_stats, unnest(most_common_elems::text::text[]) AS lexeme
    WHERE schemaname = current_schema() AND tablename = %s AND attname = 'terms' AND lexeme ~ '^[^#@~^%%B-Z]'
"""
LEXEMES = """
    SELECT mod(id, {chunk})::integer, array_to_string(tsvector_to_array(terms), ' ')
    FROM {table} WHERE id >= %s AND id < %s
"""
# So many changes are looked up without being felt.
BEARABLE = 300
LOCK = 7_240_001

BYTES = CHUNK // 8

Positions = dict[str, list[int]]


def post(cursor, table: str) -> None:
    """Write every posting of this table of entries anew; its statistics must be up to date, and nobody may write it."""
    cursor.execute(f"DELETE FROM {TABLE}")  # noqa: S608
    cursor.execute("DELETE FROM search_searchchange")
    cursor.execute(COMMON, [table])
    common = {lexeme for (lexeme,) in cursor.fetchall()}
    cursor.execute(f"SELECT coalesce(max(id), 0) / {CHUNK} FROM {table}")  # noqa: S608
    for chunk in range(cursor.fetchone()[0] + 1):
        write(cursor, table, chunk, common)


def are_written() -> bool:
    return SearchPosting.objects.filter(lexeme=EVERYTHING).exists()


def fold() -> int:
    """Bring the postings up to date, and return how many changes were taken in. Nobody waits for it.

    What is changed after its first statement stays noted, so it is of no matter which state of that it writes.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute("DELETE FROM search_searchchange RETURNING entry")
        changed = [entry for (entry,) in cursor.fetchall()]
        if not are_written():
            post(cursor, ENTRIES)
            return len(changed)
        cursor.execute(f"SELECT lexeme FROM {TABLE} WHERE chunk = 0")  # noqa: S608
        common = {lexeme for (lexeme,) in cursor.fetchall()}
        for chunk in sorted({entry // CHUNK for entry in changed}):
            cursor.execute(f"DELETE FROM {TABLE} WHERE chunk = %s", [chunk])  # noqa: S608
            write(cursor, ENTRIES, chunk, common)
    return len(changed)


def wait(cursor) -> None:
    """Until nobody folds any more; nobody will before the end of the transaction."""
    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def are_stale() -> bool:
    return SearchChange.objects.all()[BEARABLE : BEARABLE + 1].exists() or not are_written()


def write(cursor, table: str, chunk: int, common: set[str]) -> None:
    cursor.execute(LEXEMES.format(table=table, chunk=CHUNK), [chunk * CHUNK, (chunk + 1) * CHUNK])
    found = positions(cursor, common)
    if chunk == 0:
        # What has a posting at all is told by its first chunk.
        found = {**dict.fromkeys([EVERYTHING, *common], ()), **found}
    with cursor.copy(f"COPY {TABLE} (lexeme, chunk, bits) FROM STDIN") as stream:
        for lexeme, places in found.items():
            stream.write_row((lexeme, chunk, bits(places)))


def positions(rows: Iterable[tuple[int, str]], common: set[str]) -> Positions:
    """Where in the chunk each lexeme stands that is to have a posting."""
    found: Positions = defaultdict(list)
    for position, lexemes in rows:
        found[EVERYTHING].append(position)
        for lexeme in lexemes.split(" "):
            if lexeme in common or lexeme.startswith(ALWAYS):
                found[lexeme].append(position)
    return found


def bits(places: Iterable[int]) -> bytes:
    """Bit n, counted from the lowest of the first byte, stands for the entry n of the chunk."""
    text = bytearray(BYTES)
    for place in places:
        text[place >> 3] |= 1 << (place & 7)
    return bytes(text)
