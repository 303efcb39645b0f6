"""The values of an indicator as a table: plan and fact below each other, a column for each period.

A cell says what an act can say: a number, «да» or «нет», «-» (stated to be absent), «не измеряется»; an empty one was
not entered.
"""

from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from measures.annex.figures import NUMBER, decimal, doubt
from measures.findings import BASELINE, END, When
from measures.models import IndicatorValue, Programme
from measures.models.programme import EARLIEST_YEAR, LATEST_YEAR
from portal.formatting import number

DASHES = {"-", "–", "—", "−"}
YES, NO = Decimal(1), Decimal(0)
KINDS = IndicatorValue.Kind
Key = tuple[str, When]  # plan or fact, and of which time


@dataclass(frozen=True, slots=True)
class Typed:
    """What a cell says."""

    value: Decimal | None = None
    not_measured: bool = False


def read_cell(text: str, kind: str) -> Typed | None:
    """Nothing for an empty cell; ValidationError for what is neither a figure nor a word of the table."""
    text = " ".join(text.split())
    if not text:
        return None
    if text in DASHES:
        return Typed()
    if text.lower() in {"не изм.", "не измеряется", _("не измеряется")}:
        return Typed(not_measured=True)
    return Typed(read_figure(text, kind))


def read_figure(text: str, kind: str) -> Decimal:
    if kind == "yes-no":
        return read_yes_or_no(text.lower())
    plain = text.rstrip("% ")
    if not NUMBER.fullmatch(plain):
        raise ValidationError(
            _("Напишите число, прочерк или «не измеряется»: «%(text)s» не число."), params={"text": text}
        )
    if doubt(plain):
        raise ValidationError(
            _("«%(text)s» — тысячи или дробь? Напишите «1000» или «1,0»: без точки."), params={"text": text}
        )
    return decimal(plain)


def read_yes_or_no(text: str) -> Decimal:
    """In Russian or in the language of the back office."""
    answers = {"да": YES, _("да"): YES, "нет": NO, _("нет"): NO}
    if text not in answers:
        raise ValidationError(_("Напишите «да» или «нет», прочерк или «не измеряется»."))
    return answers[text]


def written(value, kind: str) -> str:
    """As it stands in its cell."""
    if value.not_measured:
        return _("не измеряется")
    if value.value is None:
        return "-"
    if kind == "yes-no":
        return _("да") if value.value else _("нет")
    return number(value.value)


def field_name(kind: str, when: When | str) -> str:
    """`value-plan-2016`, `value-fact-end`; the column of another year has no year yet."""
    return f"value-{kind}-{when if isinstance(when, str) else when[1] or when[0]}"


class CellField(forms.CharField):
    def __init__(self, label: str, initial: str = ""):
        super().__init__(label=label, required=False, max_length=60, initial=initial)
        self.widget.attrs.update({"autocomplete": "off", "size": 9})


class MatrixForm(forms.Form):
    """The cells, apart from the fields of the record: there are as many of them as there are periods."""

    other_year = forms.IntegerField(
        label=gettext_lazy("Другой год"), required=False, min_value=EARLIEST_YEAR, max_value=LATEST_YEAR
    )

    def __init__(self, data, stored: dict[Key, IndicatorValue], periods: list[When], kind: str):
        super().__init__(data)
        self.stored, self.periods, self.kind = stored, periods, kind
        self.typed: dict[Key, tuple[Typed, str]] = {}
        for value_kind in KINDS:
            for when in periods:
                row = stored.get((value_kind.value, when))
                label = f"{value_kind.label}, {column_label(when)}"
                self.fields[field_name(value_kind, when)] = CellField(label, written(row, kind) if row else "")
            self.fields[field_name(value_kind, "other")] = CellField(
                _("%(kind)s, другой год") % {"kind": value_kind.label}
            )
        self.fields["other_year"].widget.attrs.update({"placeholder": _("год"), "size": 5})

    def clean(self):
        for value_kind in KINDS:
            for when in self.periods:
                self.read(field_name(value_kind, when), (value_kind.value, when))
            self.read_other_year(value_kind.value)

    def read(self, name: str, key: Key):
        text = (self.cleaned_data.get(name) or "").strip()
        try:
            typed = read_cell(text, self.kind)
            if typed and typed.value is not None:
                IndicatorValue._meta.get_field("value").run_validators(typed.value)
        except ValidationError as error:
            self.add_error(name, error)
            return
        if typed:
            self.typed[key] = typed, text

    def read_other_year(self, value_kind: str):
        name, year = field_name(value_kind, "other"), self.cleaned_data.get("other_year")
        if not (self.cleaned_data.get(name) or "").strip() or "other_year" in self.errors:
            return
        if not year:
            self.add_error("other_year", _("Назовите год, к которому относится значение."))
        elif ("year", year) in self.periods:
            self.add_error("other_year", _("Столбец этого года уже есть."))
        else:
            self.read(name, (value_kind, ("year", year)))

    def made_values(self) -> list[IndicatorValue]:
        """A value that was not changed keeps its row, and how the act writes it."""
        return [self.made(self.stored.get(key), key, *typed) for key, typed in self.typed.items()]

    def made(self, row, key: Key, typed: Typed, text: str) -> IndicatorValue:
        kind, (period, year) = key
        if row and (row.value, row.not_measured) == (typed.value, typed.not_measured):
            return row
        row = row or IndicatorValue(kind=kind, period=period, year=year)
        row.value, row.not_measured, row.as_written = typed.value, typed.not_measured, text
        return row


class ValueMatrixForm:
    """The part of an indicator's form that holds its values."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        stored = {(row.kind, (row.period, row.year)): row for row in self.instance.values.all()}
        kind = self.data.get("value_kind") or self.instance.value_kind
        self.matrix = MatrixForm(self.data if self.is_bound else None, stored, self.periods, kind)

    @property
    def periods(self) -> list[When]:
        """Before the programme, its years and those that have values, at the end."""
        programme = Programme.objects.filter(pk=self.programme_key).only("year_from", "year_to").first()
        years = {row.year for row in self.instance.values.all() if row.year} | set(programme.years if programme else [])
        return [BASELINE, *(("year", year) for year in sorted(years)), END]

    def is_valid(self):
        return all([super().is_valid(), self.matrix.is_valid()])

    def filled_in(self) -> dict[str, list]:
        return {**super().filled_in(), "values": self.matrix.made_values() if self.matrix.is_valid() else []}

    def save(self, commit=True):
        self.instance.values = self.matrix.made_values()
        return super().save(commit=commit)


def column_label(when: When) -> str:
    period, year = when
    if year:
        return str(year)
    return _("до начала") if period == "baseline" else _("в конце")
