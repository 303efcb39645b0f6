"""What the index knows of a question: facet terms that its words or filters name, and which words have postings."""

from typing import NamedTuple

from django.db import connection

from search import language
from search.conditions import prefixed
from search.models import SearchTerm
from search.postings import EVERYTHING
from search.question import Question
from search.statements import TERM, execute
from search.terms import age_codes
from search.vector import AUDIENCE, TITLE
from search.wording.ages import years
from search.wording.synonyms import Heard

Group = SearchTerm.Group
POSTED, CHANGED = "posted", "changed"
# In one statement: terms, then words with postings as labels, then one more row if a change is noted.
NAMED = f"""
    SELECT {TERM}, term.words FROM search_searchterm AS term
    WHERE is_public AND (
        words && %s::varchar[]
        OR (term."group", value) IN (SELECT * FROM unnest(%s::text[], %s::text[]))
        OR "group" = 'category' AND words && %s::varchar[]
        OR is_everywhere AND %s
    )
    UNION ALL
    SELECT NULL, '{POSTED}', NULL, lexeme, NULL, NULL, NULL, NULL
    FROM search_searchposting WHERE chunk = 0 AND lexeme = ANY(%s)
    UNION ALL
    (SELECT NULL, '{CHANGED}', NULL, NULL, NULL, NULL, NULL, NULL FROM search_searchchange LIMIT 1)
"""  # noqa: S608


class Term(NamedTuple):
    """A facet term, as the statements select it."""

    id: int
    group: str
    value: str
    label: str
    position: int
    parent: int | None
    is_everywhere: bool
    words: list[str]


class Named(NamedTuple):
    """`postings_are_current`: no entry has changed since they were written."""

    terms: list[Term]
    posted: frozenset[str]
    postings_are_current: bool = False


def named_terms(question: Question, words: list[Heard]) -> Named:
    if not words and not question.selected and not question.when:
        return Named([], frozenset())
    readings = {reading for word in words for reading in word.readings}
    spoken = list(language.kin(readings) | readings)
    everywhere = {
        reading for word in words for phrase in (word.own, *word.meant) for each in phrase for reading in each
    }
    pairs = [(str(group), value) for group, values in question.selected.items() for value in values]
    pairs += [(Group.AGE, code) for _tokens, age in years(words) for code in age_codes(age, age)]
    groups, values = [group for group, _value in pairs], [value for _group, value in pairs]
    titles = [title for part in (TITLE, AUDIENCE) for title in prefixed(part, language.with_relatives(everywhere))]
    kin = list(language.kin(everywhere))
    common = [EVERYTHING, *kin, *titles]
    asked = [spoken, groups, values, kin, Group.TERRITORY in question.selected, common]
    with connection.cursor() as cursor:
        (rows,) = execute(cursor, (NAMED, asked))
    rows = [Term(*row) for row in rows]
    return Named(
        [row for row in rows if row.id is not None],
        frozenset(row.label for row in rows if row.group == POSTED),
        all(row.group != CHANGED for row in rows),
    )


def terms_named(readings: tuple[str, ...], terms: list[Term]) -> tuple[int, ...]:
    """The terms that have the word in their name. One inside another adds nothing: what bears it bears both."""
    found = {term.id: term for term in terms if not language.kin(readings).isdisjoint(term.words)}
    return tuple(term.id for term in found.values() if term.parent not in found)


def accepted(values: tuple[str, ...], terms: list[Term]) -> list[int]:
    """The terms of these values. What belongs to the whole country answers for any territory, but for a known one."""
    chosen = [term.id for term in terms if term.value in values]
    return chosen and chosen + [term.id for term in terms if term.is_everywhere]
