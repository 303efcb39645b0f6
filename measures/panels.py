"""What the forms of programmes ask, in the order in which a person would answer."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)

from measures.amendments.asking import PlanChangePanel
from measures.entering import BudgetLinesPanel
from measures.forms import IndicatorForm, MeasureForm, ProgrammeForm
from measures.result_panels import FindingsPanel, PlainNumberInput, StandingPanel, ValueMatrixPanel
from measures.totals import TotalsPanel
from portal.choosing import RecordPicker
from portal.editing import RecordForm, name_panel, slug_panel

TICKS = forms.CheckboxSelectMultiple
SELECT = forms.Select

budget_line_panels = [
    FieldRowPanel([FieldPanel("source", widget=SELECT), FieldPanel("year"), FieldPanel("stage")]),
    FieldRowPanel([FieldPanel("amount"), FieldPanel("not_required")]),
    FieldRowPanel([FieldPanel("as_written"), FieldPanel("note")]),
]

media_item_panels = [
    FieldRowPanel([FieldPanel("number"), FieldPanel("section")]),
    FieldPanel("title"),
    FieldPanel("official_title"),
    FieldPanel("channels"),
    FieldRowPanel([FieldPanel("executor"), FieldPanel("per_institution")]),
    FieldPanel("term"),
    FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
    FieldPanel("measure_number"),
    FieldRowPanel([FieldPanel("cancelled_on"), FieldPanel("cancel_reason")]),
]

programme_panels = TabbedInterface(
    [
        ObjectList(
            [
                name_panel("title"),
                FieldPanel("official_title"),
                FieldRowPanel([FieldPanel("kind"), FieldPanel("territory")]),
                FieldRowPanel([FieldPanel("year_from"), FieldPanel("year_to")]),
                MultiFieldPanel([FieldPanel("act"), FieldPanel("act_note")], heading=_("Каким актом утверждена")),
                FieldPanel("summary"),
                MultiFieldPanel([FieldPanel("coordinator"), FieldPanel("coordinator_note")], heading=_("Координатор")),
                slug_panel(),
                PublishingPanel(),
            ],
            heading=_("Программа"),
        ),
        ObjectList(
            [
                FieldPanel("goal"),
                InlinePanel("tasks", heading=_("Задачи"), label=_("задача")),
                InlinePanel("effects", heading=_("Ожидаемые перемены"), label=_("перемена")),
                InlinePanel("directions", heading=_("Направления"), label=_("направление")),
                FieldPanel("sustainability"),
            ],
            heading=_("Цели и направления"),
        ),
        ObjectList(
            [
                MultiFieldPanel(
                    [FieldPanel("unit"), FieldPanel("unit_note"), FieldPanel("money_note")],
                    heading=_("Деньги в акте"),
                    help_text=_("На портале все суммы в рублях, в каких бы единицах ни была таблица акта"),
                ),
                InlinePanel("sources", heading=_("Как акт называет источники"), label=_("источник")),
                InlinePanel("stated_totals", heading=_("Итоги, которые называет сам акт"), label=_("итог")),
                TotalsPanel(heading=_("Сходятся ли суммы")),
            ],
            heading=_("Деньги"),
        ),
        ObjectList(
            [
                InlinePanel("risks", heading=_("Риски"), label=_("риск")),
                InlinePanel("media_items", panels=media_item_panels, heading=_("Медиаплан"), label=_("пункт")),
                InlinePanel("source_notes", heading=_("Что в акте не сходится"), label=_("противоречие")),
            ],
            heading=_("Риски, медиаплан, примечания"),
        ),
    ],
    base_form_class=ProgrammeForm,
)

measure_panels = TabbedInterface(
    [
        ObjectList(
            [
                FieldPanel("title", required_on_save=True),
                FieldPanel("programme"),
                FieldRowPanel([FieldPanel("number"), FieldPanel("direction", widget=SELECT), FieldPanel("position")]),
                FieldPanel("official_title"),
                FieldPanel("expected_result"),
                InlinePanel(
                    "promised",
                    panels=[
                        FieldRowPanel([FieldPanel("amount", widget=PlainNumberInput), FieldPanel("what")]),
                        FieldPanel("indicator"),
                        FieldPanel("comparison"),
                        FieldRowPanel([FieldPanel("period"), FieldPanel("year")]),
                    ],
                    heading=_("Обещанные числа"),
                    label=_("число"),
                    help_text=_("Число из обещания и показатель, по которому его сверяет портал."),
                ),
                InlinePanel("executors", heading=_("Исполнители"), label=_("исполнитель")),
                MultiFieldPanel(
                    [FieldPanel("term"), FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")])],
                    heading=_("Срок"),
                ),
                InlinePanel(
                    "milestones",
                    panels=[
                        FieldPanel("title"),
                        FieldRowPanel([FieldPanel("due_on"), FieldPanel("done_on")]),
                        FieldPanel("note"),
                    ],
                    heading=_("Вехи"),
                    label=_("веха"),
                ),
                FieldPanel("note"),
                PublishingPanel(),
            ],
            heading=_("Мероприятие"),
        ),
        ObjectList(
            [
                FieldPanel("money_unit"),
                BudgetLinesPanel(
                    "budget_lines",
                    panels=budget_line_panels,
                    heading=_("Строки бюджета"),
                    label=_("строка"),
                    help_text=_("Чего акт не называет, того не вносите: пусто — не ноль."),
                ),
                TotalsPanel(heading=_("Итого")),
            ],
            heading=_("Деньги"),
        ),
        PlanChangePanel(heading=_("Изменение плана")),
        ObjectList(
            [
                StandingPanel(heading=_("Состояние сегодня")),
                FieldPanel("phase"),
                MultiFieldPanel(
                    [FieldPanel("reported_status"), FieldPanel("status_reason")],
                    heading=_("Поставить состояние вручную"),
                    help_text=_("Ставьте состояние только по опубликованному отчёту или акту и назовите его."),
                ),
                FieldPanel("indicators", widget=TICKS),
            ],
            heading=_("Состояние и показатели"),
        ),
        ObjectList(
            [
                FieldPanel("categories", widget=TICKS),
                FieldPanel("services", widget=RecordPicker("services_directory.Service")),
                FieldPanel("providers", widget=RecordPicker("services_directory.Provider")),
                FieldPanel("practices", widget=RecordPicker("services_directory.Practice")),
            ],
            heading=_("Связи"),
        ),
    ],
    base_form_class=MeasureForm,
)

indicator_panels = ObjectList(
    [
        FieldPanel("name", required_on_save=True),
        FieldPanel("programme"),
        FieldRowPanel([FieldPanel("number"), FieldPanel("position")]),
        FieldPanel("parent", widget=SELECT),
        FieldPanel("official_name"),
        FieldRowPanel([FieldPanel("value_kind"), FieldPanel("unit")]),
        FieldRowPanel([FieldPanel("better"), FieldPanel("aggregation")]),
        ValueMatrixPanel(heading=_("Значения")),
        FindingsPanel(heading=_("Что не сходится")),
        MultiFieldPanel(
            [
                FieldPanel("sums_parts"),
                FieldPanel("within", widget=SELECT),
                FieldPanel("numerator", widget=SELECT),
                FieldPanel("denominator", widget=SELECT),
                FieldPanel("denominator_at"),
            ],
            heading=_("Чем проверить число"),
            help_text=_("По этим правилам портал сам находит противоречия и показывает, как посчитана доля."),
        ),
        FieldPanel("note"),
        PublishingPanel(),
    ],
    base_form_class=IndicatorForm,
)

funding_source_panels = ObjectList(
    [FieldPanel("name"), FieldRowPanel([FieldPanel("code"), FieldPanel("position")])], base_form_class=RecordForm
)
