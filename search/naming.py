"""What is known of the index: facet terms that the words or filters of a question name, and all entries as bits.

This is kept in the process, and each question asks whether it is still what it was, most in one trip with what it
finds: so what an editor changes is heard at once, in every process.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import inf
from typing import NamedTuple, Self

from django.db import connection

from search import language, ranks
from search.bitmaps import NO_CHANGES, Bitmaps, Store, changes_since
from search.models import SearchTerm
from search.postings import EVERYTHING
from search.question import Question
from search.statements import TERM, execute
from search.terms import age_codes
from search.wording.ages import years
from search.wording.keeping import Kept
from search.wording.synonyms import Heard

Group = SearchTerm.Group
# What is known of the index holds as long as this gives the same. Notes of changes have numbers that never come again;
# one that is written later may have a lower number, but then there are more of them.
NOW = """
    SELECT state, last, changes FROM
        (SELECT string_agg(id::text, ' ' ORDER BY id) AS state FROM search_searchstate) AS states,
        (SELECT max(id) AS last, count(*) AS changes FROM search_searchchange) AS noted
"""
TERMS = f"SELECT {TERM}, term.words FROM search_searchterm AS term WHERE is_public ORDER BY id"  # noqa: S608
# What has a posting at all is told by its first chunk; a rank may have none there.
POSTED = """
    SELECT DISTINCT lexeme FROM search_searchposting WHERE chunk = 0 OR lexeme > '%%' AND lexeme < '&'
"""
RANKS = "SELECT DISTINCT rank FROM search_searchentry"


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
    lexeme: str


class Now(NamedTuple):
    """`state` is another whenever terms or postings have been written, the rest whenever an entry has been."""

    state: str | None
    last: int | None
    changes: int


class Outdated(Exception):
    """What was known of the index is so no more."""


@dataclass(frozen=True)
class Known:
    """All public terms, and all entries as bits, as they were then."""

    now: Now
    terms: list[Term]
    by_word: dict[str, list[Term]]
    by_value: dict[tuple[str, str], list[Term]]
    of_group: dict[str, list[Term]]
    bitmaps: Bitmaps

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

    def at(self, now: Now) -> Self:
        """The same state a moment later."""
        old = self.bitmaps
        return replace(self, now=now, bitmaps=Bitmaps(old.store, changes_since(old.changes)))


class Named(NamedTuple):
    """Facet terms that a question names, and all that is known of the index."""

    terms: list[Term]
    known: Known


def read() -> Known:
    with connection.cursor() as cursor:
        # The state first: what is written meanwhile makes it an old one.
        (now,), rows, posted = execute(cursor, (NOW, []), (TERMS, []), (POSTED, []))
        lexemes = frozenset(lexeme for (lexeme,) in posted)
        found = [lexeme for lexeme in lexemes if lexeme.startswith(ranks.MARK)]
        if EVERYTHING not in lexemes:
            cursor.execute(RANKS)
            found = [ranks.lexeme(rank) for (rank,) in cursor.fetchall()]
    terms = [Term(*row, f"#{row[0]}") for row in rows]
    by_word, by_value, of_group = defaultdict(list), defaultdict(list), defaultdict(list)
    for term in terms:
        of_group[term.group].append(term)
        by_value[term.group, term.value].append(term)
        for word in term.words:
            by_word[word].append(term)
    bitmaps = Bitmaps(Store(lexemes, tuple(found)), changes_since(NO_CHANGES))
    return Known(Now(*now), terms, dict(by_word), dict(by_value), dict(of_group), bitmaps)


kept = Kept(read, inf)


def current() -> Known:
    with connection.cursor() as cursor:
        ((row,),) = execute(cursor, (NOW, []))
    known, now = kept(), Now(*row)
    if known.now.state != now.state:
        kept.forget()
    elif known.now != now:
        kept.put(known.at(now))
    return kept()


def checked(now: list[tuple], known: Known) -> None:
    """Raise where the answer of `NOW` is not what was presumed."""
    if [known.now] != now:
        raise Outdated


def named_terms(question: Question, words: list[Heard], presumed: Known | None = None) -> Named:
    """By what is known now; or by what is presumed, then it has to be checked."""
    known = presumed or current()
    if not words and not question.selected:
        return Named([], known)
    readings = {reading for word in words for reading in word.readings}
    everywhere = {
        reading for word in words for phrase in (word.own, *word.meant) for each in phrase for reading in each
    }
    families = (term for term in known.said(language.kin(everywhere)) if term.group == Group.CATEGORY)
    found = {term.id: term for term in known.said(language.kin(readings) | readings)}
    found |= {term.id: term for term in (*families, *known.chosen(question), *known.of_ages(words))}
    return Named([found[pk] for pk in sorted(found)], known)


def terms_named(readings: tuple[str, ...], terms: list[Term]) -> tuple[int, ...]:
    """The terms that have the word in their name. One inside another adds nothing: what bears it bears both."""
    found = {term.id: term for term in terms if not language.kin(readings).isdisjoint(term.words)}
    return tuple(term.id for term in found.values() if term.parent not in found)


def accepted(values: tuple[str, ...], terms: list[Term]) -> list[int]:
    """The terms of these values. What belongs to the whole country answers for any territory, but for a known one."""
    chosen = [term.id for term in terms if term.value in values]
    return chosen and chosen + [term.id for term in terms if term.is_everywhere]
