"""Filters that lists of the back office share. The apps add their own."""

import django_filters
from django import forms
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet

ANY = gettext_lazy("Все")


def choice_filter(label, choices, *, empty_label=ANY, **options) -> django_filters.ChoiceFilter:
    """Buttons of which one is pressed."""
    return django_filters.ChoiceFilter(
        label=label, choices=choices, empty_label=empty_label, widget=forms.RadioSelect, **options
    )


class StateFilterSet(WagtailFilterSet):
    """Of records that may be drafts: which are public, which wait."""

    state = choice_filter(
        gettext_lazy("Публикация"),
        [
            ("public", gettext_lazy("опубликовано")),
            ("draft", gettext_lazy("черновик")),
            ("changed", gettext_lazy("есть неопубликованные правки")),
        ],
        method="by_state",
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

    check = choice_filter(
        gettext_lazy("Проверка сведений"),
        [
            ("never", gettext_lazy("ещё не проверялись")),
            ("overdue", gettext_lazy("пора проверить снова")),
            ("fresh", gettext_lazy("проверены")),
        ],
        method="by_check",
    )

    def by_check(self, records, name, value):
        overdue = Q(next_review_on__lt=localdate())
        conditions = {
            "never": Q(verified_on=None),
            "overdue": overdue,
            "fresh": Q(verified_on__isnull=False) & ~overdue,
        }
        return records.filter(conditions[value])
