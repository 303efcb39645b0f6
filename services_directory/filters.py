"""The filter forms of the lists."""

import django_filters as filters
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from portal.gathering import Gathering

from .models import FamilyCategory, HelpKind, Practice, Provider, Service, Territory

MOST_WORDS = 10


def territories_of_providers(request=None):
    """Places that have a public provider, and the regions that hold them: region first, then its municipalities."""
    own = Provider.objects.published().filter(territory=OuterRef("pk"))
    within = Provider.objects.published().filter(territory__parent=OuterRef("pk"))
    chosen = Territory.objects.filter(Exists(own) | Exists(within), level__gt=Territory.Level.COUNTRY)
    return (
        chosen.here()
        .order_by(F("parent__name").asc(nulls_first=True), "name")
        .only("slug", "name", "short_name", "parent")
    )


def regions_of_practices(request=None):
    adopted = Practice.objects.published().filter(territory=OuterRef("pk"))
    return Territory.objects.filter(Exists(adopted)).here().order_by("name")


class ProviderFilter(filters.FilterSet):
    """Providers by words, place and kind. A value that means nothing is left out of the search."""

    q = filters.CharFilter(label=_("Название"), method="by_words", max_length=100)
    territory = filters.ModelChoiceFilter(
        label=_("Где"), queryset=territories_of_providers, to_field_name="slug", method="by_territory"
    )
    kind = filters.ChoiceFilter(label=_("Вид организации"), choices=Provider.Kind.choices)
    show = filters.ChoiceFilter(
        label=_("Показать и давно не проверенные"), choices=[("stale", _("да"))], method="with_stale"
    )

    class Meta:
        model = Provider
        fields = ["q", "territory", "kind", "show"]

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

    def by_territory(self, providers, name, territory):
        """A region means its municipalities too; who also serves the territory, or all of its region, is there too."""
        home = Q(territory=territory) | Q(territory__parent=territory)
        served = Provider.also_serves.through.objects.filter(provider=OuterRef("pk"))
        here = [territory.pk, territory.parent_id] if territory.parent_id else [territory.pk]
        return providers.filter(home | Exists(served.filter(territory__in=here)))


def kinds_of_practices(request=None):
    """Kinds of help that services of public practices give."""
    given = Service.objects.published().filter(practices__live=True)
    own = given.filter(kind=OuterRef("pk")), given.filter(kind__parent=OuterRef("pk"))
    return HelpKind.objects.kinds().filter(Exists(own[0]) | Exists(own[1])).only("slug", "name")


def categories_of_practices(request=None):
    named = Practice.categories.through.objects.filter(familycategory=OuterRef("pk"), practice__live=True)
    return FamilyCategory.objects.published().filter(Exists(named)).only("slug", "name")


# What the page of practices offers, in SQL that is made once.
OFFERED_OF_PRACTICES = {
    "territory": Gathering(regions_of_practices),
    "kind": Gathering(kinds_of_practices),
    "category": Gathering(categories_of_practices),
}


class PracticeFilter(filters.FilterSet):
    """Practices by the region that adopted them, whom they are for, and the help that they are used in."""

    territory = filters.ModelChoiceFilter(label=_("Регион"), queryset=regions_of_practices, to_field_name="slug")
    kind = filters.ModelChoiceFilter(
        label=_("Вид помощи"), queryset=kinds_of_practices, to_field_name="slug", method="by_kind"
    )
    category = filters.ModelChoiceFilter(
        label=_("Для кого"), queryset=categories_of_practices, to_field_name="slug", field_name="categories"
    )

    class Meta:
        model = Practice
        fields = ["territory", "kind", "category"]

    def by_kind(self, practices, name, kind):
        of_kind = Q(kind=kind) | Q(kind__parent=kind)
        given = Service.objects.published().filter(of_kind, practices=OuterRef("pk"))
        return practices.filter(Exists(given))
