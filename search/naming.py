"""What the index knows of a question: facet terms that its words or filters name, and which words have postings.

All terms and these words are kept in the process, and each question asks whether they are still what they were, most
in one trip with what it finds: so what an editor changes is heard at once, in every process.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from math import inf
from typing import NamedTuple

from django.db import connection

from search import language
from search.models import SearchTerm
from search.question import Question
from search.statements import TERM, execute
from search.terms import age_codes
from search.wording.ages import years
from search.wording.keeping import Kept
from search.wording.synonyms import Heard

Group = SearchTerm.Group
# What is known of the index holds as long as this gives the same.
NOW = """
    SELECT (SELECT string_agg(id::text, ' ' ORDER BY id) FROM search_searchstate), EXISTS (SELECT FROM search_searchchange)
"""  # noqa: E501
TERMS = f"SELECT {TERM}, term.words FROM search_searchterm AS term WHERE is_public ORDER BY id"  # noqa: S608
POSTED = "SELECT lexeme FROM search_searchposting WHERE chunk = 0"


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


class Now(NamedTuple):
    """`state` is another whenever terms or postings have been written, `has_changes` if the latter lack some entry."""

    state: str | None
    has_changes: bool


class Outdated(Exception):
    """What was known of the index is so no more."""


class Named(NamedTuple):
    """`postings_are_current`: no entry has changed since they were written. `now`: as long as this holds."""

    terms: list[Term]
    posted: frozenset[str]
    postings_are_current: bool = False
    now: Now | None = None


@dataclass(frozen=True)
class Known:
    """All public terms, and all lexemes with postings, as they were then."""

    now: Now
    terms: list[Term]
    posted: frozenset[str]

    @cached_property
    def by_word(self) -> dict[str, list[Term]]:
        found = defaultdict(list)
        for term in self.terms:
            for word in term.words:
                found[word].append(term)
        return dict(found)

    @cached_property
    def by_value(self) -> dict[tuple[str, str], list[Term]]:
        found = defaultdict(list)
        for term in self.terms:
            found[term.group, term.value].append(term)
        return dict(found)

    def said(self, words: Iterable[str]) -> Iterator[Term]:
        for word in words:
            yield from self.by_word.get(word, ())

    def chosen(self, question: Question) -> Iterator[Term]:
        """What the filters name; beside a territory, what belongs to all."""
        for group, values in question.selected.items():
            for value in values:
                yield from self.by_value.get((group, value), ())
        if Group.TERRITORY in question.selected:
            yield from (term for term in self.terms if term.is_everywhere)

    def of_ages(self, words: list[Heard]) -> Iterator[Term]:
        """The ages that the words tell."""
        for _tokens, age in years(words):
            for code in age_codes(age, age):
                yield from self.by_value.get((Group.AGE, code), ())


def read() -> Known:
    with connection.cursor() as cursor:
        # The state first: what is written meanwhile makes it an old one.
        (now,), terms, posted = execute(cursor, (NOW, []), (TERMS, []), (POSTED, []))
    return Known(Now(*now), [Term(*row) for row in terms], frozenset(lexeme for (lexeme,) in posted))


kept = Kept(read, inf)


def current() -> Known:
    with connection.cursor() as cursor:
        ((now,),) = execute(cursor, (NOW, []))
    if kept().now != now:
        kept.forget()
    return kept()


def checked(now: list[tuple], named: Named) -> None:
    """Raise where the answer of `NOW` is not what was presumed."""
    if named.now not in (None, *now):
        raise Outdated


def named_terms(question: Question, words: list[Heard], presumed: Known | None = None) -> Named:
    """By what is known now; or by what is presumed, then it has to be checked."""
    if not words and not question.selected and not question.when:
        return Named([], frozenset())
    known = presumed or current()
    readings = {reading for word in words for reading in word.readings}
    everywhere = {
        reading for word in words for phrase in (word.own, *word.meant) for each in phrase for reading in each
    }
    families = (term for term in known.said(language.kin(everywhere)) if term.group == Group.CATEGORY)
    found = {term.id: term for term in known.said(language.kin(readings) | readings)}
    found |= {term.id: term for term in (*families, *known.chosen(question), *known.of_ages(words))}
    return Named([found[pk] for pk in sorted(found)], known.posted, not known.now.has_changes, known.now)


def terms_named(readings: tuple[str, ...], terms: list[Term]) -> tuple[int, ...]:
    """The terms that have the word in their name. One inside another adds nothing: what bears it bears both."""
    found = {term.id: term for term in terms if not language.kin(readings).isdisjoint(term.words)}
    return tuple(term.id for term in found.values() if term.parent not in found)


def accepted(values: tuple[str, ...], terms: list[Term]) -> list[int]:
    """The terms of these values. What belongs to the whole country answers for any territory, but for a known one."""
    chosen = [term.id for term in terms if term.value in values]
    return chosen and chosen + [term.id for term in terms if term.is_everywhere]
