"""Filters of the back office's lists of programmes."""

import django_filters
from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from measures.models import Indicator, Measure, Programme, Status
from portal.viewsets import StateFilterSet


class ProgrammeFilterSet(StateFilterSet):
    kind = django_filters.ChoiceFilter(
        label=_("Что это"), choices=Programme.Kind, empty_label=_("Все"), widget=forms.RadioSelect
    )

    class Meta:
        model = Programme
        fields = ["state", "kind"]


class MeasureFilterSet(StateFilterSet):
    programme = django_filters.ModelChoiceFilter(
        label=_("Программа"), queryset=Programme.objects.all(), empty_label=_("Все")
    )
    status = django_filters.ChoiceFilter(
        label=_("Состояние"),
        method="by_status",
        empty_label=_("Все"),
        widget=forms.RadioSelect,
        choices=[("reported", _("по отчёту")), ("silent", _("срок прошёл, отчёта нет")), *Status.choices[:-1]],
    )

    class Meta:
        model = Measure
        fields = ["state", "programme", "status"]

    def by_status(self, records, name, value):
        over = Q(reported_status="", ends_on__lt=timezone.localdate())
        conditions = {"reported": ~Q(reported_status=""), "silent": over}
        return records.filter(conditions.get(value, Q(reported_status=value)))


class IndicatorFilterSet(StateFilterSet):
    programme = django_filters.ModelChoiceFilter(
        label=_("Программа"), queryset=Programme.objects.all(), empty_label=_("Все")
    )

    class Meta:
        model = Indicator
        fields = ["state", "programme", "value_kind"]
