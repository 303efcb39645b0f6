"""The money of one row of a list of measures: its columns, its labels, the unit of each cell. Pure."""

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from .columns import Column, Role, year_of
from .figures import unit_of
from .found import Annex
from .grid import Row, unmarked
from .headings import Head
from .parallel import in_lines
from .parts import Money
from .row_labels import OF_WHICH, WHOLE, YEAR_ALONE, is_split_label
from .sections import TOTALS
from .sources import source_of
from .stages import ALONE, APPROVED_STAGE, stage_of
from .sums import NOT_REQUIRED, Sum, sums

MEANS_SOMETHING = re.compile(r"[а-яёa-z]{2,}|%", re.I)
UNIT_IN_CELLS = {1: "руб.", 1000: "тыс. руб.", 1_000_000: "млн руб.", 1_000_000_000: "млрд руб."}


class RowMoney:
    """Reads the sums of rows under one head."""

    def __init__(self, annex: Annex, head: Head, title_at: int):
        self.annex, self.head, self.title_at = annex, head, title_at
        self.columns = head.having(Role.MONEY)
        self.unit = unit_of(head.unit_words)
        self.year_above: int | None = None  # of a line that heads the rows of one year
        self.unit_is_of_cells = False  # no head has named it
        self.caption = ""  # a line over the table that names a source
        self.factor = Fraction(1)  # of the unit of this table to that of the first

    def is_in(self, row: Row) -> bool:
        return any(row.cell(column.at) for column in self.columns)

    def fitted(self, row: Row) -> tuple[Row, bool]:
        """A row of totals whose sums a merged first cell has pushed to the left; whether they fit nowhere."""
        columns = [column.at for column in self.columns]
        given = [row.cell(at) for at in columns]
        texts = [text for text in row.cells[1:] if text and not TOTALS.match(text)]
        if len(texts) == len(columns) and not all(given):
            placed = {0: row.cell(0), **dict(zip(columns, texts, strict=True))}
            return Row(tuple(placed.get(at, "") for at in range(max(columns) + 1)), row.place), False
        return row, not any(given) and any(character.isdigit() for text in texts for character in text)

    def read(self, row: Row, problems: list[str], total: str = "") -> list[Money]:
        """`total`: what names the row one of totals. What is doubtful is said in `problems`."""
        found = []
        for line in in_lines(row, self.head):
            problems += [line.doubt] if line.doubt != row.doubt else []
            found += self.read_line(line, problems, total)
        return found

    def read_line(self, row: Row, problems: list[str], total: str) -> list[Money]:
        if self.counts_no_money(row, problems):
            return []
        label, year = self.label(row), self.year(row) or (year_of(total) if total else self.year_above)
        found, stage = [], self.stage(row)
        for column in self.columns:
            text = row.cell(column.at)
            covered = [other for other in self.columns if row.reaches(column.at, other.at)]
            for each in sums(text):
                if (covered or column.is_span) and not each.not_required:
                    problems += [self.unsplit(column, text)] if each.amount != 0 else []
                    continue
                own = replace(common([column, *covered]), stage=stage or column.stage)
                found.append(self.money(own, each, label, year, problems))
                if each.problem:
                    problems.append(f"{each.problem}: «{text}»")
        if not found and self.columns and NOT_REQUIRED.search(label):
            # «Не требуется» in the column of sources, with dashes for sums.
            return [Money(None, words=label, not_required=True, hint=self.caption)]
        return found

    @staticmethod
    def unsplit(column: Column, text: str) -> str:
        """Why a sum is left to a person: it is of several columns, or of several years."""
        if column.is_span:
            said = _("Сумма «%(sum)s» дана сразу за несколько лет («%(column)s»): разделите её по годам сами")
            return said % {"sum": text, "column": column.own}
        return _("Сумма «%(sum)s» стоит в ячейке, общей для нескольких граф: разделите её") % {"sum": text}

    def stage(self, row: Row) -> str:
        """«План» and «факт» in rows one under another."""
        money = {column.at for column in self.columns}
        return stage_of(row.cell(at) for at in row.filled if at not in money and ALONE.fullmatch(row.cell(at)))

    def label(self, row: Row) -> str:
        """What the row says of whose money it is, in a column of sources or in place of a title."""
        sources = [text for column in self.head.having(Role.SOURCE) if (text := unmarked(row.cell(column.at)))]
        own = next((text for text in row.cells[: self.title_at + 1] if is_split_label(text)), "")
        return " ".join(sources) or own

    def year(self, row: Row) -> int | None:
        at = self.head.at(Role.YEAR)
        own = next(filter(None, map(YEAR_ALONE.match, row.cells[: self.title_at + 1])), None)
        return (year_of(row.cell(at)) if at is not None else None) or (int(own[1]) if own else None)

    def counts_no_money(self, row: Row, problems: list[str]) -> bool:
        """Rows of people or pieces, where a column says of each row in what it counts."""
        at = self.head.at(Role.UNIT)
        counted = row.cell(at) if at is not None else ""
        if not counted or unit_of(counted) or not self.is_in(row):
            return False
        problems.append(_("Числа строки не в рублях («%(unit)s»): в деньги не взяты") % {"unit": counted})
        return True

    def money(self, column: Column, each: Sum, label: str, year: int | None, problems: list[str]) -> Money:
        words = each.words
        source = column.source or source_of(words) or source_of(label)
        is_whole = bool(WHOLE.match(label)) and not source
        self.tell_doubts(column, each, label, problems)
        means = is_whole or OF_WHICH.match(label) or YEAR_ALONE.match(label) or ALONE.fullmatch(label)
        named = "" if means else label
        return Money(
            self.in_unit(each, column.unit, problems),
            each.year or column.year or year or year_of(words),
            source,
            words
            or (column.text if column.source else named)
            or ("" if column.is_total or column.year else column.own),
            is_total=is_whole or (column.is_total and not named and not source_of(words)),
            not_required=each.not_required,
            stage=column.stage or APPROVED_STAGE,
            part=column.part,
            hint="" if source else self.caption,
        )

    def tell_doubts(self, column: Column, each: Sum, label: str, problems: list[str]) -> None:
        """Words beside a sum whose source is known already may say that it is none: «12 семей», «10 %»."""
        if each.problem or each.amount is None:
            return
        if self.is_below_kopecks(each.amount * (each.unit or column.unit or self.unit or 1) / (self.unit or 1)):
            problems.append(_("Сумма мельче копейки: проверьте запятую и единицу"))
        if source_of(each.words):
            return
        if (column.source or column.is_total or source_of(label)) and MEANS_SOMETHING.search(each.words):
            problems.append(_("Слова рядом с суммой не учтены: «%(words)s»") % {"words": each.words})

    def in_unit(self, each: Sum, of_column: int | None, problems: list[str]) -> Decimal | None:
        """A cell or a column may have a unit of its own; the first that a cell names is the table's without another."""
        if each.amount is None:
            return None
        if self.unit is None and each.unit:
            self.unit, self.unit_is_of_cells = each.unit, True
            self.annex.unit_words = self.annex.unit_words or UNIT_IN_CELLS[each.unit]
        if each.unit is None and self.unit_is_of_cells and each.amount:
            problems.append(_("В других ячейках единица названа, а в этой нет: проверьте сумму"))
        unit = each.unit or (None if self.unit_is_of_cells else of_column)
        if unit in (None, self.unit) or self.unit is None:
            return times(each.amount, self.factor)
        if each.unit:
            problems.append(_("В ячейке другая единица, чем в таблице: сумма переведена"))
        else:
            problems.append(_("В графе другая единица, чем в таблице: сумма переведена"))
        return times(each.amount, self.factor * unit / self.unit)

    def is_below_kopecks(self, amount: Decimal) -> bool:
        """«12,345» roubles may be twelve thousand."""
        return self.unit is not None and amount * self.unit * 100 % 1 != 0


def common(columns: list[Column]) -> Column:
    """What holds of a cell that reaches over several columns: the year and the source that all of them share."""
    first, *others = columns
    same_year = all(each.year == first.year for each in others)
    same_source = all(each.source == first.source for each in others)
    return replace(first, year=first.year if same_year else None, source=first.source if same_source else "")


def times(amount: Decimal, factor: Fraction) -> Decimal:
    return amount * factor.numerator / factor.denominator
