"""The consolidated table as a workbook: totals and computed rows are live formulas, gaps stay gaps. Pure."""

import re

from django.utils.translation import gettext as _

from portal.tables import column_letters
from portal.tables.writing import HEADING, NUMBER, QUIET, TOTAL_NUMBER, Cell, Formula, SheetOf, Styled, xlsx_pieces

from .figures import NOT_KEPT, Figure
from .filling import NOT_KEPT_SHOWN
from .forms_of_law import Row
from .summarising import Column, Summary

CODE = re.compile(r"\[([\w.]+)\]")
# «№», «Показатель», «Всего»; institutions stand after them.
OWN = 3


def as_xlsx(summary: Summary) -> bytes:
    return b"".join(xlsx_pieces([table(summary), people(summary), gaps(summary)]))


def table(summary: Summary) -> SheetOf:
    widths = [8, 62, 13, *[18] * len(summary.columns)]
    return SheetOf(_("Свод"), widths, [heading(summary), *rows(summary)], frozen=OWN)


def heading(summary: Summary) -> list[Cell]:
    silent = _("нет отчёта")
    names = [each.name if each.is_reported else f"{each.name} — {silent}" for each in summary.columns]
    return [_("№"), _("Показатель"), _("Известная часть") if summary.is_partial else _("Всего"), *names]


def rows(summary: Summary) -> list[list[Cell]]:
    place = {row.code: at for at, row in enumerate(summary.form.rows, start=2)}
    return [
        [
            line.row.code,
            line.row.name,
            total_cell(line.row, line.total.figure, place, len(summary.columns)),
            *(own_cell(line.row, figure, place, at) for at, figure in enumerate(line.cells)),
        ]
        for line in summary.lines
    ]


def total_cell(row: Row, figure: Figure, place: dict[str, int], institutions: int) -> Cell:
    """Of filled rows the sum of the institutions; of a computed one its own formula over the sums."""
    if figure is None or figure == NOT_KEPT:
        return Styled(words(figure), QUIET)
    if row.formula:
        return Styled(Formula(formula(row, column_letters(OWN - 1), place), figure), TOTAL_NUMBER)
    first, last = column_letters(OWN), column_letters(OWN + institutions - 1)
    at = place[row.code]
    return Styled(Formula(f"SUM({first}{at}:{last}{at})", figure), TOTAL_NUMBER)


def own_cell(row: Row, figure: Figure, place: dict[str, int], at: int) -> Cell:
    if figure is None or figure == NOT_KEPT:
        return Styled(words(figure), QUIET) if figure else None
    if row.formula:
        return Styled(Formula(formula(row, column_letters(OWN + at), place), figure), NUMBER)
    return figure


def formula(row: Row, column: str, place: dict[str, int]) -> str:
    """Each cell within SUM, which takes «н/в» for nothing; a plain reference would be an error."""
    return CODE.sub(lambda found: f"SUM({column}{place[found[1]]})", row.formula).replace(" ", "")


def words(figure: Figure) -> str:
    return NOT_KEPT_SHOWN if figure == NOT_KEPT else ""


def people(summary: Summary) -> SheetOf:
    head = [_("Организация"), _("Отчёт"), _("Отправлен"), _("Пояснение")]
    return SheetOf(_("Кто отчитался"), [48, 18, 14, 70], [head, *(person(each) for each in summary.columns)])


def person(column: Column) -> list[Cell]:
    record = column.record
    state = str(record.get_state_display()) if record else _("не начат")
    sent = record.sent_at.date() if column.is_reported else None
    return [column.respondent.provider.name, state, sent, record.note if column.is_reported else ""]


def gaps(summary: Summary) -> SheetOf:
    """Which cells are not there."""
    rows: list[list[Cell]] = [[each.name, _("все строки"), _("отчёта нет")] for each in summary.silent]
    rows += [[each.name, code, _("ячейка пустая")] for each in summary.with_gaps for code in each.gaps]
    none: list[list[Cell]] = [[Styled(_("Пропусков нет"), HEADING)]]
    return SheetOf(_("Пропуски"), [48, 16, 24], [[_("Организация"), _("Строка"), _("Чего нет")], *(rows or none)])
