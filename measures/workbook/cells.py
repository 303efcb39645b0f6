"""Cells of figures: money by year × source × stage, values of an indicator by period. Each has more than two states.

Money: empty — nobody has named the sum; 0 — a named zero; «не требуется» — no money is needed. A value: empty — not
entered; «—» — the act says that there is none; else a number.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from measures.annex.figures import figure
from measures.annex.preview import NOT_REQUIRED
from measures.models import BudgetLine, FundingSource, Indicator, IndicatorValue, Measure, Stage
from portal.formatting import amount as with_spaces
from portal.money import read_amount
from portal.tables.writing import MONEY, Cell, Styled

from .columns import CellRefused

STATED_ABSENT = "—"
DASHES = {"-", "–", "—", "−"}
PLACES = "_cells_by_place"
LARGEST, EXACT_BELOW = Decimal(10) ** 14, Decimal(10) ** 13


@dataclass(frozen=True)
class MoneyCell:
    """«2016 · Фонд · утверждено, ₽»."""

    year: int | None
    source: FundingSource
    stage: str
    width = 17

    @property
    def label(self) -> str:
        year = str(self.year) if self.year else _("без года")
        return f"{year} · {self.source.name} · {Stage(self.stage).label}, ₽"

    def of(self, measure: Measure) -> BudgetLine | None:
        return by_place(measure, "budget_lines").get((self.year, self.source.pk, self.stage))

    def write(self, measure: Measure) -> Cell:
        line = self.of(measure)
        if line is None:
            return None
        if line.not_required:
            return NOT_REQUIRED
        # Such a number a sheet would round.
        return plain(line.amount) if line.amount >= EXACT_BELOW else Styled(line.amount, MONEY)

    def shown(self, measure: Measure) -> str:
        return plain(self.write(measure))

    def said(self, text: str) -> str:
        """A cell's text for the eye: thousands stand apart."""
        return with_spaces(Decimal(text)) if text and text != NOT_REQUIRED else text

    def read(self, text: str) -> Decimal | str | None:
        """The sum, NOT_REQUIRED, or nothing."""
        if not text or text in DASHES:
            return None
        if text.lower() == NOT_REQUIRED:
            return NOT_REQUIRED
        try:
            amount = read_amount(text)
        except ValueError:
            raise CellRefused(
                _("«%(text)s» — не сумма в рублях: нужно число, «не требуется» или пустая ячейка") % {"text": text[:60]}
            ) from None
        if amount >= LARGEST:
            raise CellRefused(_("слишком большая сумма: %(text)s") % {"text": text[:60]})
        return amount

    def put(self, measure: Measure, value: Decimal | str | None) -> None:
        """What the act wrote belongs to the old sum; a note of an editor stays."""
        old = self.of(measure)
        kept = [line for line in measure.budget_lines.all() if line is not old]
        if value is not None:
            needless = value == NOT_REQUIRED
            kept.append(
                BudgetLine(
                    year=self.year,
                    source=self.source,
                    stage=self.stage,
                    amount=None if needless else value,
                    not_required=needless,
                    note=old.note if old else "",
                    sort_order=old.sort_order if old else len(kept),
                )
            )
        measure.budget_lines = kept
        forget_places(measure)


def place_of(row: BudgetLine | IndicatorValue) -> tuple:
    """The cell that a row of a record stands in."""
    if isinstance(row, BudgetLine):
        return row.year, row.source_id, row.stage
    return row.period, row.year, row.kind


def by_place(record: Measure | Indicator, rows: str) -> dict[tuple, BudgetLine | IndicatorValue]:
    """Rows of a record by their cells: looked up once, for there are dozens of cells to ask for."""
    if not hasattr(record, PLACES):
        setattr(record, PLACES, {place_of(row): row for row in getattr(record, rows).all()})
    return getattr(record, PLACES)


def forget_places(record: Measure | Indicator) -> None:
    if hasattr(record, PLACES):
        delattr(record, PLACES)


@dataclass(frozen=True)
class ValueCell:
    """«2016 · план»."""

    period: str
    year: int | None
    kind: str
    width = 13

    @property
    def label(self) -> str:
        when = str(self.year) if self.year else IndicatorValue.Period(self.period).label
        return f"{when} · {IndicatorValue.Kind(self.kind).label}"

    def of(self, indicator: Indicator) -> IndicatorValue | None:
        return by_place(indicator, "values").get((self.period, self.year, self.kind))

    def write(self, indicator: Indicator) -> Cell:
        value = self.of(indicator)
        if value is None:
            return None
        if value.value is None:
            return STATED_ABSENT
        if indicator.value_kind == Indicator.ValueKind.YES_NO:
            return _("да") if value.value else _("нет")
        return value.value.normalize() + 0

    def shown(self, indicator: Indicator) -> str:
        return plain(self.write(indicator))

    def said(self, text: str) -> str:
        return text

    def read(self, text: str) -> Decimal | str | None:
        if not text:
            return None
        if text in DASHES:
            return STATED_ABSENT
        found = figure(text)
        if found.problem or found.value is None:
            raise CellRefused(
                _("«%(text)s» — не значение: нужно число, «да», «нет», «—» или пустая ячейка") % {"text": text[:60]}
            )
        if abs(found.value) >= Decimal(10) ** 12 or found.value != round(found.value, 4):
            raise CellRefused(
                _("больше четырёх знаков после запятой или слишком много: %(text)s") % {"text": text[:60]}
            )
        return found.value

    def put(self, indicator: Indicator, value: Decimal | str | None) -> None:
        old = self.of(indicator)
        kept = [each for each in indicator.values.all() if each is not old]
        if value is not None:
            absent = value == STATED_ABSENT
            kept.append(
                IndicatorValue(
                    period=self.period,
                    year=self.year,
                    kind=self.kind,
                    value=None if absent else value,
                    as_written=STATED_ABSENT if absent else "",
                )
            )
        indicator.values = kept
        forget_places(indicator)


def plain(cell: Cell) -> str:
    """A written cell as the text that a person sees and that comes back."""
    value = cell.value if isinstance(cell, Styled) else cell
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return "" if value is None else str(value)
