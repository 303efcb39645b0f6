"""Between the stored content of a reading and the forms that a person changes it by."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.forms import formset_factory
from django.utils.translation import gettext as _

from measures.arithmetic import Line
from measures.checking import Finding, Outline, Plan
from measures.models import AnnexReading, FundingSource, Indicator, Measure, Stage
from measures.reconciling import Stated
from measures.totals import Sums

from .forms import IndicatorRowForm, MeasureRowForm, UnitForm
from .naming import NamesForm, chosen, renamed, unknown_words
from .preview import column_name
from .sections import is_heading

MOST_ROWS = 1000
MEASURE_FIELDS = ("take", "number", "direction", "title", "year_from", "year_to", "executors", "money", "sums")
TICKS = ("take", "sums")
INDICATOR_FIELDS = ("take", "number", "name", "unit")


def sources_by_word() -> dict[str, FundingSource]:
    """Sources of money by their codes and names in small letters."""
    sources = FundingSource.objects.all()
    return {word.lower(): source for source in sources for word in (source.code, source.name)}


class AnnexSums(Sums):
    """Of what one row states of itself only the contradictions are shown: the rows are many."""

    def is_shown(self, one: Finding) -> bool:
        return super().is_shown(one) and not (one.scope.measure and one.agrees)


@dataclass
class Editing:
    """The forms of one reading, filled from its content or from what was posted."""

    reading: AnnexReading
    data: Mapping | None = None

    def __post_init__(self):
        """What the person says of unknown sources stands in every line of money at once."""
        if self.data is not None:
            self.data = {
                name: renamed(value, self.names) if name.startswith("m-") and name.endswith("-money") else value
                for name, value in self.data.items()
            }

    @cached_property
    def names(self) -> dict[str, str]:
        return chosen(self.data or {}, self.sources)

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
    def directions(self) -> list[tuple[str, str]]:
        """By number: the title, which often says the number itself."""
        found = [(each["number"], each["title"]) for each in self.content["directions"]]
        return [(number, (title if is_heading(title) else f"{number}. {title}")[:120]) for number, title in found]

    @cached_property
    def unit(self) -> UnitForm:
        return UnitForm(self.data, initial={"unit": self.content["unit"]}, prefix="u")

    @cached_property
    def measures(self):
        rows = [
            {**{name: row.get(name) for name in MEASURE_FIELDS}, "suggested": self.suggested(row)}
            for row in self.content["measures"]
        ]
        made = formset_factory(MeasureRowForm, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
        return made(
            self.data, initial=rows, prefix="m", form_kwargs={"sources": self.sources, "directions": self.directions}
        )

    def suggested(self, row: dict) -> list[str]:
        return [renamed(line, self.names) for line in row.get("suggested", [])]

    @cached_property
    def unknown(self) -> NamesForm | None:
        """Sources that wait for a name; nothing where all are known."""
        texts = [text for form in self.measures for text in (form["money"].value() or "", *form.suggested)]
        words = unknown_words(texts, self.sources)
        return NamesForm(words, self.sources) if words else None

    @cached_property
    def indicators(self):
        rows = [
            {**{name: row[name] for name in INDICATOR_FIELDS}, **row["values"], "as_read": row.get("as_read", {})}
            for row in self.content["indicators"]
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
        titles = dict(self.directions)
        rows = zip(self.measures, self.content["measures"], strict=False)
        return [
            (
                form,
                {**row, "problems": [*row["problems"], *self.unnamed(form)]},
                form["number"].value() in have,
                titles.get(form["direction"].value(), ""),
            )
            for form, row in rows
        ]

    def unnamed(self, form: MeasureRowForm) -> list[str]:
        """A sum whose source nobody has named cannot be stored before a person names it."""
        words = unknown_words([form["money"].value() or "", *form.suggested], self.sources)
        return [_("Не назван источник денег")] if words else []

    @property
    def doubtful(self) -> list[tuple[str, str]]:
        """Rows to look at first: what the address of each ends with, and its number."""
        rows = [(form, row) for form, row, *_rest in [*self.measure_rows, *self.indicator_rows]]
        return [
            (form.prefix, form["number"].value() or row.get("place", ""))
            for form, row in rows
            if row["problems"] or form.errors
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
    def sums(self) -> AnnexSums:
        """What the rows add up to, held against the totals that the annex itself names."""
        lines, stated, outlines, unread = [], list(map(self.stated, self.content["totals"])), {}, 0
        for form, row in zip(self.checked().measures, self.content["measures"], strict=False):
            if not form["take"].value():
                continue
            number, direction = form["number"].value() or "", form["direction"].value() or ""
            read, missed = money_of(form)
            unread += missed
            outlines[number] = Outline(direction)
            lines += [
                Line(number, year, source, stage, self.in_roubles(amount), direction)
                for year, source, stage, amount in read
            ]
            stated += [self.stated(each, number) for each in row.get("totals", ())]
        names = {source.code: source.name for source in self.sources.values()}
        plan = Plan(lines, stated, outlines, self.reading.programme.years, sources_of(lines))
        return AnnexSums(lines, plan, source_names={"": _("источник не назван"), **names}, unread=unread)

    def in_roubles(self, amount: Decimal | None) -> Decimal | None:
        return None if amount is None else amount * self.roubles

    def stated(self, row: dict, measure: str = "") -> Stated:
        amount = Decimal(row["amount"]) * self.roubles
        stage, direction = row.get("stage", Stage.APPROVED), row.get("direction", "")
        return Stated(amount, measure, row["year"], row["source"], stage, row["place"], direction)

    def kept(self) -> dict:
        """The content with what was posted, sound or not: nothing that a person typed is lost."""
        content = {**self.content, "unit": self.roubles}
        content["measures"] = [
            {**row, **posted(form, MEASURE_FIELDS), "suggested": self.suggested(row)}
            for form, row in zip(self.measures, self.content["measures"], strict=False)
        ]
        content["indicators"] = [
            {**row, **posted(form, INDICATOR_FIELDS), "values": posted(form, self.columns)}
            for form, row in zip(self.indicators, self.content["indicators"], strict=False)
        ]
        return content


def money_of(form: MeasureRowForm) -> tuple[list[tuple], int]:
    """Year, source, stage and sum of each line; of a form that does not stand yet, what of its money can be read."""
    if not form.is_valid():
        return form.readable_money()
    return [(each.year, each.source.code, each.stage, each.amount) for each in form.cleaned_data["money"]], 0


def sources_of(lines: list[Line]) -> list[str]:
    """Of which sources a whole is made up; not to be told while of some money the source is not named."""
    found = {line.source for line in lines}
    return [] if "" in found else sorted(found)


def posted(form, names) -> dict:
    return {name: bool(form[name].value()) if name in TICKS else form[name].value() for name in names}


def as_posted(editing: Editing) -> dict:
    """What the page of a reading would post, were nothing changed on it."""
    data = {"u-unit": editing.content["unit"]}
    for formset in (editing.measures, editing.indicators):
        data[f"{formset.prefix}-TOTAL_FORMS"] = data[f"{formset.prefix}-INITIAL_FORMS"] = len(formset.forms)
        for form in formset:
            values = {form.add_prefix(name): form[name].value() for name in form.fields}
            data |= {name: value for name, value in values.items() if value not in (None, False)}
    return data
