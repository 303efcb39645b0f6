"""What share of entries has a common lexeme, as PostgreSQL's statistics know it, and what share meets a formula."""

from dataclasses import dataclass, field
from math import prod

from django.db import connection

from search.formulas import Formula, Has, Not
from search.wording.keeping import Kept

SECONDS = 300
COMMON = """
    SELECT reltuples, most_common_elems::text::text[], most_common_elem_freqs FROM pg_class, pg_stats
    WHERE pg_class.oid = 'search_searchentry'::regclass AND schemaname = current_schema()
        AND tablename = 'search_searchentry' AND attname = 'terms'
"""


@dataclass(frozen=True)
class Shares:
    """How many entries there are, and the shares that have each common lexeme."""

    entries: float = 0
    of: dict[str, float] = field(default_factory=dict)

    def expected(self, formula: Formula) -> float:
        """How many entries meet the formula, if no lexeme knew of another; one that is not common counts as none."""
        return self.entries * self.share(formula)

    def share(self, formula: Formula) -> float:
        if isinstance(formula, Has):
            return self.of.get(formula.lexeme, 0)
        if isinstance(formula, Not):
            return 1 - self.share(formula.of)
        each = map(self.share, formula.parts)
        return prod(each) if formula.sign == "&" else min(1, sum(each))


def read() -> Shares:
    with connection.cursor() as cursor:
        cursor.execute(COMMON)
        found = cursor.fetchone()
    if found is None:
        return Shares()
    entries, lexemes, shares = found
    # Behind the shares of the lexemes stand the least and the greatest of them.
    return Shares(entries, dict(zip(lexemes, shares, strict=False)))


shares = Kept(read, SECONDS)
