"""How many readers a page has helped. Small numbers are for its editors only: they may point at somebody."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Sum
from django.utils import timezone

from .models import Tally

SMALLEST_SHOWN = 5
PERIOD = datetime.timedelta(days=90)


@dataclass(frozen=True)
class Figures:
    helped: int = 0
    missed: int = 0

    @property
    def answers(self) -> int:
        return self.helped + self.missed

    @property
    def missed_share(self) -> int | None:
        """Percent of «no» among the answers; of none there is no share."""
        return round(self.missed * 100 / self.answers) if self.answers else None

    @property
    def may_be_public(self) -> bool:
        """Neither number is so small that the other gives a reader away."""
        return min(self.helped, self.missed) >= SMALLEST_SHOWN


def since() -> datetime.date:
    return timezone.localdate() - PERIOD


def figures_of(pages: Iterable[int]) -> dict[int, Figures]:
    """By page, of the last ninety days; pages that nobody has answered about are left out."""
    found = Tally.objects.filter(page__in=list(pages), day__gte=since()).values("page")
    sums = found.annotate(yes=Sum("helped"), no=Sum("missed")).values_list("page", "yes", "no")
    return {page: Figures(yes, no) for page, yes, no in sums}


def figures(page: int) -> Figures:
    return figures_of([page]).get(page, Figures())
