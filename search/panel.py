"""The filters beside the results: which values to offer, which are chosen, and where each link leads."""

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.speaking import label, language
from search.calendars import When
from search.models import SearchTerm
from search.near import Near
from search.query import Choice, Result, Row, sentence
from search.terms import PRICE_LABELS
from search.wording.keeping import Kept
from services_directory.models import Service, Territory

Group = SearchTerm.Group
# Above so many values a list scrolls by itself.
LONG = 8


@dataclass(frozen=True)
class Branch:
    """A value with those that lie in it, which are offered once it is chosen."""

    choice: Choice
    inner: list[Choice]


@dataclass(frozen=True)
class Facet:
    """A group of filters."""

    group: Group
    branches: list[Branch]

    @property
    def label(self) -> str:
        return label(self.group)

    @property
    def is_long(self) -> bool:
        return sum(1 + len(branch.inner) for branch in self.branches) > LONG

    @property
    def is_chosen(self) -> bool:
        return any(choice.is_selected for branch in self.branches for choice in (branch.choice, *branch.inner))


@dataclass(frozen=True)
class Chip:
    """A chosen value, and the address without it."""

    group: Group | None
    label: str
    address: str


def panel(result: Result) -> list[Facet]:
    return [Facet(group, branches(choices)) for group, choices in result.facets.items() if choices]


def branches(choices: list[Choice]) -> list[Branch]:
    """Outer values; the inner ones of those that are chosen, themselves or within, or that stand alone."""
    outer = [choice for choice in choices if choice.parent is None]
    known = {choice.id for choice in outer}
    outer += [choice for choice in choices if choice.parent is not None and choice.parent not in known]
    return [Branch(choice, inner(choice, choices, alone=len(outer) == 1)) for choice in outer]


def inner(outer: Choice, choices: list[Choice], *, alone: bool) -> list[Choice]:
    within = [choice for choice in choices if choice.parent == outer.id]
    is_open = alone or outer.is_selected or any(choice.is_selected for choice in within)
    return within if is_open else []


@dataclass(frozen=True)
class Beside:
    """A place or an age that the words name: `only` narrows to it, `without` forgets it."""

    label: str
    is_place: bool
    only: str
    without: str


def besides(result: Result) -> Iterator[Beside]:
    """What comes first because the words name it, unless the order is another or the results are narrowed to it."""
    question = result.question
    if question.order or (result.near and result.near.point):
        return
    for aside in result.asides:
        group, words = Group(aside.term.group), aside.left(result.corrected or question.words)
        if aside.term.value not in question.selected.get(group, ()):
            only = question.only(group, aside.term.value, words)
            yield Beside(aside.label, group == Group.TERRITORY, only.address, question.respelt(words).address)


def chips(result: Result) -> Iterator[Chip]:
    """What the results are narrowed to. A value that is none is named as it was asked for."""
    question = result.question
    for group, values in question.selected.items():
        labels = {choice.value: choice.label for choice in result.facets.get(group, ())}
        for value in values:
            yield Chip(group, labels.get(value, value), question.without(group, value).address)


def limits(result: Result) -> Iterator[Chip]:
    """The same of what is no facet: near what, how far, when open."""
    question = result.question
    if result.near and result.near.point:
        yield Chip(None, near_label(result.near), question.near_to("").address)
        if question.radius:
            label = _("Не дальше %(km)s км") % {"km": question.radius}
            yield Chip(None, label, question.within(None).address)
    for value in question.when:
        yield Chip(None, str(When(value).label), question.anytime(value).address)


def near_label(near: Near) -> str:
    if near.is_point or near.settlement is None:
        return _("Рядом с вами")
    return _("Рядом: %(place)s") % {"place": near.settlement}


def read_badges() -> dict[int, tuple[str, str, str]]:
    """Of every price and form its name and tone."""
    terms = SearchTerm.objects.filter(group__in=[Group.PRICE, Group.FORM], is_public=True)
    terms = terms.order_by("-group", "position", "label")
    return {
        term.pk: (term.value, sentence(term.label), "good" if term.value == Service.Price.FREE else "neutral")
        for term in terms
    }


kept_badges = Kept(read_badges)


def badges(row: Row) -> list[tuple[str, str]]:
    """Price and form of a card, as (text, tone); and that what it tells of is made up."""
    found = [
        (price_in(language(), value) if value in PRICE_LABELS else label, tone)
        for pk, (value, label, tone) in kept_badges().items()
        if pk in row.terms
    ]
    return [*found, (_("Вымышленный регион"), "fictional")] if is_fictional(row) else found


def read_fictional() -> tuple[frozenset[int], frozenset[int]]:
    """Terms of the territories of fictional regions, and of all that are smaller than the country."""
    known = {
        slug: own or bool(region)
        for slug, own, region in Territory.objects.exclude(level=Territory.Level.COUNTRY).values_list(
            "slug", "is_fictional", "parent__is_fictional"
        )
    }
    terms = dict(SearchTerm.objects.filter(group=Group.TERRITORY, value__in=known).values_list("pk", "value"))
    return frozenset(pk for pk, slug in terms.items() if known[slug]), frozenset(terms)


kept_fictional = Kept(read_fictional)


def is_fictional(row: Row) -> bool:
    """All its territories are: what serves the whole country serves a fictional region too, and is none of it."""
    fictional, territories = kept_fictional()
    own = row.terms & territories
    return bool(own) and own <= fictional


@functools.cache
def price_in(_language: str | None, value: str) -> str:
    """Of the language of the moment, as `portal.speaking` keeps texts."""
    return sentence(str(PRICE_LABELS[value]))


@dataclass(frozen=True)
class WayOut:
    """A way out of an empty result: what to give up, and how many it leaves."""

    group: Group
    labels: list[str]
    count: int
    address: str


def ways_out(result: Result) -> list[WayOut]:
    """The groups without which something would be found, the most promising first."""
    labels = {(chip.group, chip.label) for chip in chips(result)}
    ways = [
        WayOut(
            group,
            sorted(label for of, label in labels if of == group),
            count,
            result.question.without(group).address,
        )
        for group, count in result.without.items()
        if count
    ]
    return sorted(ways, key=lambda way: -way.count)
