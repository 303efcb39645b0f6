"""Filters of the back office's lists of programmes."""

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from measures.models import Indicator, Measure, Programme, Status
from measures.reading import programmes_whose_sums_differ
from portal.admin_filters import StateFilterSet, choice_filter


def without_report(measures):
    """Measures whose term is over and of which nobody has said how they ended."""
    return measures.standing_at(Status.NO_DATA).filter(ends_on__lt=timezone.localdate())


class ProgrammeFilterSet(StateFilterSet):
    kind = choice_filter(_("Что это"), Programme.Kind)

    sums = choice_filter(_("Суммы"), [("differ", _("не сходятся с актом"))], method="by_sums")

    class Meta:
        model = Programme
        fields = ["state", "kind", "sums"]

    def by_sums(self, records, name, value):
        return records.filter(pk__in=[ledger.programme.pk for ledger in programmes_whose_sums_differ()])


class MeasureFilterSet(StateFilterSet):
    programme = django_filters.ModelChoiceFilter(
        label=_("Программа"), queryset=Programme.objects.all(), empty_label=_("Все")
    )
    status = choice_filter(
        _("Состояние"),
        [*Status.choices, ("silent", _("срок прошёл, отчёта нет")), ("by-hand", _("поставлено вручную"))],
        method="by_status",
    )

    class Meta:
        model = Measure
        fields = ["state", "programme", "status"]

    def by_status(self, records, name, value):
        if value == "silent":
            return without_report(records)
        return records.exclude(reported_status="") if value == "by-hand" else records.standing_at(value)


class IndicatorFilterSet(StateFilterSet):
    programme = django_filters.ModelChoiceFilter(
        label=_("Программа"), queryset=Programme.objects.all(), empty_label=_("Все")
    )

    class Meta:
        model = Indicator
        fields = ["state", "programme", "value_kind"]
