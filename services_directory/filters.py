"""The filter forms of the lists."""

from collections.abc import Iterable

import django_filters as filters
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from .models import Provider, Territory

MOST_WORDS = 10


def territories_of_providers(request=None):
    """Those of them that the site shows."""
    return places_of_providers().here()


def places_of_providers():
    """Places that have a public provider, and the regions that hold them: region first, then its municipalities."""
    own = Provider.objects.published().filter(territory=OuterRef("pk"))
    within = Provider.objects.published().filter(territory__parent=OuterRef("pk"))
    chosen = Territory.objects.filter(Exists(own) | Exists(within), level__gt=Territory.Level.COUNTRY)
    return chosen.order_by(F("parent__name").asc(nulls_first=True), "name").only("slug", "name", "short_name", "parent")


class ProviderFilter(filters.FilterSet):
    """Providers by words, place and kind: `places` are those to choose from. What means nothing is left out."""

    q = filters.CharFilter(label=_("Название"), method="by_words", max_length=100)
    territory = filters.ChoiceFilter(label=_("Где"), method="by_territory")
    kind = filters.ChoiceFilter(label=_("Вид организации"), choices=Provider.Kind.choices)
    show = filters.ChoiceFilter(
        label=_("Показать и давно не проверенные"), choices=[("stale", _("да"))], method="with_stale"
    )

    class Meta:
        model = Provider
        fields = ["q", "territory", "kind", "show"]

    def __init__(self, data, queryset, places: Iterable[Territory]):
        super().__init__(data, queryset)
        self.places = {place.slug: place for place in places}
        self.filters["territory"].extra["choices"] = [(slug, place.label) for slug, place in self.places.items()]

    def filter_queryset(self, queryset):
        """Cards that nobody has checked for too long are shown to whoever asks for them."""
        asked = self.form.cleaned_data.get("show") if self.form.is_valid() else None
        return super().filter_queryset(queryset if asked else queryset.shown())

    def with_stale(self, providers, name, value):
        return providers

    def by_words(self, providers, name, value):
        for word in value.split()[:MOST_WORDS]:
            providers = providers.filter(
                Q(name__icontains=word) | Q(full_name__icontains=word) | Q(synonyms__icontains=word)
            )
        return providers

    def by_territory(self, providers, name, slug):
        """A region means its municipalities too; who also serves the territory, or all of its region, is there too."""
        territory = self.places[slug]
        home = Q(territory=territory) | Q(territory__parent=territory)
        served = Provider.also_serves.through.objects.filter(provider=OuterRef("pk"))
        here = [territory.pk, territory.parent_id] if territory.parent_id else [territory.pk]
        return providers.filter(home | Exists(served.filter(territory__in=here)))
