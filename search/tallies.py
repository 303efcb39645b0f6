"""How many entries answer a question: in all, in each section, with each facet term."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from search.bitmaps import Answering
from search.conditions import Conditions
from search.formulas import Formula
from search.models import SearchTerm, Section
from search.naming import Known, Term
from search.question import Question

Group = SearchTerm.Group


class Counts(NamedTuple):
    """How many entries there are in all, of each term by its id, of each section, and without a selected group."""

    total: int
    terms: dict[int, int]
    sections: dict[str, int]
    without: dict[str, int]


@dataclass(frozen=True)
class Tally:
    """What is to be counted for a question."""

    question: Question
    conditions: Conditions
    known: Known

    @cached_property
    def whole(self) -> Formula:
        return self.conditions.whole()

    @cached_property
    def groups(self) -> list[Group]:
        return list(Group) if self.question.counts_facets else []

    @cached_property
    def without(self) -> dict[Group, Formula]:
        """The terms of a selected group are counted as if none of it were selected."""
        return {group: self.conditions.whole(group) for group in self.conditions.filters if group in self.groups}

    @cached_property
    def anywhere(self) -> Formula:
        """In any section, where these are to be counted."""
        is_narrowed = self.question.sections and self.question.counts_sections
        return replace(self.conditions, sections=()).whole() if is_narrowed else self.whole

    @property
    def formulas(self) -> list[Formula]:
        """What has to be read for it."""
        return [self.whole, *self.without.values(), self.anywhere]

    @property
    def terms(self) -> Iterator[Term]:
        return (term for group in self.groups for term in self.known.of_group.get(group, ()))

    def answering(self, *others: Formula) -> Answering:
        """For what is counted, and these."""
        return self.known.bitmaps.answering([*others, *self.formulas], [term.lexeme for term in self.terms])

    def counts(self, answering: Answering) -> Counts:
        whole = answering.entries(self.whole)
        found = {group: answering.entries(formula) for group, formula in self.without.items()}
        terms = {
            term.id: number
            for term in self.terms
            if (number := (found.get(term.group, whole) & answering.bearing((term.lexeme,))).bit_count())
        }
        anywhere = answering.entries(self.anywhere)
        sections = {
            str(section): number
            for section in Section
            if (number := (anywhere & answering.bearing((f"@{section}",))).bit_count())
        }
        return Counts(
            whole.bit_count(), terms, sections, {group: entries.bit_count() for group, entries in found.items()}
        )
