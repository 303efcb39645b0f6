"""Panels of the forms that show results: the table of values, what in them does not agree, where a measure stands."""

from decimal import Decimal

from django import forms
from wagtail.admin.panels import InlinePanel, Panel

from measures.contradictions import Note, contradictions
from measures.models import Programme
from measures.value_matrix import KINDS, column_label, field_name


class ValueMatrixPanel(Panel):
    """The values as a table with a column for each period. In the history they are compared row by row."""

    def on_model_bound(self):
        self.rows = InlinePanel("values").bind_to_model(self.model)

    class BoundPanel(Panel.BoundPanel):
        template_name = "measures/admin/value_matrix.html"

        def get_context_data(self, parent_context=None):
            matrix = self.form.matrix
            rows = [
                (
                    kind.label,
                    [matrix[field_name(kind, when)] for when in matrix.periods],
                    matrix[field_name(kind, "other")],
                )
                for kind in KINDS
            ]
            return {
                **super().get_context_data(parent_context),
                "headings": [column_label(when) for when in matrix.periods],
                "rows": rows,
                "other_year": matrix["other_year"],
                "errors": [cell for cell in matrix if cell.errors],
            }

        def get_comparison(self):
            bound = self.panel.rows.get_bound_panel(instance=None, request=self.request, form=None)
            return bound.get_comparison()


class FindingsPanel(Panel):
    """What the rules find about the saved indicator, beside the others of its programme."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "measures/admin/findings.html"

        def get_context_data(self, parent_context=None):
            return {**super().get_context_data(parent_context), "notes": notes_on(self.instance)}


def notes_on(indicator) -> list[Note]:
    programme = Programme.objects.filter(pk=indicator.programme_id).first() if indicator.pk else None
    if not programme:
        return []
    others = [other for other in programme.public_indicators() if other.pk != indicator.pk]
    found = contradictions(programme, [*others, indicator], programme.promising_measures())
    return [note for note in found if note.indicator_number == indicator.number]


class StandingPanel(Panel):
    """Where the saved measure stands today, and why."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "measures/admin/standing.html"

        def is_shown(self):
            return bool(self.instance.pk)


class PlainNumberInput(forms.TextInput):
    """A figure without the zeros of its column; a comma and spaces are taken too."""

    def format_value(self, value):
        return f"{value.normalize():f}" if isinstance(value, Decimal) else super().format_value(value)

    def value_from_datadict(self, data, files, name):
        text = super().value_from_datadict(data, files, name)
        return "".join(text.split()).replace(",", ".") if text else text
