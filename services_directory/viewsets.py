"""The back office of the directory: lists, search, forms."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from portal.viewsets import STATUS_COLUMNS, UPDATED, RecordIndexView, RecordViewSet, VerifiedColumn, named_column
from services_directory import admin_filters, panels, place_panels, practice_panels
from services_directory.models import (
    CalendarDay,
    FamilyCategory,
    HelpKind,
    Location,
    Practice,
    Provider,
    Service,
    ServiceForm,
    Settlement,
    SupportLevel,
    SupportRule,
    Territory,
)
from services_directory.ownership import SEE, WRITE, InstitutionPermissionPolicy


class ExchangedIndexView(RecordIndexView):
    """The list beside which other apps put their ways out and in, by the hook `directory_list_buttons`."""

    @cached_property
    def header_more_buttons(self):
        added = [button for fn in hooks.get_hooks("directory_list_buttons") for button in fn(self.request, self.model)]
        return [*super().header_more_buttons, *added]


class InstitutionViewSet(RecordViewSet):
    """Records that belong to an institution: its own people edit them too."""

    index_view_class = ExchangedIndexView
    owner = "provider"
    members_may = WRITE

    @cached_property
    def permission_policy(self):
        return InstitutionPermissionPolicy(self.model, self.owner, self.members_may)

    def choosable_by_reporter(self, user, records):
        return self.permission_policy.own(user, records)


class ProviderViewSet(InstitutionViewSet):
    owner = "pk"
    members_may = SEE
    model = Provider
    icon = "home"
    menu_label = _("Организации")
    list_related = ("territory",)
    list_display = ["name", named_column("territory", _("Территория")), "kind", VerifiedColumn(), *STATUS_COLUMNS]
    chooser_columns = (("territory", _("Территория")),)
    search_fields = ["name", "full_name", "synonyms", "inn"]
    filterset_class = admin_filters.ProviderFilterSet
    edit_handler = panels.provider_panels


class LocationViewSet(InstitutionViewSet):
    model = Location
    icon = "crosshairs"
    menu_label = _("Места приёма")
    list_related = ("provider", "territory")
    list_display = [
        "__str__",
        named_column("provider", _("Организация"), "provider__name"),
        "territory",
        *STATUS_COLUMNS,
    ]
    chooser_columns = (("provider", _("Организация")),)
    ordering = ["provider__name", "pk"]
    search_fields = ["name", "address", "provider__name"]
    filterset_class = admin_filters.LocationFilterSet
    edit_handler = panels.location_panels
    belongs_to_provider = True
    known_from_link = ("provider", "territory")


class ServiceViewSet(InstitutionViewSet):
    model = Service
    icon = "pick"
    menu_label = _("Услуги")
    list_related = ("provider", "kind")
    list_display = [
        "name",
        named_column("provider", _("Организация"), "provider__name"),
        named_column("kind", _("Вид помощи"), "kind__name"),
        VerifiedColumn(),
        *STATUS_COLUMNS,
    ]
    chooser_columns = (("provider", _("Организация")),)
    search_fields = ["name", "synonyms", "provider__name"]
    filterset_class = admin_filters.ServiceFilterSet
    edit_handler = panels.service_panels
    belongs_to_provider = True
    known_from_link = ("provider",)


class PracticeViewSet(RecordViewSet):
    model = Practice
    icon = "openquote"
    menu_label = _("Практики")
    list_related = ("territory",)
    list_display = ["name", "number", named_column("territory", _("Регион"), "territory__name"), *STATUS_COLUMNS]
    chooser_columns = (("territory", _("Регион")),)
    search_fields = ["name", "official_name"]
    filterset_class = admin_filters.PracticeFilterSet
    edit_handler = practice_panels.practice_panels


class FamilyCategoryViewSet(RecordViewSet):
    model = FamilyCategory
    icon = "group"
    menu_label = _("Категории семей")
    list_display = ["name", "position", *STATUS_COLUMNS]
    filterset_class = admin_filters.FamilyCategoryFilterSet
    edit_handler = panels.category_panels


class HelpKindViewSet(RecordViewSet):
    model = HelpKind
    icon = "tag"
    menu_label = _("Виды помощи")
    list_related = ("parent",)
    list_display = ["name", "branch", named_column("parent", _("Вид помощи")), "code", "position"]
    chooser_columns = (("parent", _("Вид помощи")),)
    search_fields = ["name", "code"]
    filterset_class = admin_filters.HelpKindFilterSet
    edit_handler = panels.help_kind_panels


class ServiceFormViewSet(RecordViewSet):
    model = ServiceForm
    icon = "form"
    menu_label = _("Формы обслуживания")
    list_display = ["name", "summary", "position"]
    edit_handler = panels.service_form_panels


class SupportLevelViewSet(RecordViewSet):
    model = SupportLevel
    icon = "order-up"
    menu_label = _("Уровни сопровождения")
    list_display = ["name", "months", "families_per_specialist", "position", UPDATED]
    edit_handler = panels.support_level_panels


class SupportRuleViewSet(RecordViewSet):
    model = SupportRule
    icon = "list-ol"
    menu_label = _("Правила сопровождения")
    list_related = ("territory",)
    list_display = ["title", "kind", named_column("territory", _("Регион"), "territory__name"), "position"]
    search_fields = ["title", "text"]
    filterset_class = admin_filters.SupportRuleFilterSet
    edit_handler = panels.support_rule_panels


class TerritoryViewSet(RecordViewSet):
    model = Territory
    icon = "globe"
    menu_label = _("Территории")
    list_related = ("parent",)
    list_display = [
        "name",
        "level",
        named_column("parent", _("Входит в"), "parent__name"),
        "oktmo",
        BooleanColumn("is_fictional", label=_("Вымышленная")),
    ]
    chooser_columns = (("parent", _("Входит в")),)
    search_fields = ["name", "short_name", "oktmo"]
    filterset_class = admin_filters.TerritoryFilterSet
    edit_handler = panels.territory_panels


class SettlementViewSet(RecordViewSet):
    model = Settlement
    icon = "site"
    menu_label = _("Населённые пункты")
    list_related = ("territory",)
    list_display = [
        "name",
        "kind",
        named_column("territory", _("Территория"), "territory__name"),
        BooleanColumn("is_centre", label=_("Центр")),
    ]
    chooser_columns = (("territory", _("Территория")),)
    search_fields = ["name", "territory__name"]
    filterset_class = admin_filters.SettlementFilterSet
    edit_handler = place_panels.settlement_panels


class CalendarDayViewSet(RecordViewSet):
    model = CalendarDay
    icon = "date"
    menu_label = _("Переносы выходных")
    list_display = ["date", BooleanColumn("is_day_off", label=_("Выходной")), "note"]
    search_fields = ["note"]
    edit_handler = panels.calendar_day_panels


class DirectoryGroup(SnippetViewSetGroup):
    menu_label = _("Справочник")
    menu_icon = "folder-open-inverse"
    menu_order = 90
    items = (
        ProviderViewSet,
        LocationViewSet,
        ServiceViewSet,
        PracticeViewSet,
        FamilyCategoryViewSet,
        HelpKindViewSet,
        ServiceFormViewSet,
        SupportLevelViewSet,
        SupportRuleViewSet,
        TerritoryViewSet,
        CalendarDayViewSet,
        SettlementViewSet,
    )

    def get_submenu_items(self):
        """Other apps add theirs by the hook `directory_menu_item`."""
        return [*super().get_submenu_items(), *(fn() for fn in hooks.get_hooks("directory_menu_item"))]
