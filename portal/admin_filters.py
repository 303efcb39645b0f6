"""Filters that lists of the back office share. The apps add their own."""

import django_filters
from django import forms
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet


class StateFilterSet(WagtailFilterSet):
    """Of records that may be drafts: which are public, which wait."""

    state = django_filters.ChoiceFilter(
        label=gettext_lazy("Публикация"),
        method="by_state",
        empty_label=gettext_lazy("Все"),
        widget=forms.RadioSelect,
        choices=[
            ("public", gettext_lazy("опубликовано")),
            ("draft", gettext_lazy("черновик")),
            ("changed", gettext_lazy("есть неопубликованные правки")),
        ],
    )

    def by_state(self, records, name, value):
        conditions = {
            "public": Q(live=True),
            "draft": Q(live=False),
            "changed": Q(live=True, has_unpublished_changes=True),
        }
        return records.filter(conditions[value])


class VerifiedFilterSet(StateFilterSet):
    """Of records that are held against reality: which never were, which are due again."""

    check = django_filters.ChoiceFilter(
        label=gettext_lazy("Проверка сведений"),
        method="by_check",
        empty_label=gettext_lazy("Все"),
        widget=forms.RadioSelect,
        choices=[
            ("never", gettext_lazy("ещё не проверялись")),
            ("overdue", gettext_lazy("пора проверить снова")),
            ("fresh", gettext_lazy("проверены")),
        ],
    )

    def by_check(self, records, name, value):
        overdue = Q(next_review_on__lt=localdate())
        conditions = {
            "never": Q(verified_on=None),
            "overdue": overdue,
            "fresh": Q(verified_on__isnull=False) & ~overdue,
        }
        return records.filter(conditions[value])
