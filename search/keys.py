"""Keys of the records that answer, for lists of other apps: found and counted as those of the search's own pages."""

from typing import NamedTuple

from django.db import connection

from search.conditions import Conditions
from search.naming import Known
from search.question import Question
from search.statements import KEY, execute, page_statement


class Keys(NamedTuple):
    """Of one page, the best first; and how many there are in all."""

    page: list[int]
    total: int


def keys(question: Question, conditions: Conditions, known: Known) -> Keys:
    """The question says the section, of one type of records, and the page."""
    tiers, whole = conditions.tiers(), conditions.whole()
    answering = known.bitmaps.answering([*tiers, whole])
    entries = answering.page(tiers, question.offset, question.per_page)
    with connection.cursor() as cursor:
        (rows,) = execute(cursor, page_statement(entries, KEY))
    return Keys([key for (key,) in rows], answering.entries(whole).bit_count())
