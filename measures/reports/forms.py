"""The form of a report: a field for each cell that the plan has, and for none that it has not."""

import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from measures.annex.figures import doubt
from measures.models import ReportFact, ReportMilestone, ReportSpending
from measures.models.report import Instead
from portal.editing import RecordForm
from portal.formatting import number
from portal.money import MoneyField

from .expecting import Expected, ExpectedFact, ExpectedMilestone, ExpectedSpending
from .faults import done_field, fact_field, of_report, spent_field
from .files import ACCEPT

YES_NO = [("", gettext_lazy("— выберите —")), ("1", gettext_lazy("да")), ("0", gettext_lazy("нет"))]


# Thousands apart only by threes: «98 50» is two numbers, not one.
FIGURE = re.compile(r"\s*(?P<sign>-?)(?P<whole>[0-9]{1,3}(?:\s+[0-9]{3})+|[0-9]+)(?:[.,](?P<rest>[0-9]+))?\s*")


class FigureField(forms.DecimalField):
    """A figure as people write it: «1 250,5»; of a share also «80 %»."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    default_error_messages = {
        "invalid": gettext_lazy("Напишите число цифрами, например «120» или «40,5»."),
        "doubtful": gettext_lazy("Тысячи или дробь? Напишите «1000» или «1,0»: без точки."),
    }

    def __init__(self, *, is_share: bool = False, **options):
        self.is_share = is_share
        super().__init__(**options)

    def to_python(self, value):
        text = str(value or "").strip()
        if not text:
            return None
        found = FIGURE.fullmatch(text.removesuffix("%") if self.is_share else text)
        if not found:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if doubt(text):
            raise ValidationError(self.error_messages["doubtful"], code="doubtful")
        return Decimal(f"{found['sign']}{''.join(found['whole'].split())}.{found['rest'] or '0'}")

    def prepare_value(self, value):
        return number(value) if isinstance(value, Decimal) else value


class YesNoField(forms.TypedChoiceField):
    def __init__(self, **options):
        super().__init__(choices=YES_NO, coerce=Decimal, empty_value=None, **options)

    def prepare_value(self, value):
        return str(int(value)) if isinstance(value, Decimal) else value


class DayField(forms.DateField):
    """The browser's own calendar: it is at hand on a phone and by the keyboard."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    input_formats = ["%Y-%m-%d", "%d.%m.%Y"]


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/input.html"

    def value_omitted_from_data(self, data, files, name):
        return name not in files


def figure_field(indicator) -> forms.Field:
    if indicator.value_kind == "yes-no":
        return YesNoField(required=False, label=indicator.name)
    is_share = indicator.value_kind == "share"
    return FigureField(
        is_share=is_share,
        required=False,
        label=indicator.name,
        min_value=0,
        max_value=100 if is_share else None,
        max_digits=16,
        decimal_places=4,
    )


class ReportForm(RecordForm):
    """What the plan has no cell for has no field, so no request can write it."""

    # Any field but a FileField, which refuses a list: the view has looked at each file and kept it (`file_faults`).
    files_added = forms.Field(
        label=gettext_lazy("Приложить файлы"),
        required=False,
        widget=FilesInput(attrs={"multiple": True, "accept": ACCEPT}),
    )

    def __init__(self, *args, file_faults: list[str] | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.file_faults = file_faults or []
        self.said = {
            "spendings": {row.source_id: row for row in self.instance.spendings.all()},
            "facts": {row.indicator_id: row for row in self.instance.facts.all()},
            "milestones": {row.milestone_id: row for row in self.instance.milestones.all()},
        }
        for cell in self.expected.spendings:
            self.ask_spending(cell)
        for cell in self.expected.facts:
            self.ask_fact(cell)
        for cell in self.expected.milestones:
            self.ask_milestone(cell)
        self.fields["narrative"].widget.attrs["rows"] = 5
        self.fields["phase"].choices = [("", _("— не указана —")), *self.fields["phase"].choices[1:]]
        if not self.is_correction:
            del self.fields["correction_reason"]
        elif not self.instance.has_unpublished_changes:
            self.initial["correction_reason"] = ""

    @cached_property
    def expected(self) -> Expected:
        return Expected(self.instance)

    @cached_property
    def is_correction(self) -> bool:
        return self.instance.editions.exists()

    def ask(self, name: str, field: forms.Field, initial) -> None:
        self.fields[name] = field
        self.initial[name] = initial

    def ask_spending(self, cell: ExpectedSpending) -> None:
        row, name = self.said["spendings"].get(cell.source.pk), spent_field(cell.source)
        money = MoneyField(required=False, min_value=0, max_digits=16, decimal_places=2, label=cell.source.name)
        self.ask(name, money, row and row.amount)
        instead = forms.ChoiceField(choices=Instead, required=False, label=_("Вместо суммы: %s") % cell.source.name)
        self.ask(f"{name}-instead", instead, row.instead if row else cell.usual)

    def ask_fact(self, cell: ExpectedFact) -> None:
        row, name = self.said["facts"].get(cell.indicator.pk), fact_field(cell.indicator)
        self.ask(name, figure_field(cell.indicator), row and row.value)
        self.ask(
            f"{name}-not", forms.BooleanField(required=False, label=_("не измеряли")), bool(row and row.not_measured)
        )
        why = forms.CharField(required=False, max_length=255, label=_("почему не измеряли"))
        self.ask(f"{name}-why", why, row.reason if row else "")

    def ask_milestone(self, cell: ExpectedMilestone) -> None:
        row = self.said["milestones"].get(cell.milestone.pk)
        day = DayField(required=False, label=cell.milestone.title)
        self.ask(done_field(cell.milestone), day, row.done_on if row else cell.done_before)

    def clean(self):
        cleaned = super().clean()
        for text in self.file_faults:
            self.add_error("files_added", text)
        for cell in self.expected.spendings:
            self.clean_spending(spent_field(cell.source))
        for cell in self.expected.facts:
            self.clean_fact(fact_field(cell.indicator))
        return cleaned

    def clean_spending(self, name: str) -> None:
        if self.cleaned_data.get(name) is not None and self.cleaned_data.get(f"{name}-instead"):
            self.add_error(name, _("Оставьте что-то одно: сумму или отметку вместо неё."))

    def clean_fact(self, name: str) -> None:
        if self.cleaned_data.get(name) is not None and self.cleaned_data.get(f"{name}-not"):
            self.add_error(name, _("Оставьте что-то одно: значение или «не измеряли»."))

    def _post_clean(self):
        """The rows follow the fields; a report that goes to the moderator must lack nothing."""
        super()._post_clean()
        self.instance.spendings.set([self.spending(cell) for cell in self.expected.spendings])
        self.instance.facts.set([self.fact(cell) for cell in self.expected.facts])
        self.instance.milestones.set([self.milestone(cell) for cell in self.expected.milestones])
        if not self.is_deferred_validation:
            self.refuse_faults()

    def refuse_faults(self) -> None:
        for fault in of_report(self.instance, self.expected):
            if fault.field not in self.errors:
                self.add_error(fault.field if fault.field in self.fields else None, fault.text)

    def row(self, relation: str, key: int, made):
        return self.said[relation].get(key) or made()

    def spending(self, cell: ExpectedSpending) -> ReportSpending:
        row = self.row("spendings", cell.source.pk, lambda: ReportSpending(source=cell.source, year=cell.year))
        name = spent_field(cell.source)
        row.instead = self.cleaned_data.get(f"{name}-instead") or ""
        row.amount = None if row.instead else self.cleaned_data.get(name)
        return row

    def fact(self, cell: ExpectedFact) -> ReportFact:
        row, name = (
            self.row("facts", cell.indicator.pk, lambda: ReportFact(indicator=cell.indicator)),
            fact_field(cell.indicator),
        )
        row.not_measured = bool(self.cleaned_data.get(f"{name}-not"))
        row.value = None if row.not_measured else self.cleaned_data.get(name)
        row.reason = (self.cleaned_data.get(f"{name}-why") or "").strip() if row.not_measured else ""
        return row

    def milestone(self, cell: ExpectedMilestone) -> ReportMilestone:
        row = self.row("milestones", cell.milestone.pk, lambda: ReportMilestone(milestone=cell.milestone))
        row.title, row.due_on = cell.milestone.title, cell.milestone.due_on
        row.done_on = self.cleaned_data.get(done_field(cell.milestone))
        return row
