"""Reports on openness: the league of gaps by organisation and by territory, and the list of one organisation."""

from decimal import Decimal

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Avg, Count, FloatField, Max, Min, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from portal.formatting import number
from portal.spreadsheets import SafeSpreadsheet
from portal.viewsets import CountedPaginator, NamedColumn

from .admin_filters import region_filter
from .completeness import FACTS, attribute, duties, knows, with_facts, with_gaps, with_late_changes
from .models import Provider
from .ownership import own_providers

MAY_SEE = "services_directory.change_provider"
BY_KEY = {fact.key: fact for fact in FACTS}


def may_see(user) -> bool:
    return user.has_perm(MAY_SEE) or bool(own_providers(user))


def theirs(user) -> QuerySet:
    """Public organisations: all for editors, their own for an institution's people."""
    providers = Provider.objects.published()
    return providers if user.has_perm(MAY_SEE) else providers.filter(pk__in=own_providers(user))


class OpennessPolicy(ModelPermissionPolicy):
    def user_has_any_permission(self, user, actions):
        return may_see(user)


class OpennessFilterSet(WagtailFilterSet):
    region = region_filter("territory")
    kind = django_filters.ChoiceFilter(
        label=gettext_lazy("Вид"), choices=Provider.Kind, empty_label=gettext_lazy("Все")
    )
    lacks = django_filters.ChoiceFilter(
        label=gettext_lazy("Чего нет"),
        choices=[(fact.key, fact.label) for fact in FACTS],
        method="by_gap",
        empty_label=gettext_lazy("Всё равно"),
    )
    late = django_filters.BooleanFilter(label=gettext_lazy("Изменения не опубликованы в срок"), method="by_late")

    class Meta:
        model = Provider
        fields = ["region", "kind", "lacks", "late"]

    def by_gap(self, providers, name, key):
        known = Provider.objects.filter(BY_KEY[key].known()).values("pk")
        return providers.exclude(pk__in=known)

    def by_late(self, providers, name, value):
        return providers.filter(late__gt=0) if value else providers.filter(late=0)


class OpennessView(SafeSpreadsheet, ReportView):
    """Who lacks most stands first."""

    paginator_class = CountedPaginator
    page_title = gettext_lazy("Полнота сведений по закону № 442-ФЗ")
    header_icon = "list-ul"
    index_url_name = "directory_openness"
    index_results_url_name = "directory_openness_results"
    results_template_name = "services_directory/admin/openness_results.html"
    permission_policy = OpennessPolicy(Provider)
    any_permission_required = ["change"]
    filterset_class = OpennessFilterSet
    export_filename = "openness"
    list_export = ["name", "territory.full_label", "gaps", "late", *(attribute(fact) for fact in FACTS)]
    export_headings = {
        "territory.full_label": gettext_lazy("Территория"),
        "gaps": gettext_lazy("Не хватает"),
        "late": gettext_lazy("Не опубликовано в срок"),
        **{attribute(fact): fact.label for fact in FACTS},
    }
    columns = [
        TitleColumn("name", label=gettext_lazy("Организация"), url_name="directory_openness_provider"),
        NamedColumn("territory.full_label", label=gettext_lazy("Территория"), width="26%"),
        NamedColumn(
            "gaps", label=gettext_lazy("Не хватает"), accessor=lambda provider: of_all(provider.gaps), width="12%"
        ),
        NamedColumn(
            "late", label=gettext_lazy("Не в срок"), accessor=lambda provider: provider.late or "", width="12%"
        ),
    ]

    def get_queryset(self):
        counted = with_facts if self.is_export else with_gaps
        providers = with_late_changes(counted(theirs(self.request.user)))
        return providers.select_related("territory__parent").order_by("-gaps", "-late", "name", "pk")

    def get_preprocess_function(self, field, value, export_format):
        if isinstance(value, bool):
            return lambda known: _("есть") if known else _("нет")
        return super().get_preprocess_function(field, value, export_format)


def of_all(gaps: int) -> str:
    return _("%(gaps)s из %(all)s") % {"gaps": gaps, "all": len(FACTS)}


class TerritoryOpennessView(SafeSpreadsheet, ReportView):
    """Territories by how much their organisations lack on average."""

    paginator_class = CountedPaginator
    page_title = gettext_lazy("Полнота сведений по территориям")
    header_icon = "list-ul"
    index_url_name = "directory_openness_territories"
    index_results_url_name = "directory_openness_territories_results"
    results_template_name = "services_directory/admin/openness_results.html"
    permission_policy = ModelPermissionPolicy(Provider)
    any_permission_required = ["change"]
    export_filename = "openness-by-territory"
    list_export = ["territory__parent__name", "territory__name", "organisations", "average", "least", "most"]
    export_headings = {
        "territory__parent__name": gettext_lazy("Регион"),
        "territory__name": gettext_lazy("Территория"),
        "organisations": gettext_lazy("Организаций"),
        "average": gettext_lazy("Не хватает в среднем"),
        "least": gettext_lazy("Меньше всего"),
        "most": gettext_lazy("Больше всего"),
    }
    model = Provider
    columns = [
        Column("territory__name", label=gettext_lazy("Территория"), accessor=lambda row: row["territory__name"]),
        NamedColumn("region", label=gettext_lazy("Регион"), accessor=lambda row: row["territory__parent__name"] or ""),
        NamedColumn("organisations", label=gettext_lazy("Организаций"), accessor=lambda row: row["organisations"]),
        NamedColumn(
            "average",
            label=gettext_lazy("Не хватает в среднем"),
            accessor=lambda row: number(round(Decimal(row["average"]), 1)),
        ),
        NamedColumn("spread", label=gettext_lazy("От и до"), accessor=lambda row: f"{row['least']}–{row['most']}"),
    ]

    def get_queryset(self):
        places = with_gaps(Provider.objects.published()).order_by().values("territory__name", "territory__parent__name")
        counted = {
            "organisations": Count("pk"),
            "average": Avg("gaps", output_field=FloatField()),
            "least": Min("gaps"),
            "most": Max("gaps"),
        }
        return places.annotate(**counted).order_by("-average", "territory__name")

    def to_row_dict(self, item):
        return {name: item[name] for name in self.list_export}

    def get_heading(self, queryset, field):
        return str(self.export_headings[field])


class OpennessMenuItem(MenuItem):
    def is_shown(self, request):
        return may_see(request.user)


def provider_openness(request: HttpRequest, provider_id: int) -> HttpResponse:
    """The list of one organisation: what is there, what is not, by which article; what was to be published by when."""
    if not may_see(request.user):
        raise PermissionDenied
    found = with_facts(theirs(request.user)).select_related("territory__parent")
    provider = get_object_or_404(found, pk=provider_id)
    crumbs = [
        {"url": reverse("wagtailadmin_home"), "label": _("Главная")},
        {"url": reverse("directory_openness"), "label": _("Полнота сведений")},
        {"url": "", "label": provider.name},
    ]
    context = {
        "provider": provider,
        "facts": sorted(((fact, knows(provider, fact)) for fact in FACTS), key=lambda row: row[1]),
        "duties": duties(provider),
        "total": len(FACTS),
        "breadcrumbs_items": crumbs,
    }
    return render(request, "services_directory/admin/openness_of_provider.html", context)
