"""What the index has answered, kept in the process for as long as it would answer the same.

Every question asks for the state of the index anyway (search.naming): where it is still the one that the answer was
given at, nothing else is asked. No state ever comes again, so nobody has to say that something has changed.
"""

from collections.abc import Callable, Hashable

from django.conf import settings
from django.db import connection

from portal.written import Written
from search import naming
from search.naming import Known
from search.statements import Statement, execute
from search.tallies import Counts

# The cards of a page take ten kilobytes, with the counts of all facets forty.
KEPT = Written(settings.ANSWERS_KEPT_MB << 20)


def told(known: Known, key: Hashable | None, ask: Callable[[], tuple[Counts, Statement]]) -> tuple[Counts, list[tuple]]:
    """The counts, and the rows of the statement. Under the key, if any, stands all that decides them.

    Raises Outdated where the index is not what was known of it; that is asked last, so that rows are of no later state.
    """
    kept = KEPT.known(key, known.now) if key else None
    counts, *statements = (kept[0],) if kept else ask()
    with connection.cursor() as cursor:
        *rows, now = execute(cursor, *statements, (naming.NOW, []))
    naming.checked(now, known)
    if kept:
        return Counts(*counts), kept[1]
    if key:
        KEPT.note(key, known.now, (tuple(counts), rows[0]))
    return counts, rows[0]
