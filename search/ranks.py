"""Ranks as lexemes, so that they have postings like any common word (search.best)."""

MARK, AFTER = "%", "&"
# Whatever ranks higher bears the same lexeme: rows are sorted by the rank itself.
HIGHEST = 80


def lexeme(rank: int) -> str:
    return f"{MARK}{min(rank, HIGHEST)}"
