"""What a question says of where help is needed and how old the child is: such entries come first, none is left out.

Pure: it is told the words and the terms, it asks no database.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search import language
from search.conditions import Lexemes, Word
from search.models import SearchTerm, Section
from search.naming import Term
from search.terms import FIXED_LABELS, age_codes
from search.wording.ages import years
from search.wording.synonyms import Heard

Group = SearchTerm.Group
# What bears no age suits all.
AGELESS = (f"@{Section.PAGE}", f"@{Section.PROVIDER}")
# Words of the names of many territories: one of them alone names none.
KINDS = frozenset(language.load("kinds_of_territories"))


@dataclass(frozen=True)
class Aside:
    """Words of the question, the term that they name, and what an entry that suits has one of."""

    tokens: tuple[str, ...]
    term: Term
    lexemes: Lexemes

    @property
    def label(self) -> str:
        return str(FIXED_LABELS.get(Group(self.term.group), {}).get(self.term.value, self.term.label))

    def left(self, text: str) -> str:
        """The other words of a question."""
        return " ".join(token for token in language.asked(text) if token not in self.tokens)


def asides(heard: Sequence[Heard], terms: Iterable[Term]) -> list[Aside]:
    """None where nothing else is asked for."""
    terms = list(terms)
    ages = {term.value: term for term in terms if term.group == Group.AGE}
    found = [
        Aside(tokens, ages[code], (f"#{ages[code].id}", *AGELESS))
        for tokens, age in years(heard)
        for code in age_codes(age, age)
        if code in ages
    ]
    spoken = frozenset(reading for word in heard for readings in word.own for reading in readings)
    places = ((word.token, place_named(word, terms, spoken)) for word in heard)
    found += [Aside((token,), term, (f"#{term.id}",)) for token, term in places if term]
    said = {token for aside in found for token in aside.tokens}
    return found if any(word.token not in said for word in heard) else []


def place_named(word: Heard, terms: Iterable[Term], spoken: frozenset[str]) -> Term | None:
    """The territory that the word names, the widest of several.

    A word that means something else names none, nor does «Сосновский» without «район»: institutions are called so.
    """
    own = language.kin(reading for readings in word.own for reading in readings) - KINDS
    named = [term for term in terms if term.group == Group.TERRITORY and not own.isdisjoint(term.words)]
    is_name = spoken & KINDS or not any(map(language.is_adjective, own))
    if word.meant or not named or not is_name or any(term.is_everywhere for term in named):
        return None
    return min(named, key=lambda term: term.position)


def lexemes_of(group: Group, found: Iterable[Aside]) -> Lexemes:
    """Of each lexeme of a group, one is enough."""
    return tuple(dict.fromkeys(each for aside in found if aside.term.group == group for each in aside.lexemes))


def without(words: Iterable[Word], found: Iterable[Aside]) -> tuple[Word, ...]:
    said = {token for aside in found for token in aside.tokens}
    return tuple(word for word in words if word.token not in said)
