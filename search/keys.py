"""Keys of the records that answer, for lists of other apps: found and counted as those of the search's own pages."""

from typing import NamedTuple

from django.db import connection

from search.conditions import Conditions
from search.query import Result, read_counts
from search.question import Question
from search.statements import KEY, counts_statement, execute, page_statement


class Keys(NamedTuple):
    """Of one page, the best first; and how many there are in all."""

    page: list[int]
    total: int


def keys(question: Question, conditions: Conditions) -> Keys:
    """In one round trip. The question says the section, of one type of records, and the page."""
    result = Result(question)
    with connection.cursor() as cursor:
        statements = page_statement(question, conditions, KEY), counts_statement(question, conditions)
        rows, counts = execute(cursor, *statements)
    read_counts(result, counts, [])
    return Keys([key for (key,) in rows], result.total)
