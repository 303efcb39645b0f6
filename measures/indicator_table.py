"""The indicators of a programme as a table: planned and actual values by periods, and whether parts make the whole."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.tables import column_letters
from portal.tables.writing import NUMBER, Cell, Formula, SheetOf, Styled

from .exporting import in_time
from .gathering import PROGRAMME_NOTES
from .tables import ProgrammeTable, Row
from .words import kind_name, period_name

STATED_ABSENT = "—"


def period_of(value) -> str:
    return str(value.year) if value.period == "year" else value.period


def rows(programme) -> Iterator[Row]:
    """A row for each value that somebody entered; `value` is empty where the act has a dash."""
    indicators = programme.public_indicators()
    numbers = {indicator.pk: indicator.number for indicator in indicators}
    for indicator in indicators:
        for value in in_time(indicator.values.all()):
            yield {
                "number": indicator.number,
                "parent": numbers.get(indicator.parent_id),
                "name": indicator.name,
                "unit": indicator.unit,
                "value_kind": indicator.value_kind,
                "better": indicator.better or None,
                "aggregation": indicator.aggregation or None,
                "period": period_of(value),
                "kind": value.kind,
                "value": trimmed(value.value),
                "as_written": value.as_written,
            }


def trimmed(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.normalize() + 0


class IndicatorBook:
    """A row for each indicator, a column for each period; beside them, the sums of parts as live formulas."""

    def __init__(self, programme):
        self.indicators = programme.public_indicators()
        self.values = {
            indicator.pk: {(period_of(value), value.kind): value for value in indicator.values.all()}
            for indicator in self.indicators
        }
        found = {key for values in self.values.values() for key in values}
        self.periods = sorted(
            found, key=lambda key: ({"baseline": 0, "end": 2}.get(key[0], 1), key[0], key[1] != "plan")
        )
        self.row_of = {indicator.pk: row for row, indicator in enumerate(self.indicators, start=2)}
        self.name = _("Показатели")

    def sheets(self) -> list[SheetOf]:
        widths = [9, 52, 14, *[13] * len(self.periods)]
        checks = SheetOf(_("Сумма частей"), [9, 52, 16, 16, 16, 16], list(self.check_rows()))
        return [SheetOf(self.name, widths, list(self.rows()), frozen=2), checks]

    def rows(self) -> Iterator[list[Cell]]:
        heads = [f"{period_name(period)}, {kind_name(kind)}" for period, kind in self.periods]
        yield [_("Номер"), _("Название"), _("Единица"), *heads]
        for indicator in self.indicators:
            values = self.values[indicator.pk]
            yield [
                indicator.number,
                indicator.name,
                indicator.unit,
                *(cell(values.get(key), indicator) for key in self.periods),
            ]

    def check_rows(self) -> Iterator[list[Cell]]:
        """Only where the whole and each of its parts have a figure: over absent ones nothing can be told."""
        yield [_("Номер"), _("Показатель"), _("Период"), _("Всего"), _("Сумма частей"), _("Разница")]
        row = 2
        for whole in self.indicators:
            parts = [each for each in self.indicators if each.parent_id == whole.pk]
            for place, key in enumerate(self.periods):
                if parts and whole.value_kind == "count" and self.known(key, [whole, *parts]):
                    yield self.check_row(whole, parts, key, column_letters(place + 3), row)
                    row += 1

    def known(self, key: tuple[str, str], indicators: list) -> bool:
        found = [self.values[each.pk].get(key) for each in indicators]
        return all(value is not None and value.value is not None for value in found)

    def check_row(self, whole, parts: list, key: tuple[str, str], column: str, row: int) -> list[Cell]:
        total = trimmed(self.values[whole.pk][key].value)
        computed = trimmed(sum(self.values[part.pk][key].value for part in parts))
        added = "+".join(f"'{self.name}'!{column}{self.row_of[part.pk]}" for part in parts)
        return [
            whole.number,
            whole.name,
            f"{period_name(key[0])}, {kind_name(key[1])}",
            Styled(Formula(f"'{self.name}'!{column}{self.row_of[whole.pk]}", total), NUMBER),
            Styled(Formula(added, computed), NUMBER),
            Styled(Formula(f"D{row}-E{row}", trimmed(total - computed)), NUMBER),
        ]


def cell(value, indicator) -> Cell:
    """Empty where nobody entered a value, a dash where the act has one."""
    if value is None:
        return None
    if value.value is None:
        return STATED_ABSENT
    if indicator.value_kind == "yes-no":
        return _("да") if value.value else _("нет")
    return trimmed(value.value)


INDICATORS = ProgrammeTable(
    name="indicators",
    title=gettext_lazy("Показатели"),
    columns={
        "number": gettext_lazy("Номер"),
        "parent": gettext_lazy("Часть показателя"),
        "name": gettext_lazy("Название"),
        "unit": gettext_lazy("Единица"),
        "value_kind": gettext_lazy("Вид значения"),
        "better": gettext_lazy("Что лучше"),
        "aggregation": gettext_lazy("Как получен итог"),
        "period": gettext_lazy("Период"),
        "kind": gettext_lazy("План или факт"),
        "value": gettext_lazy("Значение"),
        "as_written": gettext_lazy("Как в акте"),
    },
    rows=rows,
    sheets=lambda programme: IndicatorBook(programme).sheets(),
    parts=PROGRAMME_NOTES,
)
