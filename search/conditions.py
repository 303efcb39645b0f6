"""From a question to conditions on the index. Pure: it is told the terms, it asks no database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from search import language
from search.models import SearchTerm, Section
from search.vector import NAMES, TEXT, TIERS, TITLE, all_of, any_of, any_prefix

Group = SearchTerm.Group
Lexemes = tuple[str, ...]
# Borne by no entry.
NOTHING = "#0"
SHORTEST_PREFIX = 3


@dataclass(frozen=True)
class Word:
    """A word of the question: its readings, and the facet terms that it names."""

    token: str
    readings: tuple[str, ...]
    terms: tuple[int, ...] = ()
    as_prefix: bool = False

    def condition(self, tier: str) -> str:
        """A title must have the word itself; elsewhere a related word or a facet term of that name will do."""
        if self.as_prefix:
            return any_prefix([f"{tier}{self.token}"])
        return any_of(self.lexemes(tier))

    def lexemes(self, tier: str) -> tuple[str, ...]:
        """What stands for the word in that part of an entry: any of them will do."""
        if tier == TITLE:
            return tuple(f"{tier}{reading}" for reading in self.readings)
        words = [f"{tier}{word}" for word in sorted(language.kin(self.readings))]
        return (*words, *(f"#{term}" for term in self.terms))


@dataclass(frozen=True)
class Conditions:
    """What entries must meet. `combinations` of words: one of all words, or after loosening several of some.

    `posted` are those of the words that have postings (search.postings); `limits` narrow without being counted: when it
    is open, how far it is.
    """

    combinations: tuple[tuple[Word, ...], ...] = ()
    filters: Mapping[Group, Lexemes] = field(default_factory=dict)
    sections: Lexemes = ()
    posted: frozenset[str] = frozenset()
    limits: tuple[Lexemes, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing narrows but the sections."""
        return not self.combinations and not self.filters and not self.limits

    def words(self, tier: str) -> str:
        """The words in that part of an entry."""
        return " | ".join(f"({all_of(word.condition(tier) for word in words)})" for words in self.combinations)

    def whole(self, without: Group | None = None) -> str:
        """Everything at once, save one group where it is named."""
        words = [f"({self.words(TEXT)})"] if self.combinations else []
        return all_of([*words, *self._narrowing(without)] or [any_of(sections_lexemes(Section))])

    def groups(self, without: Group | None = None) -> list[Lexemes]:
        """The same as groups of lexemes, of each of which an entry has one; it must be `is_plain`."""
        words = [word.lexemes(TEXT) for words in self.combinations for word in words]
        filters = [lexemes for group, lexemes in self.filters.items() if group != without]
        return [*words, *filters, *self.limits, *([self.sections] if self.sections else [])]

    @property
    def is_plain(self) -> bool:
        """All words are asked for, each as a whole."""
        return len(self.combinations) <= 1 and not any(word.as_prefix for words in self.combinations for word in words)

    def tiers(self) -> list[str]:
        """The same entries by where the words stand: first in titles, then in names, then anywhere."""
        if not self.combinations:
            return [self.whole()]
        rest = self._narrowing()
        parts = [f"({self.words(tier)})" for tier in TIERS]
        title, names, text = parts[TIERS.index(TITLE)], parts[TIERS.index(NAMES)], parts[TIERS.index(TEXT)]
        return [
            all_of([title, *rest]),
            all_of([names, f"!{title}", *rest]),
            all_of([text, f"!{names}", *rest]),
        ]

    def _narrowing(self, without: Group | None = None) -> list[str]:
        filters = [any_of(lexemes) for group, lexemes in self.filters.items() if group != without]
        limits = map(any_of, self.limits)
        return [*filters, *limits, *([any_of(self.sections)] if self.sections else [])]


def sections_lexemes(sections: Iterable[str]) -> Lexemes:
    return tuple(f"@{section}" for section in sections)


def filter_lexemes(terms: Iterable[int]) -> Lexemes:
    """Any of the terms; none of them known means nothing is found."""
    return tuple(f"#{term}" for term in terms) or (NOTHING,)
