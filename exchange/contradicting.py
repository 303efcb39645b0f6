"""What a table hides while something else shows it: another of its rows, or a public card that it says nothing of.

Neither is wrong alone; together they open a shelter.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from portal.formatting import nested
from services_directory.models import Location
from services_directory.models.hiding import NEAR_METRES, Hidden, point_of, shown_elsewhere


@dataclass
class Contradictions:
    """What the rows met so far hide and show; of thousands that show, no more is kept than what is compared."""

    hiding: list[tuple[int, Location]] = field(default_factory=list)
    showing: list[tuple[int, str, tuple[float, float] | None]] = field(default_factory=list)
    # What the table speaks of, it shows and hides itself.
    spoken_of: set[int] = field(default_factory=set)

    def meet(self, plans: Iterable[Any]) -> None:
        """Rows of another kind hide nothing; one that was refused will change nothing; what asks already has asked."""
        for plan in plans:
            place = plan.record
            if not isinstance(place, Location) or plan.outcome == "refused":
                continue
            if place.pk:
                self.spoken_of.add(place.pk)
            if place.address_is_confidential:
                # What was hidden before the table is known without it.
                if plan.touched & set(Location.hidden_by):
                    self.hiding.append((plan.number, place))
            elif not plan.reveals:
                self.showing.append((plan.number, place.address, point_of(place)))

    @property
    def numbers(self) -> dict[int, int]:
        return {id(place): number for number, place in self.hiding}

    def shown_elsewhere(self) -> dict[int, list[tuple[int, str]]]:
        """By the number of the row that hides: the cards outside of the table that show it to everybody."""
        numbers, found = self.numbers, defaultdict(list)
        for place, hidden in shown_elsewhere([place for _number, place in self.hiding], but=self.spoken_of):
            found[numbers[id(hidden)]].append((place.pk, place.title))
        return found

    def found(self) -> Iterator[tuple[int, str]]:
        """The number of each row that shows too much, and why, in the order of the table."""
        hidden, numbers = Hidden(place for _number, place in self.hiding), self.numbers
        for number, address, point in self.showing if self.hiding else ():
            if other := hidden.at(address):
                said = _(
                    "Строка %(number)s прячет этот адрес, а эта показывает: «%(address)s». Для убежища это опасно."
                )
                yield number, nested(said % {"number": numbers[id(other)], "address": address})
            elif other := hidden.near(point):
                said = _(
                    "Строка %(number)s прячет место, а точка этой строки ведёт к нему: до него меньше %(metres)s м. "
                    "Для убежища это опасно."
                )
                yield number, said % {"number": numbers[id(other)], "metres": NEAR_METRES}
