"""Where the words of a question stand in an entry, the best place first. Pure."""

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from search.formulas import INSTITUTION, Formula, Has, Not, all_of, one_of
from search.vector import FOR_SOME


class Place(Enum):
    """Where the words stand."""

    TITLE = "title"
    CHOSEN = "chosen"
    TITLE_NEARLY = "title nearly"
    TITLE_TELLING = "title telling"
    TITLE_MEANT = "title meant"
    TITLE_ALSO = "title also"
    TITLE_FOR_SOME = "title for some"
    TITLE_SEVERAL = "several in title"
    TITLE_AND_NAMES = "title and names"
    TITLE_AND_TEXT = "title and text"
    TITLE_NEED = "title need"
    TITLE_NEED_ALSO = "title need also"
    NAMES = "names"
    TEXT = "text"
    TEXT_OF_INSTITUTION = "text of institution"
    SIMILAR_TITLE = "similar title"
    SIMILAR = "similar"
    ANY = "any"


# Places of what is meant, and those of what editors name after the first.
ALSO = {
    Place.TITLE_MEANT: Place.TITLE_ALSO,
    Place.TITLE_FOR_SOME: Place.TITLE_FOR_SOME,
    Place.TITLE_NEED: Place.TITLE_NEED_ALSO,
}
# The words stand in the text alone, or not all of them stand there.
SIMILARS = {Place.SIMILAR_TITLE, Place.SIMILAR}
SPOKEN = {Place.TEXT, Place.TEXT_OF_INSTITUTION, *SIMILARS}


SOME = Has((FOR_SOME,))


class Tier(NamedTuple):
    """Entries that are found alike. `suits`: they are where the question says, or for the age that it says; `part`, of
    which part, what is there and what is elsewhere."""

    place: Place
    condition: Formula
    suits: bool = False
    part: int = 0


def title_tiers(words: Sequence, needed: Sequence, meant: Formula) -> list[Tier]:
    """Titles that say all that is needed: in the words asked, then in others.

    Where the question names no family, what is for some comes after what is for all.
    """
    itself = all_of(*(word.in_title for word in needed))
    tiers = [*own_titles(words, needed, itself), Tier(Place.TITLE_MEANT, all_of(meant, Not(itself)))]
    if any(word.is_whom for word in words):
        return tiers
    for_all = [Tier(tier.place, all_of(tier.condition, Not(SOME))) for tier in tiers]
    return [*for_all, Tier(Place.TITLE_FOR_SOME, all_of(meant, SOME))]


def own_titles(words: Sequence, needed: Sequence, itself: Formula) -> list[Tier]:
    """Titles that have the words as they were asked: all, all that tell and some of the others, those that tell."""
    whole = all_of(*(word.in_title for word in words))
    if words == needed:
        return [Tier(Place.TITLE, whole)]
    general = [word for word in words if word not in needed]
    with_general = one_of(word.in_title for word in general)
    # Of a single one there is no «some».
    nearly = [Tier(Place.TITLE_NEARLY, all_of(itself, with_general, Not(whole)))] if len(general) > 1 else []
    return [Tier(Place.TITLE, whole), *nearly, Tier(Place.TITLE_TELLING, all_of(itself, Not(with_general)))]


def main_first(tiers: Sequence[Tier], main: Formula, headed: Formula) -> list[Tier]:
    """Titles with what is needed first come before those with what helps too."""
    if main == headed:
        return list(tiers)
    return [half for tier in tiers for half in (halves(tier, main) if tier.place in ALSO else [tier])]


def halves(tier: Tier, main: Formula) -> list[Tier]:
    return [
        Tier(tier.place, all_of(tier.condition, main)),
        Tier(ALSO[tier.place], all_of(tier.condition, Not(main))),
    ]


def here_first(tiers: Sequence[Tier], here: Formula) -> list[Tier]:
    """All that is called so and is there, then elsewhere; after that the same of what only speaks of it."""
    halves = ([tier for tier in tiers if tier.place not in SPOKEN], [tier for tier in tiers if tier.place in SPOKEN])
    parts = [(half, wanted) for half in halves for wanted in (True, False)]
    return [
        parted(tier, here, suits=wanted)._replace(part=n) for n, (half, wanted) in enumerate(parts) for tier in half
    ]


def of_age_first(tiers: Sequence[Tier], of_age: Formula) -> list[Tier]:
    """Of each tier what is for that age, then its rest."""
    return [parted(tier, of_age, suits=wanted) for tier in tiers for wanted in (True, False)]


def parted(tier: Tier, condition: Formula, *, suits: bool) -> Tier:
    met = condition if suits else Not(condition)
    return tier._replace(condition=all_of(tier.condition, met), suits=suits)


def institutions_last(condition: Formula) -> list[Tier]:
    """The text of an institution has the words of all that it does: what it does comes first."""
    return [
        Tier(Place.TEXT, all_of(condition, Not(INSTITUTION))),
        Tier(Place.TEXT_OF_INSTITUTION, all_of(condition, INSTITUTION)),
    ]
