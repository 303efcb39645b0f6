"""What the index has answered, kept in the process for as long as it would answer the same.

Every question asks for the state of the index anyway (search.naming). Where no entry has changed since the postings
were written, and these and the terms are still those of that state, the same statements find the same rows: nothing but
the state is asked then. No state ever comes again, so nobody has to say that something has changed.
"""

from collections.abc import Hashable, Sequence

from django.conf import settings

from portal.written import Written
from search import naming
from search.naming import Named
from search.postings import EVERYTHING
from search.sets import Statement
from search.statements import execute

# The cards of a page take ten kilobytes, with the counts of all facets forty.
KEPT = Written(settings.ANSWERS_KEPT_MB << 20)


def told(cursor, named: Named, statements: Sequence[Statement], *, only_index: bool = True) -> list[list[tuple]]:
    """The rows of each statement; `only_index`: they ask nothing else. Raises where it is not what was known of it."""
    key = key_of(statements) if only_index and lasts(named) else None
    known = KEPT.known(key, named.now) if key else None
    now, *rows = execute(cursor, (naming.NOW, []), *(() if known else statements))
    naming.checked(now, named)
    if key and not known:
        KEPT.note(key, named.now, rows)
    return known or rows


def lasts(named: Named) -> bool:
    """What is answered holds until the state is another. Without postings no state would tell of what is written."""
    return bool(named.now) and not named.now.has_changes and EVERYTHING in named.posted


def key_of(statements: Sequence[Statement]) -> Hashable:
    return tuple(
        (sql, *(tuple(each) if isinstance(each, list) else each for each in values)) for sql, values in statements
    )
