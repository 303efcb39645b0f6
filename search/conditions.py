"""From a question to conditions on the index. Pure: it is told the terms, it asks no database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from search import language
from search.models import SearchTerm
from search.vector import NAMES, TEXT, TIERS, TITLE, all_of, any_of, any_prefix

Group = SearchTerm.Group
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
        if tier == TITLE:
            return any_of(f"{tier}{reading}" for reading in self.readings)
        words = [f"{tier}{word}" for word in sorted(language.kin(self.readings))]
        return any_of([*words, *(f"#{term}" for term in self.terms)])


@dataclass(frozen=True)
class Conditions:
    """What entries must meet. `combinations` of words: one of all words, or after loosening several of some."""

    combinations: tuple[tuple[Word, ...], ...] = ()
    filters: Mapping[Group, str] = field(default_factory=dict)
    sections: str = ""

    @property
    def is_empty(self) -> bool:
        """Nothing narrows but the sections."""
        return not self.combinations and not self.filters

    def words(self, tier: str) -> str:
        """The words in that part of an entry."""
        return " | ".join(f"({all_of(word.condition(tier) for word in words)})" for words in self.combinations)

    def whole(self, without: Group | None = None) -> str:
        """Everything at once, save one group where it is named."""
        words = [f"({self.words(TEXT)})"] if self.combinations else []
        filters = [condition for group, condition in self.filters.items() if group != without]
        return all_of([*words, *filters, *self._sections])

    def tiers(self) -> list[str]:
        """The same entries by where the words stand: first in titles, then in names, then anywhere."""
        if not self.combinations:
            return [self.whole()]
        rest = [*self.filters.values(), *self._sections]
        parts = [f"({self.words(tier)})" for tier in TIERS]
        title, names, text = parts[TIERS.index(TITLE)], parts[TIERS.index(NAMES)], parts[TIERS.index(TEXT)]
        return [
            all_of([title, *rest]),
            all_of([names, f"!{title}", *rest]),
            all_of([text, f"!{names}", *rest]),
        ]

    @property
    def _sections(self) -> list[str]:
        return [self.sections] if self.sections else []


def sections_condition(sections: Iterable[str]) -> str:
    lexemes = [f"@{section}" for section in sections]
    return any_of(lexemes) if lexemes else ""


def filter_condition(terms: Iterable[int]) -> str:
    """Any of the terms; none of them known means nothing is found."""
    return any_of([f"#{term}" for term in terms] or [NOTHING])
