"""Which measures of a programme the visitor wants to see: the filters of its page, each with what it would find.

Every choice is a set of measures kept as the bits of one number, so counting all of them costs next to nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict

from portal.gathering import gathered
from portal.speaking import gettext as _

from .ledger import Ledger


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    count: int
    chosen: bool


@dataclass(slots=True)
class Facet:
    """What can be chosen by one trait; several choices of one facet widen it. `found`: measures by choice, as bits."""

    name: str
    label: str
    labels: Mapping[str, str]
    found: Mapping[str, int]
    chosen: frozenset[str] = frozenset()

    @property
    def mask(self) -> int:
        """Measures that it lets through; with nothing chosen, all."""
        return any_of(self.found[value] for value in self.chosen) if self.chosen else -1

    @property
    def is_useful(self) -> bool:
        return len(self.found) > 1 or bool(self.chosen)

    @property
    def is_long(self) -> bool:
        return len(self.found) > 8


class Narrowing:
    """Choices that the page does not offer are no choices: they are ignored."""

    def __init__(self, facets: list[Facet], size: int, query: QueryDict):
        self.everything = (1 << size) - 1
        self.query = query
        self.facets = facets
        for facet in facets:
            facet.chosen = frozenset(query.getlist(facet.name)) & set(facet.found)

    def __bool__(self):
        return any(facet.chosen for facet in self.facets)

    @cached_property
    def mask(self) -> int:
        return self.without(None)

    @property
    def count(self) -> int:
        return self.mask.bit_count()

    def without(self, left_out: Facet | None) -> int:
        """What all the facets but that one let through."""
        mask = self.everything
        for facet in self.facets:
            if facet is not left_out:
                mask &= facet.mask
        return mask

    def keeps(self, place: int) -> bool:
        return bool(self.mask >> place & 1)

    @property
    def offered(self) -> list[tuple[Facet, list[Option]]]:
        """The facets that can narrow anything, each choice with what it would find beside the other facets."""
        return [(facet, self.options(facet)) for facet in self.facets if facet.is_useful]

    def options(self, facet: Facet) -> list[Option]:
        others = self.without(facet)
        return [
            Option(value, facet.labels[value], (found & others).bit_count(), value in facet.chosen)
            for value, found in facet.found.items()
        ]

    @property
    def applied(self) -> list[tuple[str, str, str]]:
        """Each choice: its facet, its label, and the rest of the address without it."""
        return [
            (facet.label, facet.labels[value], self.address(facet.name, value))
            for facet in self.facets
            for value in sorted(facet.chosen, key=list(facet.found).index)
        ]

    @property
    def loosening(self) -> list[tuple[str, int, str]]:
        """Where nothing is found: facets without which something would be, and how much."""
        freed = [(facet, self.without(facet).bit_count()) for facet in self.facets if facet.chosen]
        return [(facet.label, count, self.address(facet.name)) for facet, count in freed if count]

    def address(self, name: str = "", value: str | None = None) -> str:
        """The query of the page without that choice, or without all of that facet's; known choices only."""
        kept = QueryDict(mutable=True)
        for facet in self.facets:
            kept.setlist(facet.name, [each for each in facet.found if each in facet.chosen])
        if name:
            kept.setlist(name, [each for each in kept.getlist(name) if value not in (None, each)])
        return kept.urlencode()


def any_of(masks: Iterable[int]) -> int:
    whole = 0
    for mask in masks:
        whole |= mask
    return whole


def narrowing(ledger: Ledger, query: QueryDict | None) -> Narrowing:
    facets = [
        facet("status", _("Состояние"), statuses(ledger), each_status(ledger)),
        facet("direction", _("Направление"), directions(ledger), each_direction(ledger)),
        facet("year", _("Год"), None, each_year(ledger)),
        facet("source", _("Чьи деньги"), sources(ledger), each_source(ledger)),
        facet("executor", _("Исполнитель"), None, each_executor(ledger)),
        facet("category", _("Для каких семей"), *categories(ledger)),
    ]
    return Narrowing(facets, len(ledger.measures), query if query is not None else QueryDict())


def facet(name: str, label: str, labels: Iterable[tuple[str, str]] | None, traits: Iterable[Iterable[str]]) -> Facet:
    """`labels`: the choices in their order; without them the traits name themselves and stand by their names."""
    found: dict[str, int] = {}
    for place, values in enumerate(traits):
        bit = 1 << place
        for value in values:
            found[value] = found.get(value, 0) | bit
    named = dict(labels) if labels is not None else {value: value for value in sorted(found)}
    return Facet(name, label, named, {value: found[value] for value in named if value in found})


def statuses(ledger: Ledger) -> Iterable[tuple[str, str]]:
    ordered = sorted(ledger.statuses, key=lambda status: list(type(status)).index(status))
    return ((status.value, status.label) for status in ordered)


def sources(ledger: Ledger) -> Iterable[tuple[str, str]]:
    return ((code, ledger.source_name(code)) for code in ledger.by_source)


def directions(ledger: Ledger) -> Iterable[tuple[str, str]]:
    return {
        measure.direction.number: str(measure.direction) for measure in ledger.measures if measure.direction
    }.items()


def categories(ledger: Ledger) -> tuple[list[tuple[str, str]], list[list[str]]]:
    """Their names, sorted, and the categories of each measure."""
    found = [gathered(measure, "categories") for measure in ledger.measures]
    named = {each.slug: each.name for some in found for each in some}
    return sorted(named.items(), key=lambda item: item[1]), [[each.slug for each in some] for some in found]


def each_status(ledger: Ledger) -> Iterable[Iterable[str]]:
    return ((ledger.status_of[measure.number].value,) for measure in ledger.measures)


def each_direction(ledger: Ledger) -> Iterable[Iterable[str]]:
    return ((measure.direction.number,) if measure.direction_id else () for measure in ledger.measures)


def each_year(ledger: Ledger) -> Iterable[Iterable[str]]:
    """The years that a measure runs in. One whose end no act names runs to the end of its programme."""
    last = ledger.programme.year_to
    for measure in ledger.measures:
        starts, ends = measure.starts_on, measure.ends_on
        until = ends.year if ends else max(last or 0, starts.year if starts else 0)
        yield map(str, range(starts.year, until + 1)) if starts else ()


def each_source(ledger: Ledger) -> Iterable[Iterable[str]]:
    return (ledger.paid_by.get(measure.number, ()) for measure in ledger.measures)


def each_executor(ledger: Ledger) -> Iterable[Iterable[str]]:
    return ([executor.name for executor in gathered(measure, "executors")] for measure in ledger.measures)
