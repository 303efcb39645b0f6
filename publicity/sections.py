"""The section on institutions' own sites: a row for each institution, and what they come to.

The portal never opens those sites itself: a person looks, and says what was there.
"""

import datetime
from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Case, Count, F, Q, QuerySet, When
from django.utils.timezone import localdate

from services_directory.models import Provider, Territory

from .models import FRESH_DAYS, SectionOnSite, SectionState

# In the order of goodness; what nobody has seen comes last.
ORDER = (SectionState.HAS, SectionState.STALE, SectionState.NONE, SectionState.NO_SITE, SectionState.UNKNOWN)

# Of a municipality its region; a region itself stands in a country, which counts for nothing here.
OF_MUNICIPALITY = When(territory__level=Territory.Level.MUNICIPALITY, then=F("territory__parent"))
REGION = Case(OF_MUNICIPALITY, default=F("territory"))


@dataclass(slots=True)
class Coverage:
    """How many institutions of a region have the section. Where nobody has looked, is not where there is none."""

    region: Territory
    by_state: Counter = field(default_factory=Counter)
    fresh: int = 0
    awaiting: int = 0
    promises: list = field(default_factory=list)

    @property
    def whole(self) -> int:
        return sum(self.by_state.values())

    @property
    def has(self) -> int:
        return self.by_state[SectionState.HAS]

    @property
    def unknown(self) -> int:
        return self.by_state[SectionState.UNKNOWN]

    @property
    def is_unknown(self) -> bool:
        """Nobody has looked at a single site: there is no figure yet."""
        return self.unknown == self.whole

    @property
    def parts(self) -> list[tuple[str, int, str]]:
        """As the strip of a page draws them."""
        return [(str(state.label), self.by_state[state], state.tone) for state in ORDER]


def coverages() -> list[Coverage]:
    """Of every region with such institutions, real ones first; counted by the database."""
    since = localdate() - datetime.timedelta(FRESH_DAYS)
    counted = (
        Provider.objects.published()
        .subordinate()
        .filter(territory__level__gte=Territory.Level.REGION)
        .order_by()
        .values(region=REGION, state=F("own_section__state"))
        .annotate(
            number=Count("pk"),
            fresh=Count("pk", filter=Q(own_section__last_checked_on__gte=since)),
            awaiting=Count("pk", filter=Q(own_section__said_on__isnull=False)),
        )
    )
    rows = list(counted)
    regions = Territory.objects.in_bulk({row["region"] for row in rows})
    found: dict[int, Coverage] = {}
    for row in rows:
        one = found.setdefault(row["region"], Coverage(regions[row["region"]]))
        one.by_state[SectionState(row["state"] or "")] += row["number"]
        one.fresh += row["fresh"]
        one.awaiting += row["awaiting"]
    return sorted(found.values(), key=lambda one: (one.region.is_fictional, one.region.name))


def institutions(region: Territory | None = None) -> QuerySet:
    """With the record of each, those that nobody has looked at included."""
    found = Provider.objects.published()
    found = found.subordinate_in(region.pk) if region else found.subordinate()
    return found.select_related("territory__parent", "own_section").order_by("name", "pk")


def section_of(institution: Provider) -> SectionOnSite:
    """Its record, or one that is not kept: nobody has looked yet."""
    return getattr(institution, "own_section", None) or SectionOnSite(provider=institution)


def rows_of(found) -> list[SectionOnSite]:
    return [section_of(each) for each in found]


def in_state(found: QuerySet, state: str) -> QuerySet:
    """`state`: one of the states; «unknown», «awaits», «stale-check» for what is to be looked at."""
    since = localdate() - datetime.timedelta(FRESH_DAYS)
    old = Q(own_section__last_checked_on__lt=since)
    kept = {
        "unknown": Q(own_section=None) | Q(own_section__state=""),
        "awaits": Q(own_section__said_on__isnull=False),
        "old": old,
        **{each.value: Q(own_section__state=each.value) for each in SectionState if each.value},
    }
    return found.filter(kept[state]) if state in kept else found
