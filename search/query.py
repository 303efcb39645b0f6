"""Ask the index: `search(question)` gives a page of cards, the total and the counts of every facet.

Whoever calls knows nothing of what is behind, so another engine may take its place.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.db import connection
from django.db.models import Q
from django.utils.text import capfirst

from search import language
from search.conditions import Conditions, Word, filter_condition, sections_condition
from search.loosening import loosened
from search.models import SearchTerm, Section, Type
from search.question import PER_PAGE, Question
from search.statements import PLAN, Statement, counts_statement, page_statement
from search.terms import FIXED_LABELS

Group = SearchTerm.Group


@dataclass(frozen=True)
class Row:
    """A found thing, as its card shows it. `terms` are the ids of its territories, form, price and ages."""

    type: Type
    title: str
    url: str
    summary: str
    facts: list[str]
    terms: frozenset[int]


@dataclass(frozen=True)
class Choice:
    """A value of a facet, and how many results it leaves."""

    id: int
    value: str
    label: str
    position: int
    parent: int | None
    count: int
    is_selected: bool = False


@dataclass
class Result:
    """The answer to a question.

    `without` says how many there would be without a selected group; `loosened`, that nothing has all the words, so what
    has most of them is given.
    """

    question: Question
    rows: list[Row] = field(default_factory=list)
    total: int = 0
    facets: dict[Group, list[Choice]] = field(default_factory=dict)
    sections: dict[Section, int] = field(default_factory=dict)
    without: dict[Group, int] = field(default_factory=dict)
    readings: frozenset[str] = frozenset()
    loosened: bool = False

    @property
    def page(self) -> int:
        return self.question.page

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PER_PAGE))


def search(question: Question) -> Result:
    """Answer. A page beyond the last gives the last; words that are none find nothing."""
    words = language.asked(question.words)
    if question.words and not words:
        return Result(replace(question, page=1))
    terms = named_terms(question, words)
    conditions = understood(question, words, terms)
    result = answered(question, conditions, terms)
    if words and not result.total and (loose := loosened(conditions)):
        result = answered(question, loose, terms)
        result.loosened = True
    result.readings = frozenset(reading for readings in words.values() for reading in readings)
    return result


def counted(question: Question) -> Result:
    """The total and the counts of every facet, without any card."""
    words = language.asked(question.words)
    terms = named_terms(question, words)
    result = Result(question)
    with connection.cursor() as cursor:
        (counts,) = execute(cursor, counts_statement(question, understood(question, words, terms)))
    read_counts(result, counts, terms)
    return result


def named_terms(question: Question, words: dict[str, tuple[str, ...]]) -> list[SearchTerm]:
    """The facet terms that the filters or the words name."""
    named = Q()
    for group, values in question.selected.items():
        named |= Q(group=group, value__in=values)
    if Group.TERRITORY in question.selected:
        named |= Q(is_everywhere=True)
    if words:
        named |= Q(words__overlap=[reading for readings in words.values() for reading in readings])
    return list(SearchTerm.objects.filter(named, is_public=True)) if named else []


def understood(question: Question, words: dict[str, tuple[str, ...]], terms: list[SearchTerm]) -> Conditions:
    asked = tuple(
        Word(token, readings, tuple(term.pk for term in terms if not {*readings}.isdisjoint(term.words)))
        for token, readings in words.items()
    )
    filters = {
        group: filter_condition(accepted(values, [term for term in terms if term.group == group]))
        for group, values in question.selected.items()
    }
    return Conditions((asked,) if asked else (), filters, sections_condition(question.sections))


def accepted(values: tuple[str, ...], terms: list[SearchTerm]) -> list[int]:
    """The terms of these values. What belongs to the whole country answers for any territory, but for a known one."""
    chosen = [term.pk for term in terms if term.value in values]
    return chosen and chosen + [term.pk for term in terms if term.is_everywhere]


def answered(question: Question, conditions: Conditions, terms: list[SearchTerm]) -> Result:
    result = Result(question)
    with connection.cursor() as cursor:
        rows, counts = execute(cursor, page_statement(question, conditions), counts_statement(question, conditions))
        read_counts(result, counts, terms)
        if question.page > result.pages:
            result.question = replace(question, page=result.pages)
            (rows,) = execute(cursor, page_statement(result.question, conditions))
    result.rows = [read_row(row) for row in rows]
    return result


def execute(cursor, *statements: Statement) -> list[list[tuple]]:
    """Run them in one round trip, under the plan that suits them, and give the rows of each."""
    cursor.execute(
        PLAN + ";".join(sql for sql, _arguments in statements),
        [argument for _sql, arguments in statements for argument in arguments],
    )
    answers = []
    while True:
        if cursor.description:
            answers.append(cursor.fetchall())
        if not cursor.nextset():
            return answers


def read_row(row: tuple) -> Row:
    entry_type, card, *terms = row
    return Row(Type(entry_type), **json.loads(card), terms=frozenset(map(int, " ".join(terms).split())))


def read_counts(result: Result, counts: list[tuple], terms: list[SearchTerm]) -> None:
    """Sort the rows of the counting statement into the result."""
    sections: defaultdict[str, Counter] = defaultdict(Counter)
    for row in counts:
        if row[0] is not None:
            continue
        of, entry_type, count = row[1], row[2], row[-1]
        if of in result.question.selected:
            result.without[Group(of)] = count
        else:
            sections[of][Type(entry_type).section] += count
    result.total = sections[""].total()
    result.sections = dict(sections["section"] or sections[""])
    result.facets = dict(facets([row for row in counts if row[0] is not None], terms, result.question))


def facets(found: list[tuple], terms: list[SearchTerm], question: Question) -> Iterator[tuple[Group, list[Choice]]]:
    """The choices of each group in their order: what is found, and what is selected though nothing is found."""
    named = [
        (term.pk, term.group, term.value, term.label, term.position, term.parent_id, term.is_everywhere, 0)
        for term in terms
        if term.value in question.selected.get(Group(term.group), ())
    ]
    known = {row[0]: row for row in [*named, *found]}.values()
    for group in Group:
        rows = [row for row in known if row[1] == group]
        yield group, choices(rows, question.selected.get(group, ()), FIXED_LABELS.get(group, {}))


def choices(rows: list[tuple], selected: tuple[str, ...], labels: dict) -> list[Choice]:
    everywhere = sum(row[-1] for row in rows if row[-2])
    found = [
        Choice(
            id=pk,
            value=value,
            label=capfirst(str(labels.get(value, label))),
            position=position,
            parent=parent,
            count=count if is_everywhere else count + everywhere,
            is_selected=value in selected,
        )
        for pk, _group, value, label, position, parent, is_everywhere, count in rows
    ]
    return sorted(found, key=lambda choice: (choice.position, choice.label))
