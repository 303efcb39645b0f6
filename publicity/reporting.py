"""The report of a period: what was due, what of it was published, what else was, and what is missing."""

import datetime
from dataclasses import dataclass

from measures.models import MediaPlanItem, MediaState, Programme

from .models import Publication
from .plan import items_of, office_programmes


@dataclass(frozen=True, slots=True)
class PeriodReport:
    """`due`: items whose term meets the period, those without a term where something of them was published."""

    since: datetime.date
    until: datetime.date
    programme: Programme | None
    channel: str
    due: list[MediaPlanItem]
    publications: list[Publication]

    @property
    def gaps(self) -> list[MediaPlanItem]:
        """Of what is not a word: the term is over, or institutions are missing."""
        return [item for item in self.due if item.state is MediaState.OVERDUE]

    @property
    def done(self) -> list[MediaPlanItem]:
        return [item for item in self.due if item.state is MediaState.PUBLISHED]

    @property
    def without_proof(self) -> list[Publication]:
        """Neither a link nor a picture."""
        return [each for each in self.publications if not (each.link or each.screenshot)]

    @property
    def is_fictional(self) -> bool:
        """One invented line is enough to say so."""
        own = [item.programme for item in self.due] + [each.programme for each in self.publications if each.programme]
        return any(programme.territory.is_fictional for programme in own)


def period_report(since, until, programme: Programme | None = None, channel: str = "") -> PeriodReport:
    """Only what is confirmed, of published programmes."""
    found = Publication.objects.filter(is_confirmed=True, published_on__range=(since, until))
    found = found.filter(programme=programme) if programme else found
    found = found.filter(channel=channel) if channel else found
    read = found.select_related("item", "institution", "measure", "programme__territory").order_by("published_on", "pk")
    publications = [each for each in read if each.programme is None or each.programme.live]
    plans = [each for each in office_programmes(programme.pk if programme else None) if each.live]
    published = {each.item_id for each in publications}
    due = [item for item in items_of(plans) if is_due(item, since, until, published)]
    due = [item for item in due if not channel or channel in item.channels]
    return PeriodReport(since, until, programme, channel, due, publications)


def is_due(item: MediaPlanItem, since: datetime.date, until: datetime.date, published: set[int | None]) -> bool:
    if item.pk in published:
        return True
    first, last = item.starts_on or item.ends_on, item.ends_on or item.starts_on
    return first is not None and first <= until and last >= since
