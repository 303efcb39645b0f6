"""Ranks as lexemes: entries of a rank are found like those that have a word (search.bitmaps)."""

MARK = "%"


def lexeme(rank: int) -> str:
    return f"{MARK}{rank}"


def rank_of(lexeme: str) -> int:
    return int(lexeme.removeprefix(MARK))
