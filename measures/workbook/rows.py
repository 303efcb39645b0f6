"""The two sheets of the workbook: which records stand in them, in which columns."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from measures.models import FundingSource, Indicator, IndicatorValue, Measure, Programme, Stage
from portal.drafts import load

from .cells import MoneyCell, ValueCell, place_of
from .columns import ChoiceColumn, Column, Context, DateColumn, DirectionColumn, ExecutorsColumn, ParentColumn

KEY, MARK = gettext_lazy("Ключ"), gettext_lazy("Отметка выгрузки")
GUIDE, OF_PROGRAMME = gettext_lazy("Как заполнять"), gettext_lazy("Адрес программы, не менять")
# These stand first in every sheet: which record it is, and as what it went out.
OWN = (KEY, MARK)

MEASURE_COLUMNS = (
    Column("number", gettext_lazy("Номер"), 9, is_required=True),
    Column("title", gettext_lazy("Название"), 44, is_required=True),
    DirectionColumn("direction", gettext_lazy("Направление, номер"), 14),
    ExecutorsColumn("executors", gettext_lazy("Исполнители, по одному в строке"), 40),
    Column("term", gettext_lazy("Срок, как в акте"), 18),
    DateColumn("starts_on", gettext_lazy("Начало"), 12),
    DateColumn("ends_on", gettext_lazy("Конец"), 12),
    ChoiceColumn("reported_status", gettext_lazy("Состояние"), 16),
    Column("status_reason", gettext_lazy("На чём основано состояние"), 26),
    Column("expected_result", gettext_lazy("Что обещано"), 36),
    Column("official_title", gettext_lazy("Название в акте"), 36),
)
INDICATOR_COLUMNS = (
    Column("number", gettext_lazy("Номер"), 9, is_required=True),
    ParentColumn("parent", gettext_lazy("Часть показателя, номер"), 14),
    Column("name", gettext_lazy("Название"), 48, is_required=True),
    Column("unit", gettext_lazy("Единица"), 14),
    ChoiceColumn("value_kind", gettext_lazy("Вид значения"), 14, is_required=True),
    ChoiceColumn("better", gettext_lazy("Что лучше"), 18),
    ChoiceColumn("aggregation", gettext_lazy("Как получен итог"), 20),
    Column("official_name", gettext_lazy("Название в акте"), 36),
)


@dataclass
class Sheet:
    """A sheet with the records that stand in it now; those of a draft as their editors last left them."""

    name: str
    model: type[models.Model]
    columns: Sequence[Column]
    records: list[models.Model]
    cells: list[MoneyCell] | list[ValueCell] = field(default_factory=list)
    context: Context | None = None

    @property
    def labels(self) -> list[str]:
        return [str(label) for label in OWN] + [str(each.label) for each in (*self.columns, *self.cells)]

    def texts(self, record: models.Model) -> list[str]:
        """What stands in the row of the record, as a person sees it."""
        return [column.write(record, self.context) for column in self.columns] + [
            cell.shown(record) for cell in self.cells
        ]

    def mark(self, record: models.Model) -> str:
        """Tells whether the row is still what it was when it went out; columns that came since are empty in it."""
        named = zip(self.labels[len(OWN) :], self.texts(record), strict=True)
        said = "\x1f".join(f"{label}\x1e{text}" for label, text in named if text)
        return hashlib.sha256(said.encode()).hexdigest()[:12]

    @cached_property
    def by_key(self) -> dict[str, models.Model]:
        return {str(record.pk): record for record in self.records}


def sheets_of(programme: Programme) -> list[Sheet]:
    measures = sorted(load(Measure.objects.filter(programme=programme)), key=lambda each: (each.position, each.pk))
    indicators = sorted(load(Indicator.objects.filter(programme=programme)), key=lambda each: (each.position, each.pk))
    directions = {each.number: each for each in programme.directions.all()}
    context = Context(directions, {each.pk: each.number for each in indicators})
    first, second = sheet_names()
    return [
        Sheet(first, Measure, MEASURE_COLUMNS, measures, money_cells(programme, measures), context),
        Sheet(second, Indicator, INDICATOR_COLUMNS, indicators, value_cells(programme, indicators), context),
    ]


def money_cells(programme: Programme, measures: list[Measure]) -> list[MoneyCell]:
    """Every year of the programme × every source it names × every stage, and whatever cell has money beside these."""
    have = {place_of(line) for measure in measures for line in measure.budget_lines.all()}
    sources = {source.pk: source for source in FundingSource.objects.all()}
    named = {each.source_id for each in programme.sources.all()} | {source for _year, source, _stage in have}
    years = {*programme.years, *(year for year, _source, _stage in have)} or {None}
    places = {(year, source, stage) for year in years for source in named or sources for stage in Stage.values} | have
    order = list(sources)
    ordered = sorted(places, key=lambda it: (it[0] is None, it[0] or 0, order.index(it[1]), Stage.values.index(it[2])))
    return [MoneyCell(year, sources[source], stage) for year, source, stage in ordered]


def value_cells(programme: Programme, indicators: list[Indicator]) -> list[ValueCell]:
    have = {(each.period, each.year, each.kind) for one in indicators for each in one.values.all()}
    years = sorted({*programme.years, *(year for _period, year, _kind in have if year)})
    periods = [("baseline", None), *(("year", year) for year in years), ("end", None)]
    kinds = IndicatorValue.Kind.values
    return [
        ValueCell(period, year, kind)
        for period, year in periods
        for kind in kinds
        if period != "baseline" or kind == "plan" or (period, year, kind) in have
    ]


def sheet_names() -> tuple[str, str]:
    return _("Мероприятия"), _("Показатели")
