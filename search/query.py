"""Ask the index: `search(question)` gives a page of cards, the total and the counts of every facet.

Whoever calls knows nothing of what is behind, so another engine may take its place.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from search import calendars, language, naming
from search.aside import Aside, asides, lexemes_of, without
from search.conditions import Conditions, Word, filter_lexemes, sections_lexemes
from search.highlighting import NOTHING, Marks
from search.kept_answers import told
from search.language import Lemmas
from search.loosening import widened
from search.models import SearchTerm, Section, Type
from search.naming import Known, Named, Term, accepted, named_terms, terms_named
from search.near import Near, resolve
from search.nearest import nearest_statement
from search.precedents import likeness
from search.question import Question
from search.statements import Statement, named_statement, page_statement
from search.tallies import Counts, Tally
from search.terms import FIXED_LABELS
from search.weighing import Signs, Weighed
from search.within import offered, within
from search.wording import correcting, synonyms
from search.wording.alarm import danger_in
from search.wording.synonyms import Heard, Phrase, heard, likest
from search.wording.whom import says_whom

Group = SearchTerm.Group
# When fewer have all the words, those that have most of them are shown too.
FEW = 10


class Row(NamedTuple):
    """A found thing, as its card shows it. `terms` are the ids of its territories, form, price and ages.

    `schedules` are those of its places; `km` is the distance to the nearest of them, where one was asked for.
    `file_of` is the page or act whose file is searched too.
    """

    type: Type
    title: str
    url: str
    summary: str
    facts: list[str]
    terms: frozenset[int]
    schedules: tuple[int, ...] = ()
    km: float | None = None
    file_of: int | None = None


class Choice(NamedTuple):
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

    `without` says how many there would be without a selected group; `whole`, how many have all the words: where they
    are few, those that have most of them follow; `corrected`, by which words it was searched instead of those asked;
    `is_urgent`, that who asks so may be in danger; `asides`, what of place and age comes first; `marks`, what is marked
    in the cards; `traces`, by what a text shows why it was found; `weighed` are the first entries, unless they were
    kept.
    """

    question: Question
    rows: list[Row] = field(default_factory=list)
    total: int = 0
    facets: dict[Group, list[Choice]] = field(default_factory=dict)
    sections: dict[Section, int] = field(default_factory=dict)
    without: dict[Group, int] = field(default_factory=dict)
    marks: Marks = NOTHING
    traces: Marks = NOTHING
    whole: int = 0
    corrected: str = ""
    near: Near | None = None
    is_urgent: bool = False
    asides: list[Aside] = field(default_factory=list)
    weighed: list[Weighed] = field(default_factory=list, compare=False)

    @property
    def loosened(self) -> bool:
        return self.total > self.whole == 0

    @property
    def similar_from(self) -> int | None:
        """The place on the page of the first that lacks some of the words."""
        is_in_order = self.page == 1 and not self.question.order and not self.near
        return self.whole if is_in_order and 0 < self.whole < self.total else None

    @property
    def page(self) -> int:
        return self.question.page

    @property
    def pages(self) -> int:
        return self.question.pages(self.total)


def search(question: Question) -> Result:
    """Answer. A page beyond the last gives the last; words that are none find nothing."""
    result = understood_and_answered(respelt := corrected(question))
    guess = correcting.guessed(respelt.words) if not (result.total or question.is_exact) else respelt.words
    if guess != respelt.words:
        respelt = question.respelt(guess)
        result = understood_and_answered(respelt)
    if respelt.words != question.words:
        result.corrected = respelt.words
        result.question = replace(result.question, words=question.words)
    result.is_urgent = bool(danger_in(question.words, respelt.words))
    return result


def understood_and_answered(question: Question) -> Result:
    """By what this process knows of the index; once more where the answer comes with the word that it has changed."""
    known = naming.kept()
    while True:
        try:
            return answered_knowing(known, question)
        except naming.Outdated:
            known = naming.current()


def answered_knowing(known: Known, question: Question) -> Result:
    asked = language.asked(question.words)
    words = heard(asked)
    if question.words and not words:
        return Result(replace(question, page=1))
    near = resolve(question.near)
    named = named_terms(question, words, known)
    signs = signs_of(asked) if words else None
    conditions = understood(question, words, named, near, signs.verdict.votes if signs else ())
    result = answered(question, conditions, named, near, signs)
    result.whole = result.total
    if needs_more(asked, words, result):
        guess = [need for need in likest(asked) if not any(word.says_what(need) for word in words)]
        words = [*words, *guess]
        guessed = understood(question, guess, named_terms(question, guess, known))
        if wider := widened(conditions, guessed.combinations, known.bitmaps):
            whole, result = result.total, answered(question, wider, named, near, signs)
            # Among what is chosen for questions like it nobody asks which words it has.
            result.whole = result.total if conditions.chosen else whole
    result.marks, result.traces = marks_of(words), traces_of(words)
    result.asides = list(conditions.asides)
    return result


def signs_of(asked: Mapping[str, Lemmas]) -> Signs:
    """What the question is weighed by."""
    return Signs(asked, synonyms.kept().likeness, likeness.kept().verdict(asked))


def needs_more(asked: Mapping[str, Lemmas], words: list[Heard], result: Result) -> bool:
    """Few have all the words; of a single one there is nothing to leave out."""
    return bool(words) and result.total < (FEW if len(asked) > 1 else 1)


def marks_of(words: list[Heard]) -> Marks:
    """What is marked in the answers: the words and other ways to say them. Of what editors look for when somebody tells
    of a trouble only single words: a phrase is a title, and «отказаться от ребёнка» is not to shine at whoever wrote
    «беременна и одна»."""
    ways = (phrase for word in words for phrase in word.meant if len(phrase) == 1 or not word.is_need)
    return Marks.of((word.own for word in words if not word.is_guess), ways)


def traces_of(words: list[Heard]) -> Marks:
    """By what a text shows why it was found."""
    return Marks.of((word.own for word in words), (phrase for word in words for phrase in word.meant))


def corrected(question: Question) -> Question:
    """The question with its typing errors mended, unless it is to be taken as it stands."""
    return question if question.is_exact else replace(question, words=correcting.corrected(question.words))


def counted(question: Question) -> Result:
    """The total and the counts of every facet, without any card."""
    words = heard(asked := language.asked(question.words))
    named = named_terms(question, words)
    result = Result(question)
    tally = Tally(question, understood(question, words, named, titles=titles_chosen(asked)), named.known)
    read_counts(result, tally.counts(tally.answering()), named)
    return result


def titles_chosen(asked: Mapping[str, Lemmas]) -> tuple[str, ...]:
    """What questions like it were answered with."""
    return tuple(likeness.kept().verdict(asked).votes)


def understood(
    question: Question, words: list[Heard], named: Named, near: Near | None = None, titles: Iterable[str] = ()
) -> Conditions:
    """`titles` are found beside what the words tell."""
    families = [term for term in named.terms if term.group == Group.CATEGORY]
    beside = asides(words, named.terms)
    asked = without((word_asked(word, named.terms, families) for word in words), beside)
    filters = {
        group: filter_lexemes(accepted(values, [term for term in named.terms if term.group == group]))
        for group, values in question.selected.items()
    }
    return Conditions(
        combinations=(asked,) if asked else (),
        filters=filters,
        sections=sections_lexemes(question.sections),
        limits=(*limits(question, near), *within(question.site, question.sections)),
        here=lexemes_of(Group.TERRITORY, beside),
        of_age=lexemes_of(Group.AGE, beside),
        asides=tuple(beside),
        chosen=tuple(titles),
    )


def word_asked(word: Heard, terms: list[Term], families: list[Term]) -> Word:
    return Word(
        *(word.token, word.own, word.meant, terms_named(word.readings, terms), word.is_need),
        is_urgent=word.is_urgent,
        is_whom=says_whom(names_of(word), [term.label for term in families]),
        families=frozenset(term.id for term in families),
    )


def names_of(word: Heard) -> list[Phrase]:
    """What may say for whom: a verb tells what happens, whatever it stands for."""
    happens = any(language.is_verb(readings[0]) for readings in word.own)
    return [word.own] if happens else [word.own, *word.meant]


def limits(question: Question, near: Near | None) -> Iterator[tuple[str, ...]]:
    """What narrows without being a facet."""
    if question.when:
        yield calendars.lexemes(question.when)
    if near and near.point and question.radius:
        yield near.within(question.radius)


def answered(
    question: Question, conditions: Conditions, named: Named, near: Near | None, signs: Signs | None = None
) -> Result:
    """`signs` are what the first are weighed by; without them they stand as the tiers have it."""
    known, by_distance = named.known, bool(near and near.point and not question.order)
    # Who has become confidential is out of what is near before the index says so.
    key = None if near else (*key_of(question), *conditions.key, *(signs.key if signs else ()))
    weighed: list[Weighed] = []

    def ask() -> tuple[Counts, Statement]:
        tally, tiers = Tally(question, conditions, known), [] if question.order or by_distance else conditions.tiers()
        answering = tally.answering(*tiers, *conditions.choices, *(signs.formulas if signs else ()))
        counts = tally.counts(answering)
        asked = question.bounded(counts.total)
        if by_distance:
            return counts, nearest_statement(asked, conditions, near)
        if asked.order:
            return counts, named_statement(asked, conditions)
        weighed[:] = signs.weighed(conditions, answering) if signs else ()
        first = [each.entry for each in weighed]
        return counts, page_statement(answering.page(tiers, asked.offset, asked.per_page, first))

    counts, rows = told(known, key, ask)
    rows = [read_row(row) for row in rows]
    result = Result(question.bounded(counts.total), near=near, rows=rows, weighed=weighed)
    read_counts(result, counts, named)
    return result


def key_of(question: Question) -> tuple:
    """What of a question decides its answer beside the conditions."""
    return (question.page, question.per_page, question.order, question.counts_facets, question.counts_sections)


def read_row(row: tuple) -> Row:
    entry_type, card, territories, traits, *km = row
    terms = frozenset(map(int, f"{territories} {traits}".split()))
    return Row(Type(entry_type), **json.loads(card), terms=terms, km=km[0] if km else None)


def read_counts(result: Result, counts: Counts, named: Named) -> None:
    result.total = counts.total
    result.sections = {Section(section): number for section, number in counts.sections.items()}
    result.without = {Group(group): number for group, number in counts.without.items()}
    result.facets = dict(facets(counts.terms, named, result.question))


def facets(counts: dict[int, int], named: Named, question: Question) -> Iterator[tuple[Group, list[Choice]]]:
    """The choices of each group in their order: what is found, and what is selected though nothing is found."""
    for group in Group:
        chosen = question.selected.get(group, ())
        terms = named.known.of_group.get(group, ()) if counts or chosen else ()
        shown = [term for term in terms if term.id in counts or term.value in chosen]
        if group == Group.TERRITORY:
            shown = offered(question.site, shown)
        yield group, choices(shown, counts, chosen, FIXED_LABELS.get(group, {}))


def choices(terms: list[Term], counts: dict[int, int], chosen: tuple[str, ...], labels: dict) -> list[Choice]:
    everywhere = sum(counts.get(term.id, 0) for term in terms if term.is_everywhere)
    found = [
        Choice(
            id=term.id,
            value=term.value,
            label=sentence(str(labels.get(term.value, term.label))),
            position=term.position,
            parent=term.parent,
            count=counts.get(term.id, 0) + (0 if term.is_everywhere else everywhere),
            is_selected=term.value in chosen,
        )
        for term in terms
    ]
    return sorted(found, key=lambda choice: (choice.position, choice.label))


def sentence(label: str) -> str:
    return label[:1].upper() + label[1:]
