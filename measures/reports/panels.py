"""The form of a report in the order of a report: what was asked, money, figures, steps, words, files."""

from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, Panel

from .faults import done_field, fact_field, spent_field
from .forms import ReportForm

FOLDER = "measures/admin/reports"


class CellsPanel(Panel):
    """Cells of the plan, each with its plan, what was said before, and the fields to fill."""

    class BoundPanel(Panel.BoundPanel):
        def is_shown(self):
            return bool(self.cells)

        @property
        def cells(self) -> list:
            raise NotImplementedError

        def get_context_data(self, parent_context=None):
            return {**super().get_context_data(parent_context), "cells": self.cells, "report": self.instance}


class HeadPanel(CellsPanel):
    """Which measure, which quarter, by when; what was promised."""

    class BoundPanel(CellsPanel.BoundPanel):
        template_name = f"{FOLDER}/head.html"

        @property
        def cells(self):
            return [self.instance]

        def get_context_data(self, parent_context=None):
            earlier = self.instance.measure.reports.filter(editions__isnull=False).exclude(pk=self.instance.pk)
            before = earlier.filter(period__due_on__lt=self.instance.period.due_on).order_by("period__due_on").last()
            return {**super().get_context_data(parent_context), "before": before}


class SpendingsPanel(CellsPanel):
    class BoundPanel(CellsPanel.BoundPanel):
        template_name = f"{FOLDER}/spendings.html"

        @property
        def cells(self):
            form = self.form
            names = ((cell, spent_field(cell.source)) for cell in form.expected.spendings)
            return [(cell, form[name], form[f"{name}-instead"]) for cell, name in names]


class FactsPanel(CellsPanel):
    class BoundPanel(CellsPanel.BoundPanel):
        template_name = f"{FOLDER}/facts.html"

        @property
        def cells(self):
            form = self.form
            names = ((cell, fact_field(cell.indicator)) for cell in form.expected.facts)
            return [(cell, form[name], form[f"{name}-not"], form[f"{name}-why"]) for cell, name in names]


class MilestonesPanel(CellsPanel):
    class BoundPanel(CellsPanel.BoundPanel):
        template_name = f"{FOLDER}/milestones.html"

        @property
        def cells(self):
            last = self.instance.quarter.last_day
            return [
                (cell, self.form[done_field(cell.milestone)], cell.milestone.due_on <= last)
                for cell in self.form.expected.milestones
            ]


class FilesPanel(CellsPanel):
    class BoundPanel(CellsPanel.BoundPanel):
        template_name = f"{FOLDER}/files.html"

        @property
        def cells(self):
            return [self.form["files_added"]]

        def get_context_data(self, parent_context=None):
            kept = self.instance.files.filter(is_removed=False)
            return {**super().get_context_data(parent_context), "kept": kept, "field": self.form["files_added"]}


class CorrectionPanel(FieldPanel):
    """Asked only of a report that has been approved."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self):
            return self.form is not None and "correction_reason" in self.form.fields


class ReportPanels(ObjectList):
    class BoundPanel(ObjectList.BoundPanel):
        def render_missing_fields(self):
            """Only hidden fields: those of the cells are shown already, and a second one would overwrite the first."""
            return mark_safe("".join(str(field) for field in self.form.hidden_fields()))  # noqa: S308 (fields escape)


report_panels = ReportPanels(
    [
        HeadPanel(heading=gettext_lazy("Что ждут")),
        CorrectionPanel("correction_reason"),
        SpendingsPanel(heading=gettext_lazy("Израсходовано с начала года, ₽")),
        FactsPanel(heading=gettext_lazy("Показатели с начала года")),
        MilestonesPanel(heading=gettext_lazy("Вехи")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("status"), FieldPanel("phase")]),
                FieldPanel("narrative"),
                FieldPanel("deviation_reason"),
            ],
            heading=gettext_lazy("Как идёт мероприятие"),
        ),
        FilesPanel(heading=gettext_lazy("Файлы")),
    ],
    base_form_class=ReportForm,
)
