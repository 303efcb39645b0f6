"""Which events are still to come: the database's own clock decides, so a page kept anywhere asks the same question."""

from django.db import models
from django.db.models.functions import Now

from events.models.dates import EventDate
from portal.pages import PortalPageQuerySet


def dates_of_event() -> models.QuerySet:
    return EventDate.objects.filter(page=models.OuterRef("pk"))


def coming_dates() -> models.QuerySet:
    return dates_of_event().filter(ends__gt=Now())


class EventQuerySet(PortalPageQuerySet):
    def coming(self):
        """Those with a date that is not over, the nearest first."""
        nearest = models.Subquery(coming_dates().order_by("begins").values("begins")[:1])
        return self.filter(models.Exists(coming_dates())).order_by(nearest.asc(), "pk")

    def past(self):
        """Those whose every date is over, the latest first."""
        latest = models.Subquery(dates_of_event().order_by("-ends").values("ends")[:1])
        over = self.filter(models.Exists(dates_of_event())).exclude(models.Exists(coming_dates()))
        return over.order_by(latest.desc(), "-pk")
