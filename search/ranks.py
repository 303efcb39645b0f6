"""The highest ranks, as lexemes: where thousands of titles have a word, entries that bear one are looked at first.

«Дети» stands in the titles of twenty thousand services, of which a thousand have a rank by which they could come on the
first page; the others are only counted.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection

from search.wording.keeping import Kept

MARK = "%"
# Whatever ranks higher bears the same lexeme; that sorts nothing, it only says what is looked at first.
HIGHEST = 80
# Of all entries they are to have this share or a little more, and are no help where it is much more.
SHARE, MOST = 0.02, 0.2
# To look twice costs more than to read some hundred rows for nothing: so many times a page there must be of them.
PAGES = 10
SECONDS = 300
# What PostgreSQL's statistics know of common lexemes.
COMMON = """
    SELECT lexeme, share, reltuples FROM pg_class, pg_stats,
        unnest(most_common_elems::text::text[], most_common_elem_freqs) AS known (lexeme, share)
    WHERE pg_class.oid = 'search_searchentry'::regclass AND schemaname = current_schema()
        AND tablename = 'search_searchentry' AND attname = 'terms' AND (lexeme LIKE 'A%%' OR lexeme LIKE '\\%%%%')
"""


def lexeme(rank: int) -> str:
    return f"{MARK}{min(rank, HIGHEST)}"


@dataclass(frozen=True)
class Highest:
    """The lexemes, the share of entries that bear one, and how many entries have each common word in their title."""

    lexemes: tuple[str, ...] = ()
    share: float = 0
    titles: dict[str, float] = field(default_factory=dict)

    def worth(self, words: Iterable[Iterable[Iterable[str]]], reach: int) -> tuple[str, ...]:
        """The lexemes, if they will fill a page that reaches so far; of each word one reading must be there."""
        found = [sum(self.titles.get(lexeme, 0) for lexeme in readings) for word in words for readings in word]
        return self.lexemes if found and min(found) * self.share >= PAGES * reach else ()


def read() -> Highest:
    with connection.cursor() as cursor:
        cursor.execute(COMMON)
        rows = cursor.fetchall()
    shares = {int(lexeme[1:]): share for lexeme, share, _all in rows if lexeme.startswith(MARK)}
    titles = {lexeme: share * entries for lexeme, share, entries in rows if not lexeme.startswith(MARK)}
    enough = 0.0
    for rank in sorted(shares, reverse=True):
        enough += shares[rank]
        if enough >= SHARE:
            lexemes = tuple(lexeme(each) for each in range(rank, HIGHEST + 1))
            return Highest(lexemes, enough, titles) if enough <= MOST else Highest()
    return Highest()


highest = Kept(read, SECONDS)
