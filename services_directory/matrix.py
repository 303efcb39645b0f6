"""Which provider uses which practice, as a table. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from portal.addresses import address


class ProviderLink(NamedTuple):
    """What the table shows of a provider: hundreds of marks are not worth as many records."""

    pk: int
    slug: str
    name: str

    def get_absolute_url(self) -> str:
        return address("directory:provider", self.slug)


class Mark(NamedTuple):
    practice_id: int
    provider: ProviderLink


@dataclass(frozen=True)
class Row:
    provider: Any
    marks: list[bool]

    @property
    def total(self) -> int:
        return sum(self.marks)


@dataclass(frozen=True)
class Matrix:
    """Rows are providers by name, columns practices in their order."""

    practices: list
    rows: list[Row]

    @property
    def worth_a_table(self) -> bool:
        """Providers that each have a practice of their own are told better by the practices' pages."""
        return min(len(self.rows), len(self.practices)) >= 3 and self.total * 3 >= len(self.rows) * len(self.practices)

    @property
    def totals(self) -> list[int]:
        """Marks of each column."""
        return [sum(column) for column in zip(*(row.marks for row in self.rows), strict=True)]

    @property
    def total(self) -> int:
        return sum(self.totals)

    @property
    def columns(self) -> list[tuple[Any, list]]:
        """Each practice with the providers that use it: the same table for a narrow screen."""
        return [
            (practice, [row.provider for row in self.rows if row.marks[index]])
            for index, practice in enumerate(self.practices)
        ]


def matrix(practices: Iterable, marks: Iterable) -> Matrix:
    """`marks` have a `practice_id` and a `provider`; those of other practices are left out."""
    practices = list(practices)
    ids = {practice.pk for practice in practices}
    marks = [mark for mark in marks if mark.practice_id in ids]
    used = {(mark.provider.pk, mark.practice_id) for mark in marks}
    providers = sorted({mark.provider.pk: mark.provider for mark in marks}.values(), key=lambda one: one.name)
    rows = [Row(provider, [(provider.pk, one.pk) in used for one in practices]) for provider in providers]
    return Matrix([*practices], rows)
