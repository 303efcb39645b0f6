"""The GET filters of the list of programmes."""

import django_filters
from django.utils.translation import gettext_lazy as _

from .models import Programme


class ProgrammeFilter(django_filters.FilterSet):
    """Offers only what the published programmes have; `facts` are their regions, kinds and years."""

    region = django_filters.ChoiceFilter(field_name="territory__slug", label=_("Регион"), empty_label=_("Все регионы"))
    kind = django_filters.ChoiceFilter(label=_("Что это"), empty_label=_("Все виды"))
    year = django_filters.ChoiceFilter(label=_("Год"), empty_label=_("Все годы"), method="running_in")

    class Meta:
        model = Programme
        fields = ["region", "kind", "year"]

    def __init__(self, data, queryset, facts: list[Programme]):
        super().__init__(data, queryset)
        regions = {programme.territory.slug: programme.territory.label for programme in facts}
        kinds = {programme.kind: programme.kind_label for programme in facts}
        years = sorted({year for programme in facts for year in programme.years}, reverse=True)
        self.filters["region"].extra["choices"] = sorted(regions.items(), key=lambda item: item[1])
        self.filters["kind"].extra["choices"] = list(kinds.items())
        self.filters["year"].extra["choices"] = [(str(year), str(year)) for year in years]

    def running_in(self, queryset, name, value):
        return queryset.filter(year_from__lte=value, year_to__gte=value)
