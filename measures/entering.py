"""Sums of a measure's form: entered in one unit, chosen once for the whole form, with the conversion beside each.

A sum that nobody touched means what it meant when the form was opened, whichever unit is chosen since: each field
carries along the roubles that it showed and the text by which it showed them.
"""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import InlinePanel

from portal.keys import key_named
from portal.money import MoneyField

from .models import Programme
from .units import ROUBLE, OtherUnit, conversion, read_in, shown_in, unit_name

UNIT_FIELD = "money_unit"
KEPT = "-kept"
MOST = Decimal(10) ** 14


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in a field, and what it showed when it was opened: «9850000.00|9 850»."""

    text: str
    kept: str = ""

    @property
    def untouched(self) -> Decimal | None:
        roubles, _bar, shown = self.kept.partition("|")
        if not shown or shown != self.text:
            return None
        try:
            amount = Decimal(roubles)
        except InvalidOperation:
            return None
        return amount if amount.is_finite() and 0 <= amount < MOST else None

    def roubles(self, unit: int) -> Decimal:
        """ValueError where the text names no amount."""
        kept = self.untouched
        return read_in(self.text, unit) if kept is None else kept

    @classmethod
    def of(cls, roubles: Decimal, unit: int) -> "Typed":
        shown = shown_in(roubles, unit)
        return cls(shown, f"{roubles:.2f}|{shown}")

    @classmethod
    def in_data(cls, data, name: str) -> "Typed":
        return cls(data.get(name, "").strip(), data.get(name + KEPT, ""))


class SumInput(forms.TextInput):
    """The amount with, below it, what it comes to."""

    template_name = "measures/admin/sum_input.html"
    unit = other = ROUBLE

    def value_from_datadict(self, data, files, name) -> Typed:
        return Typed.in_data(data, name)

    def get_context(self, name, value, attrs):
        typed = value if isinstance(value, Typed) else Typed(value or "")
        if (amount := typed.untouched) is not None:
            typed = Typed.of(amount, self.unit)
        context = super().get_context(name, typed.text, attrs)
        return context | {"kept": typed.kept, "kept_name": name + KEPT, "conversion": self.conversion(typed)}

    def conversion(self, typed: Typed) -> str:
        try:
            return conversion(typed.roubles(self.unit), self.unit, self.other)
        except ValueError:
            return ""


class SumField(MoneyField):
    """Roubles, typed in the unit of the form."""

    widget = SumInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    default_error_messages = {
        "invalid": gettext_lazy("Напишите сумму цифрами, например «9 850 000» или «1 250,50»: не мельче копейки."),
        "other_unit": gettext_lazy(
            "В сумме названа не та единица, которую вы выбрали для формы (%(unit)s). Уберите слова или смените единицу."
        ),
    }

    def to_python(self, value) -> Decimal | None:
        if not isinstance(value, Typed):
            return super().to_python(value)
        try:
            return value.roubles(self.widget.unit) if value.text else None
        except OtherUnit as error:
            unit = {"unit": unit_name(self.widget.unit)}
            raise ValidationError(self.error_messages["other_unit"], code="other_unit", params=unit) from error
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error

    def prepare_value(self, value):
        return Typed.of(value, self.widget.unit) if isinstance(value, Decimal) else value

    def has_changed(self, initial, data) -> bool:
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True


class BudgetLineForm(WagtailAdminModelForm):
    """A row of the budget."""

    def __init__(self, *args, unit: int = ROUBLE, other: int = ROUBLE, **kwargs):
        super().__init__(*args, **kwargs)
        if "amount" in self.fields:
            column = self.fields["amount"]
            self.fields["amount"] = field = SumField(
                label=_("Сумма"), required=column.required, max_digits=16, decimal_places=2, min_value=0
            )
            field.widget.unit, field.widget.other = unit, other


class BudgetLineFormSet(BaseChildFormSet):
    """Rows of one form share its unit."""

    units = {"unit": ROUBLE, "other": ROUBLE}  # as the measure's form says

    def get_form_kwargs(self, index):
        return super().get_form_kwargs(index) | self.units


class BudgetLinesPanel(InlinePanel):
    def get_form_options(self):
        options = super().get_form_options()
        options["formsets"][self.relation_name] |= {"form": BudgetLineForm, "formset": BudgetLineFormSet}
        return options


def programme_of(data, measure) -> Programme | None:
    key = key_named(data.get("programme") or getattr(measure, "programme_id", None))
    return Programme.objects.filter(pk=key).first() if key is not None else None


def table_unit(programme: Programme | None) -> int:
    return programme.unit if programme else ROUBLE


def unit_of(data, programme: Programme | None) -> int:
    """The unit chosen in the form, or the one remembered for the programme, or that of the act's table."""
    chosen = data.get(UNIT_FIELD, "")
    if chosen in {str(unit) for unit in Programme.Unit}:
        return int(chosen)
    return (programme.entry_unit or programme.unit) if programme else ROUBLE


class UnitQuestion(forms.Form):
    money_unit = forms.TypedChoiceField(
        label=gettext_lazy("В чём вы вносите суммы"),
        coerce=int,
        required=False,
        empty_value=None,
        choices=Programme.Unit.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Одна единица на всю форму; портал её запомнит для этой программы. Хранятся всегда рубли, пересчёт виден "
            "под каждой суммой. Суммы, которых вы не трогали, от смены единицы не меняются."
        ),
    )


class UnitChoice:
    """A part of the measure's form: its unit, remembered for the programme when the measure is saved."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        programme = programme_of(self.data, self.instance) or programme_of(self.initial, self.instance)
        table = table_unit(programme)
        self.fields[UNIT_FIELD].choices = [
            (unit.value, _("%(unit)s — как в таблице акта") % {"unit": unit.label} if unit == table else unit.label)
            for unit in Programme.Unit
        ]
        self.initial[UNIT_FIELD] = unit_of({}, programme)
        self.formsets["budget_lines"].units = {"unit": unit_of(self.data, programme), "other": table}

    def save(self, commit=True):
        unit = self.cleaned_data.get(UNIT_FIELD)
        if unit and self.instance.programme_id:
            Programme.objects.filter(pk=self.instance.programme_id).exclude(entry_unit=unit).update(entry_unit=unit)
        return super().save(commit)
