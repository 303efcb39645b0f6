"""How the list of acts is narrowed."""

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from acts.models import LegalAct


def jurisdictions() -> list[tuple[str, str]]:
    names = LegalAct.objects.published().order_by("jurisdiction").values_list("jurisdiction", flat=True).distinct()
    return [(name, name) for name in names]


class LegalActFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(
        label=_("Слово или номер"),
        method="with_words",
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    level = django_filters.ChoiceFilter(label=_("Уровень"), choices=LegalAct.Level.choices, empty_label=_("Любой"))
    kind = django_filters.ChoiceFilter(label=_("Вид"), choices=LegalAct.Kind.choices, empty_label=_("Любой"))
    jurisdiction = django_filters.ChoiceFilter(label=_("Где действует"), choices=jurisdictions, empty_label=_("Везде"))

    class Meta:
        model = LegalAct
        fields = ["q", "level", "kind", "jurisdiction"]

    def with_words(self, acts, name, value):
        for word in value.split()[:10]:
            acts = acts.filter(
                Q(title__icontains=word)
                | Q(number__icontains=word)
                | Q(body__icontains=word)
                | Q(summary__icontains=word)
            )
        return acts
