"""Filters of the back office's lists of the directory."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from portal.admin_filters import StateFilterSet, VerifiedFilterSet, choice_filter
from services_directory.models import (
    FamilyCategory,
    HelpKind,
    Location,
    Phone,
    Practice,
    Provider,
    Service,
    Settlement,
    SupportRule,
    Territory,
)

PHONES = [("missing", _("не указаны")), ("known", _("указаны"))]


def region_filter(path: str) -> django_filters.ModelChoiceFilter:
    """Records of a region: its own, and those of its municipalities."""
    return django_filters.ModelChoiceFilter(
        label=_("Регион"),
        queryset=Territory.objects.filter(level__lt=Territory.Level.MUNICIPALITY),
        method=lambda records, name, region: records.filter(Q((path, region)) | Q((f"{path}__parent", region))),
        empty_label=_("Все"),
    )


class ProviderFilterSet(VerifiedFilterSet):
    region = region_filter("territory")
    kind = django_filters.ChoiceFilter(label=_("Вид"), choices=Provider.Kind, empty_label=_("Все"))
    contacts = choice_filter(_("Телефоны"), PHONES, method="by_contacts")

    class Meta:
        model = Provider
        fields = ["state", "check", "contacts", "region", "kind"]

    def by_contacts(self, records, name, value):
        missing = Provider.objects.without_contacts().values("pk")
        return records.filter(pk__in=missing) if value == "missing" else records.exclude(pk__in=missing)


class ServiceFilterSet(VerifiedFilterSet):
    region = region_filter("provider__territory")
    kind = django_filters.ModelChoiceFilter(
        label=_("Вид помощи"), queryset=HelpKind.objects.kinds(), method="by_kind", empty_label=_("Все")
    )
    price = choice_filter(_("Цена"), [choice for choice in Service.Price.choices if choice[0]])

    class Meta:
        model = Service
        fields = ["state", "check", "region", "kind", "form", "price"]

    def by_kind(self, records, name, kind):
        return records.filter(Q(kind=kind) | Q(kind__parent=kind))


class LocationFilterSet(StateFilterSet):
    region = region_filter("territory")
    phones = choice_filter(_("Телефоны"), PHONES, method="by_phones")

    class Meta:
        model = Location
        fields = ["state", "phones", "region"]

    def by_phones(self, records, name, value):
        with_phone = Phone.objects.values("location")
        return records.exclude(pk__in=with_phone) if value == "missing" else records.filter(pk__in=with_phone)


class PracticeFilterSet(StateFilterSet):
    region = region_filter("territory")

    class Meta:
        model = Practice
        fields = ["state", "region"]


class FamilyCategoryFilterSet(StateFilterSet):
    class Meta:
        model = FamilyCategory
        fields = ["state"]


class HelpKindFilterSet(WagtailFilterSet):
    branch = choice_filter(_("Ветвь"), HelpKind.Branch)
    parent = django_filters.ModelChoiceFilter(
        label=_("Вид помощи"), queryset=HelpKind.objects.kinds(), empty_label=_("Все")
    )

    class Meta:
        model = HelpKind
        fields = ["branch", "parent"]


class SupportRuleFilterSet(WagtailFilterSet):
    region = region_filter("territory")
    kind = choice_filter(_("Что это"), SupportRule.Kind)

    class Meta:
        model = SupportRule
        fields = ["region", "kind"]


class SettlementFilterSet(WagtailFilterSet):
    region = region_filter("territory")

    class Meta:
        model = Settlement
        fields = ["region", "kind"]


class TerritoryFilterSet(WagtailFilterSet):
    level = choice_filter(_("Уровень"), Territory.Level)
    region = django_filters.ModelChoiceFilter(
        label=_("Входит в"), queryset=Territory.objects.regions(), field_name="parent", empty_label=_("Все")
    )

    class Meta:
        model = Territory
        fields = ["level", "region"]
