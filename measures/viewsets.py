"""The back office of programmes: lists, search, forms."""

from django.utils.translation import gettext_lazy as _

from measures import admin_filters, panels
from measures.models import FundingSource, Indicator, Measure, Programme
from portal.viewsets import STATUS_COLUMNS, RecordViewSet, named_column


class ProgrammeViewSet(RecordViewSet):
    model = Programme
    icon = "clipboard-list"
    menu_label = _("Программы")
    list_related = ("territory",)
    list_display = [
        "title",
        "kind",
        named_column("territory", _("Регион"), "territory__name"),
        named_column("period", _("Годы"), "year_from"),
        *STATUS_COLUMNS,
    ]
    chooser_columns = (("territory", _("Регион")), ("period", _("Годы")))
    search_fields = ["title", "official_title"]
    filterset_class = admin_filters.ProgrammeFilterSet
    edit_handler = panels.programme_panels


class MeasureViewSet(RecordViewSet):
    model = Measure
    icon = "tasks"
    menu_label = _("Мероприятия")
    list_related = ("programme", "milestones")
    list_display = [
        "__str__",
        named_column("programme", _("Программа"), "programme__title"),
        named_column("status.label", _("Состояние")),
        named_column("term", _("Срок")),
        *STATUS_COLUMNS,
    ]
    ordering = ["programme", "position", "number"]
    chooser_columns = (("programme", _("Программа")),)
    search_fields = ["number", "title", "official_title"]
    filterset_class = admin_filters.MeasureFilterSet
    edit_handler = panels.measure_panels
    known_from_link = ("programme",)


class IndicatorViewSet(RecordViewSet):
    model = Indicator
    icon = "order"
    menu_label = _("Показатели")
    list_related = ("programme",)
    list_display = [
        "__str__",
        named_column("programme", _("Программа"), "programme__title"),
        "unit",
        *STATUS_COLUMNS,
    ]
    ordering = ["programme", "position"]
    chooser_columns = (("programme", _("Программа")),)
    search_fields = ["number", "name", "official_name"]
    filterset_class = admin_filters.IndicatorFilterSet
    edit_handler = panels.indicator_panels
    known_from_link = ("programme",)


class FundingSourceViewSet(RecordViewSet):
    model = FundingSource
    icon = "decimal"
    menu_label = _("Источники денег")
    list_display = ["name", "code", "position"]
    search_fields = ["name", "code"]
    edit_handler = panels.funding_source_panels
