"""How events are narrowed: on pages, in the calendar and in feeds alike."""

import datetime

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from events.models.dates import EventDate
from events.models.event import EventPage
from services_directory.models import Territory

MONTHS_AHEAD = 12
MOST_WORDS = 10


def first_of_next(month: datetime.date) -> datetime.date:
    return (month.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)


def first_of_previous(month: datetime.date) -> datetime.date:
    return (month - datetime.timedelta(days=1)).replace(day=1)


def months() -> list[tuple[str, str]]:
    """This month and those after it, as «2026-12» and «декабрь 2026»."""
    month, found = timezone.localdate().replace(day=1), []
    for _number in range(MONTHS_AHEAD):
        found.append((f"{month:%Y-%m}", month_name(month)))
        month = first_of_next(month)
    return found


def month_name(month: datetime.date) -> str:
    """«декабрь 2026»."""
    return date_format(month, "F Y").lower()


def within(month: datetime.date) -> QuerySet:
    """Dates that touch the month."""
    dates = EventDate.objects.alias(last=Coalesce("ends_day", "day"))
    return dates.filter(day__lt=first_of_next(month), last__gte=month)


def held_in() -> QuerySet:
    """Territories of public events, and the regions that these belong to."""
    used = EventPage.objects.published().here().exclude(territory=None).values("territory")
    return Territory.objects.filter(Q(pk__in=used) | Q(children__in=used)).distinct()


class NarrowFilter(django_filters.FilterSet):
    """What feeds are narrowed by."""

    kind = django_filters.ChoiceFilter(label=_("Вид"), choices=EventPage.Kind.choices, empty_label=_("Любой"))
    territory = django_filters.ModelChoiceFilter(
        label=_("Где"),
        queryset=lambda request: held_in(),
        to_field_name="slug",
        method="by_territory",
        empty_label=_("Везде"),
    )
    audience = django_filters.ChoiceFilter(
        label=_("Кому"),
        choices=[("families", _("Семьям")), ("specialists", _("Специалистам"))],
        method="by_audience",
        empty_label=_("Всем"),
    )

    class Meta:
        model = EventPage
        fields = ["kind", "territory", "audience"]

    def by_territory(self, events, name, territory):
        """A region has the events of its parts, and everybody those that are for all."""
        here = Q(territory=territory) | Q(territory__parent=territory) | Q(territory=None)
        return events.filter(here)

    def by_audience(self, events, name, audience):
        return events.filter(audience__in=(audience, EventPage.Audience.EVERYBODY))


class PastFilter(NarrowFilter):
    """The archive."""

    q = django_filters.CharFilter(
        label=_("Слово"), method="with_words", max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )

    class Meta(NarrowFilter.Meta):
        fields = ["q", *NarrowFilter.Meta.fields]

    def with_words(self, events, name, value):
        for word in value.split()[:MOST_WORDS]:
            events = events.filter(Q(title__icontains=word) | Q(lead__icontains=word) | Q(for_whom__icontains=word))
        return events


class ComingFilter(PastFilter):
    """The list of what is to come."""

    month = django_filters.ChoiceFilter(
        label=_("Когда"), choices=lambda: months(), method="by_month", empty_label=_("Все даты")
    )

    class Meta(PastFilter.Meta):
        fields = ["q", "month", *NarrowFilter.Meta.fields]

    def by_month(self, events, name, value):
        month = datetime.date.fromisoformat(f"{value}-01")
        return events.filter(Exists(within(month).filter(page=OuterRef("pk"))))
