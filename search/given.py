"""Bits that a question brings along: what has any of many lexemes, joined once and kept while postings are the same.

At noon hundreds of schedules are open, and to read and join their postings for each question was most of its cost.
Which of them are open changes a few times an hour.
"""

import functools
from typing import NamedTuple

from django.db import connection

from search.models import CHUNK
from search.postings import ALWAYS

# Fewer are joined as fast as their bits are sent.
MANY = 16
# So many sets are kept: the filters by hours and their combinations, at more than one time of the day.
MOST = 16
JOINED = """
    SELECT chunk, bit_or(bits)::text FROM search_searchposting WHERE lexeme = ANY(%s) GROUP BY chunk
"""
ROWS = f"""
    SELECT {{part}}, chunk, ('x' || bits)::bit({CHUNK})
    FROM unnest(%s::integer[], string_to_array(%s, ' ')) AS given (chunk, bits)
"""  # noqa: S608


class Given(NamedTuple):
    """Chunks, and the bits of each, four a digit: one text is sent at a tenth of the cost of a list."""

    chunks: list[int]
    digits: str


def given(state: str | None, *limits: tuple[str, ...]) -> dict[tuple[str, ...], Given]:
    """Of those limits of a question that are many lexemes with postings. `state` is another when these are
    (search.naming)."""
    return {lexemes: joined(state, lexemes) for lexemes in limits if len(lexemes) > MANY and are_posted(lexemes)}


def are_posted(lexemes: tuple[str, ...]) -> bool:
    """Places within a radius are not."""
    return all(lexeme.startswith(ALWAYS) for lexeme in lexemes)


@functools.lru_cache(maxsize=MOST)
def joined(_state: str | None, lexemes: tuple[str, ...]) -> Given:
    with connection.cursor() as cursor:
        cursor.execute(JOINED, [list(lexemes)])
        rows = cursor.fetchall()
    return Given([chunk for chunk, _bits in rows], " ".join(digits(bits) for _chunk, bits in rows))


def digits(bits: str) -> str:
    return f"{int(bits, 2):0{CHUNK // 4}x}"
