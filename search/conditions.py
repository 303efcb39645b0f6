"""From a question to conditions on the index. Pure: it is told the terms, it asks no database."""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

from search import language
from search.formulas import ALL_ENTRIES, INSTITUTION, Begins, Formula, Has, Not, all_of, one_of
from search.models import SearchTerm
from search.placing import Place, Tier, here_first, institutions_last, main_first, of_age_first, title_tiers
from search.vector import AUDIENCE, NAMES, TEXT, TITLE
from search.wording.synonyms import Phrase, phrase

Group = SearchTerm.Group
Lexemes = tuple[str, ...]
# What an entry must have: of each of the lexemes one; of clauses any.
Clause = tuple[Lexemes, ...]
Clauses = tuple[Clause, ...]
# Borne by no entry.
NOTHING = "#0"
# Of what editors say is needed so much is needed first.
MAIN = 1
# After this a title says whom it is for.
WHOM = " для "
# Of fewer words several are all, of more there are too many pairs.
SEVERAL = range(3, 6)


@dataclass(frozen=True)
class Word:
    """A word of the question, or several that make a phrase: other ways to say it, and the facet terms that it names.

    `is_need`: editors say what people want who say so; `is_urgent`: these may be in danger. `is_whom`: it says for
    whom, not what. `families` are the terms of the categories of families among `terms`.
    """

    token: str
    own: Phrase
    meant: tuple[Phrase, ...] = ()
    terms: tuple[int, ...] = ()
    is_need: bool = False
    is_urgent: bool = False
    is_whom: bool = False
    families: frozenset[int] = frozenset()
    as_prefix: bool = False

    @property
    def is_general(self) -> bool:
        return all(not language.general_words().isdisjoint(readings) for readings in self.own)

    @cached_property
    def in_title(self) -> Formula:
        """The word itself in the title."""
        if self.as_prefix:
            return Begins((f"{TITLE}{self.token}",))
        return either([self.own_in_title()])

    def own_in_title(self) -> Clause:
        return tuple(self.titled(readings) for readings in self.own)

    def titled(self, readings: Iterable[str]) -> Lexemes:
        """Of whom it is for a title may say it at its end."""
        return prefixed(TITLE, readings) + (prefixed(AUDIENCE, readings) if self.is_whom else ())

    @cached_property
    def title_clauses(self) -> Clauses:
        """The title has the word, a related one, or another way to say it."""
        return self.clauses_of_title(self.meant)

    def clauses_of_title(self, meant: Iterable[Phrase]) -> Clauses:
        own = tuple(self.titled(language.with_relatives(readings)) for readings in self.own)
        return joined([own, *map(self.meant_titled, meant)])

    @cached_property
    def main_in_title(self) -> Formula:
        """The same, but of what is needed only what is needed first."""
        if not self.is_need or len(self.meant) <= MAIN:
            return self.meant_in_title
        return either(self.clauses_of_title(self.meant[:MAIN]))

    def meant_titled(self, phrase: Phrase) -> Clause:
        """A phrase may name whom it is for, «родители разводятся»; a single word is what is looked for."""
        return tuple(
            prefixed(TITLE, word) + (prefixed(AUDIENCE, word) if len(phrase) > 1 or self.is_whom else ())
            for word in phrase
        )

    @cached_property
    def meant_in_title(self) -> Formula:
        return self.in_title if self.as_prefix else either(self.title_clauses)

    @cached_property
    def clauses(self) -> Clauses:
        """Anywhere: the word, a related one, another way to say it, or a facet term of that name."""
        return joined([*self._akin(TEXT), *(((f"#{term}",),) for term in self.terms)])

    @cached_property
    def in_names(self) -> Formula:
        """An institution bears the terms of all its services: they are not among its names.

        Nor is what a family may be in need of, «алименты» of a single parent, a name of all that is for that family.
        """
        if self.as_prefix:
            return Begins((f"{TITLE}{self.token}", f"{NAMES}{self.token}"))
        naming = tuple(f"#{term}" for term in self.terms if self.is_whom or term not in self.families)
        terms = [all_of(Has(naming), Not(INSTITUTION))] if naming else []
        return one_of([either(joined(self._akin(NAMES))), *terms])

    @cached_property
    def anywhere(self) -> Formula:
        if self.as_prefix:
            return Begins((f"{TITLE}{self.token}", f"{TEXT}{self.token}"))
        return either(self.clauses)

    def _akin(self, part: str) -> list[Clause]:
        phrases = (self.own, *self.meant)
        return [tuple(prefixed(part, sorted(language.kin(word))) for word in phrase) for phrase in phrases]


Words = tuple[Word, ...]


@functools.lru_cache(maxsize=5_000)
def called(title: str) -> Formula:
    """What has all words of a title in its own: each by its likeliest reading, for the index has them all."""
    what, for_, whom = title.partition(WHOM)
    words = [(TITLE + readings[0],) for readings in phrase(what + for_)]
    return all_of(*map(Has, words), *(Has((TITLE + each[0], AUDIENCE + each[0])) for each in phrase(whom)))


def prefixed(part: str, words: Iterable[str]) -> Lexemes:
    return tuple(part + word for word in words)


def joined(clauses: Iterable[Clause]) -> Clauses:
    """The same with all that ask for one lexeme as one."""
    single: dict[str, None] = {}
    several: dict[Clause, None] = {}
    for clause in clauses:
        if len(clause) == 1:
            single |= dict.fromkeys(clause[0])
        else:
            several[clause] = None
    return ((tuple(single),), *several) if single else tuple(several)


def either(clauses: Iterable[Clause]) -> Formula:
    """A condition: any of the clauses."""
    return one_of(all_of(*map(Has, clause)) for clause in clauses)


def telling(words: Words) -> Words:
    """The words that say what is needed; general ones, «помощь семье», only where there are no others."""
    return tuple(word for word in words if not word.is_general) or words


def needs(words: Words) -> Words:
    """What is needed rather than for whom; of that, danger before all, what editors have explained, or all of it."""
    wanted = tuple(word for word in words if not word.is_whom) or words
    urgent = tuple(word for word in words if word.is_urgent)
    return urgent or tuple(word for word in wanted if word.is_need) or wanted


def in_titles(words: Words) -> Formula:
    return all_of(*(word.meant_in_title for word in words))


def has_all(words: Words) -> Formula:
    """Every telling word is somewhere."""
    return all_of(*(word.anywhere for word in telling(words)))


def answering(words: Words) -> list[Clauses]:
    """Every telling word is somewhere; or the title says what is needed, then the others may be missing."""
    needed = telling(words)
    heads = headings(needed)
    instead = joined(clause for word in heads for clause in word.title_clauses)
    return [word.clauses if heads == (word,) else (*word.clauses, *instead) for word in needed]


def headings(words: Words) -> Words:
    """The words of which one in a title is enough: the only one that says what is needed, or explained ones."""
    wanted = needs(words)
    return wanted if len(words) > 1 and (len(wanted) == 1 or all(word.is_need for word in wanted)) else ()


def answers(words: Words) -> Formula:
    if any(word.as_prefix for word in words):
        return has_all(words)
    return all_of(*map(either, answering(words)))


def tiers_of(words: Words, *, in_short: bool = False) -> list[Tier]:
    """Where the words stand, the best place first; what is in a tier is in none after it.

    A title is part of the names, and names of the text, so each tier need only leave out the ones that it widens. After
    titles that have all words come those that have some. Where the question names no family, what is for every family
    comes before what is for some. `in_short` asks no more than that.
    """
    needed = telling(words)
    explained = needs(needed)
    headed, anywhere, answered = one_of(word.meant_in_title for word in explained), has_all(words), answers(words)
    if in_short:
        return [
            Tier(Place.SIMILAR_TITLE, all_of(headed, answered)),
            Tier(Place.SIMILAR, all_of(anywhere, Not(headed))),
        ]
    meant, names = in_titles(needed), all_of(*(word.in_names for word in needed))
    main = one_of(word.main_in_title for word in explained)
    tiers = title_tiers(words, needed, meant)
    if len(needed) == 1:
        tiers += [Tier(Place.NAMES, all_of(names, Not(meant))), *institutions_last(all_of(anywhere, Not(names)))]
        return main_first(tiers, main, headed)
    later = [
        Tier(Place.TITLE_AND_NAMES, all_of(headed, names, Not(meant))),
        Tier(Place.TITLE_AND_TEXT, all_of(headed, anywhere, Not(names))),
    ]
    # Of words taken as beginnings all must be there.
    if headings(needed) and not any(word.as_prefix for word in words):
        later.append(Tier(Place.TITLE_NEED, all_of(headed, Not(anywhere))))
    later += [
        Tier(Place.NAMES, all_of(names, Not(headed))),
        *institutions_last(all_of(anywhere, Not(headed), Not(names))),
    ]
    if several := several_in_title(needed):
        tiers.append(Tier(Place.TITLE_SEVERAL, all_of(several, answered, Not(meant))))
        later = [Tier(tier.place, all_of(tier.condition, Not(several))) for tier in later]
    return main_first([*tiers, *later], main, headed)


def several_in_title(words: Words) -> Formula | None:
    """Two of the words as they were asked, where there are more."""
    if len(words) not in SEVERAL or any(word.as_prefix for word in words):
        return None
    return one_of(all_of(*(word.in_title for word in pair)) for pair in combinations(words, 2))


@dataclass(frozen=True)
class Conditions:
    """What entries must meet. `combinations` of words, the best first: all words, and after loosening some of them; or
    one of the titles that are `chosen` for questions like this one.

    `limits` narrow without being counted: when it is open, how far it is. What is `here` comes first, what is `of_age`
    among its like, as `asides` of the question tell (search.aside).
    """

    combinations: tuple[Words, ...] = ()
    filters: Mapping[Group, Lexemes] = field(default_factory=dict)
    sections: Lexemes = ()
    limits: tuple[Lexemes, ...] = ()
    here: Lexemes = ()
    of_age: Lexemes = ()
    asides: tuple = ()
    chosen: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing narrows but the sections."""
        return not self.combinations and not self.filters and not self.limits

    @property
    def key(self) -> tuple:
        """Others with the same are met by the same entries, in the same order."""
        narrowing = (*self.filters.items(), self.sections, self.limits, self.here, self.of_age)
        return (self.combinations, self.chosen, *narrowing)

    def whole(self, without: Group | None = None) -> Formula:
        """Everything at once, save one group where it is named."""
        return all_of(*self.answered, *self._narrowing(without))

    @cached_property
    def answered(self) -> list[Formula]:
        """What the words ask for, in any of the combinations; or what is chosen."""
        return [one_of([*map(answers, self.combinations), *self.called])] if self.combinations else []

    @cached_property
    def called(self) -> list[Formula]:
        """What is chosen, title by title."""
        return [called(title) for title in self.chosen]

    @property
    def choices(self) -> list[Formula]:
        """The same, of what is not left out."""
        return [all_of(each, *self._narrowing()) for each in self.called]

    @property
    def titled(self) -> Formula | None:
        """The title says what is needed, in any of the combinations, or is chosen."""
        if not self.combinations:
            return None
        return one_of([*(in_titles(needs(telling(words))) for words in self.combinations), *self.called])

    def tiers(self) -> list[Formula]:
        """The same entries, the best first: by the words they have, then by where these stand."""
        return [tier.condition for tier in self.placed]

    @cached_property
    def placed(self) -> list[Tier]:
        if not self.combinations:
            return [Tier(Place.ANY, self.whole())]
        narrowing = self._narrowing()
        found: list[Tier] = []
        before: list[Formula] = []
        for words in self.combinations:
            tiers = tiers_of(words, in_short=bool(before))
            found += [Tier(tier.place, all_of(tier.condition, *before, *narrowing)) for tier in tiers]
            before.append(Not(answers(words)))
        if self.chosen:
            found.append(Tier(Place.CHOSEN, all_of(one_of(self.called), *before, *narrowing)))
        found = of_age_first(found, Has(self.of_age)) if self.of_age else found
        return here_first(found, Has(self.here)) if self.here else found

    def _narrowing(self, without: Group | None = None) -> list[Formula]:
        filters = [lexemes for group, lexemes in self.filters.items() if group != without]
        found = list(map(Has, [*filters, *self.limits, *([self.sections] if self.sections else [])]))
        return found if found or self.combinations else [ALL_ENTRIES]


def sections_lexemes(sections: Iterable[str]) -> Lexemes:
    return tuple(f"@{section}" for section in sections)


def filter_lexemes(terms: Iterable[int]) -> Lexemes:
    """Any of the terms; none of them known means nothing is found."""
    return tuple(f"#{term}" for term in terms) or (NOTHING,)
