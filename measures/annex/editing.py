"""Between the stored content of a reading and the forms that a person changes it by."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.forms import formset_factory

from measures.arithmetic import Line
from measures.checking import Plan
from measures.models import AnnexReading, FundingSource, Indicator, Measure, Stage
from measures.reconciling import Stated
from measures.totals import Sums

from .forms import IndicatorRowForm, MeasureRowForm, UnitForm
from .preview import column_name

MOST_ROWS = 1000
MEASURE_FIELDS = ("take", "number", "title", "year_from", "year_to", "executors", "money")
INDICATOR_FIELDS = ("take", "number", "name", "unit")


def sources_by_word() -> dict[str, FundingSource]:
    """Sources of money by their codes and names in small letters."""
    sources = FundingSource.objects.all()
    return {word.lower(): source for source in sources for word in (source.code, source.name)}


@dataclass
class Editing:
    """The forms of one reading, filled from its content or from what was posted."""

    reading: AnnexReading
    data: Mapping | None = None

    @cached_property
    def content(self) -> dict:
        return self.reading.content

    @cached_property
    def columns(self) -> list[str]:
        return [column_name(column) for column in self.content["columns"]]

    @cached_property
    def sources(self) -> dict[str, FundingSource]:
        return sources_by_word()

    @cached_property
    def unit(self) -> UnitForm:
        return UnitForm(self.data, initial={"unit": self.content["unit"]}, prefix="u")

    @cached_property
    def measures(self):
        rows = [{name: row[name] for name in MEASURE_FIELDS} for row in self.content["measures"]]
        made = formset_factory(MeasureRowForm, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
        return made(self.data, initial=rows, prefix="m", form_kwargs={"sources": self.sources})

    @cached_property
    def indicators(self):
        rows = [
            {**{name: row[name] for name in INDICATOR_FIELDS}, **row["values"]} for row in self.content["indicators"]
        ]
        made = formset_factory(IndicatorRowForm, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
        return made(self.data, initial=rows, prefix="i", form_kwargs={"columns": self.columns})

    @cached_property
    def is_valid(self) -> bool:
        # Each is asked, so that every fault is shown at once.
        return all([self.unit.is_valid(), self.measures.is_valid(), self.indicators.is_valid()])

    @property
    def measure_rows(self) -> list[tuple]:
        """Each form with what was recognised, and whether the programme has such a measure already."""
        have = set(Measure.objects.filter(programme=self.reading.programme).values_list("number", flat=True))
        return [
            (form, row, form["number"].value() in have)
            for form, row in zip(self.measures, self.content["measures"], strict=False)
        ]

    @property
    def indicator_rows(self) -> list[tuple]:
        have = set(Indicator.objects.filter(programme=self.reading.programme).values_list("number", flat=True))
        return [
            (form, row, form["number"].value() in have)
            for form, row in zip(self.indicators, self.content["indicators"], strict=False)
        ]

    @property
    def roubles(self) -> int:
        """What one unit of the table is worth."""
        if self.data is None or not self.unit.is_valid():
            return self.content["unit"]
        return self.unit.cleaned_data["unit"]

    def checked(self) -> "Editing":
        """The same rows as if the person had posted them unchanged: what a first look reckons with."""
        return self if self.data is not None else Editing(self.reading, as_posted(self))

    @property
    def sums(self) -> Sums:
        """What the rows add up to, held against the totals that the annex itself names."""
        lines, unread = [], 0
        for form in self.checked().measures:
            if form.is_valid():
                lines += self.lines_of(form)
            elif "money" in form.errors:
                unread += 1
        names = {source.code: source.name for source in self.sources.values()}
        plan = Plan(lines, self.stated, years=self.reading.programme.years)
        return Sums(lines, plan, source_names=names, unread=unread)

    def lines_of(self, form) -> list[Line]:
        if not form.cleaned_data["take"]:
            return []
        return [
            Line(form.cleaned_data["number"], each.year, each.source.code, Stage.APPROVED, self.in_roubles(each.amount))
            for each in form.cleaned_data["money"]
        ]

    def in_roubles(self, amount: Decimal | None) -> Decimal | None:
        return None if amount is None else amount * self.roubles

    @property
    def stated(self) -> list[Stated]:
        return [
            Stated(Decimal(each["amount"]) * self.roubles, "", each["year"], each["source"], place=each["place"])
            for each in self.content["totals"]
        ]

    def kept(self) -> dict:
        """The content with what was posted, sound or not: nothing that a person typed is lost."""
        content = {**self.content, "unit": self.roubles}
        content["measures"] = [
            {**row, **posted(form, MEASURE_FIELDS)}
            for form, row in zip(self.measures, self.content["measures"], strict=False)
        ]
        content["indicators"] = [
            {**row, **posted(form, INDICATOR_FIELDS), "values": posted(form, self.columns)}
            for form, row in zip(self.indicators, self.content["indicators"], strict=False)
        ]
        return content


def posted(form, names) -> dict:
    return {name: bool(form[name].value()) if name == "take" else form[name].value() for name in names}


def as_posted(editing: Editing) -> dict:
    """What the page of a reading would post, were nothing changed on it."""
    data = {"u-unit": editing.content["unit"]}
    for formset in (editing.measures, editing.indicators):
        data[f"{formset.prefix}-TOTAL_FORMS"] = data[f"{formset.prefix}-INITIAL_FORMS"] = len(formset.forms)
        for form in formset:
            values = {form.add_prefix(name): form[name].value() for name in form.fields}
            data |= {name: value for name, value in values.items() if value not in (None, False)}
    return data
