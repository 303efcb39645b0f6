"""The highest ranks, as lexemes: of many matches those that bear one are looked at first, and mostly fill the page.

A common word stands in the titles of twenty thousand services; only some hundred of them have a rank by which they
could come on the first page.
"""

from django.db import connection

from search.wording.keeping import Kept

MARK = "%"
HIGHEST = 99
# They are to have this share of all entries, or a little more.
SHARE = 0.02
SECONDS = 300
# PostgreSQL's statistics know how often each rank is; there are a few dozen.
RANKS = """
    SELECT rank, share FROM pg_stats,
        unnest(most_common_vals::text::integer[], most_common_freqs) AS known (rank, share)
    WHERE schemaname = current_schema() AND tablename = 'search_searchentry' AND attname = 'rank'
    ORDER BY rank DESC
"""


def lexeme(rank: int) -> str:
    return f"{MARK}{min(rank, HIGHEST)}"


def read() -> tuple[str, ...]:
    """From the highest down to the one with which they are enough; none where nothing is known."""
    with connection.cursor() as cursor:
        cursor.execute(RANKS)
        shares = cursor.fetchall()
    enough = 0.0
    for rank, share in shares:
        enough += share
        if enough >= SHARE:
            return tuple(lexeme(each) for each in range(min(rank, HIGHEST), HIGHEST + 1))
    return ()


highest = Kept(read, SECONDS)
