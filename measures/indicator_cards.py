"""The first indicators of a programme as small pictures: what was before, the plan and the fact of each year."""

from dataclasses import dataclass
from decimal import Decimal

from portal.speaking import gettext as _

from . import charts
from .reports.merging import values_of


@dataclass(frozen=True, slots=True)
class Card:
    """`picture` is absent where the answer is a yes or a no, which has no height."""

    indicator: object
    baseline: Decimal | None
    end: Decimal | None
    picture: charts.Multiple | None

    @property
    def has_facts(self) -> bool:
        return bool(self.picture) and any(slot.fact is not None for slot in self.picture.slots)


def cards(indicators: list) -> list[Card]:
    years = years_in(indicators)
    return [card(indicator, years) for indicator in indicators]


def years_in(indicators: list) -> list[int]:
    return sorted({value.year for indicator in indicators for value in values_of(indicator) if value.year})


def card(indicator, years: list[int], largest: Decimal | None = None) -> Card:
    """All cards have the same periods, so that they can be read down and across; `largest` gives them one scale."""
    values = {(value.kind, value.period, value.year): value.value for value in values_of(indicator)}
    periods = [(str(year), values.get(("plan", "year", year)), values.get(("fact", "year", year))) for year in years]
    periods.append((_("в конце"), values.get(("plan", "end", None)), values.get(("fact", "end", None))))
    baseline = values.get(("plan", "baseline", None), values.get(("fact", "baseline", None)))
    drawn = None if indicator.value_kind == "yes-no" else charts.multiple(baseline, periods, largest)
    return Card(indicator, baseline, periods[-1][1], drawn)
