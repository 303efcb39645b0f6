"""The filters beside the results: which values to offer, which are chosen, and where each link leads."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from portal.speaking import gettext as _
from portal.speaking import label
from search.calendars import When
from search.models import SearchTerm
from search.near import Near
from search.query import Choice, Result

Group = SearchTerm.Group
# Above so many values a list scrolls by itself.
LONG = 8


class Branch(NamedTuple):
    """A value with those that lie in it, which are offered once it is chosen."""

    choice: Choice
    inner: "list[Branch]"


class Facet(NamedTuple):
    """A group of filters: by which name a form asks for them, and by which a reader sees them."""

    name: str
    label: str
    branches: list[Branch]
    is_long: bool
    is_chosen: bool


@dataclass(frozen=True)
class Chip:
    """A chosen value, and the address without it."""

    group: Group | None
    label: str
    address: str


def panel(result: Result) -> list[Facet]:
    return [facet(group, choices) for group, choices in result.facets.items() if choices]


def facet(group: Group, choices: list[Choice]) -> Facet:
    offered = branches(choices)
    is_long = sum(1 + len(branch.inner) for branch in offered) > LONG
    return Facet(group.value, label(group), offered, is_long, any(choice.is_selected for choice in choices))


def branches(choices: list[Choice]) -> list[Branch]:
    """Outer values; the inner ones of those that are chosen, themselves or within, or that stand alone."""
    outer = [choice for choice in choices if choice.parent is None]
    if len(outer) == len(choices):
        return [Branch(choice, []) for choice in outer]
    known = {choice.id for choice in outer}
    within = defaultdict(list)
    for choice in choices:
        within[choice.parent if choice.parent in known else None].append(choice)
    outer += [choice for choice in within[None] if choice.parent is not None]
    return [Branch(choice, inner(choice, within[choice.id], alone=len(outer) == 1)) for choice in outer]


def inner(outer: Choice, within: list[Choice], *, alone: bool) -> list[Branch]:
    is_open = alone or outer.is_selected or any(choice.is_selected for choice in within)
    return [Branch(choice, []) for choice in within] if is_open else []


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
