"""Panels of the forms that show results: the table of values, what in them does not agree, where a measure stands."""

from wagtail.admin.panels import InlinePanel, Panel

from measures.contradictions import Note, contradictions
from measures.models import Programme
from measures.value_matrix import KINDS, OTHER_YEAR, column_label, field_name


class ValueMatrixPanel(Panel):
    """The values as a table with a column for each period. In the history they are compared row by row."""

    def on_model_bound(self):
        self.rows = InlinePanel("values").bind_to_model(self.model)

    class BoundPanel(Panel.BoundPanel):
        template_name = "measures/admin/value_matrix.html"

        def get_context_data(self, parent_context=None):
            form = self.form
            rows = [
                (kind.label, [form[field_name(kind, when)] for when in form.periods], form[field_name(kind, "other")])
                for kind in KINDS
            ]
            headings = [column_label(when) for when in form.periods]
            cells = [cell for _label, own, other in rows for cell in [*own, other]]
            return {
                **super().get_context_data(parent_context),
                "headings": headings,
                "rows": rows,
                "other_year": form[OTHER_YEAR],
                "errors": [cell for cell in [*cells, form[OTHER_YEAR]] if cell.errors],
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
