"""Tables of a programme's data for spreadsheets. Pure; no text in them can act as a formula."""

import csv
import io
from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from portal.tables.formulas import harmless

LONGEST_CELL = 32_767  # what a spreadsheet holds
OF_A_MEASURE = ("kind", "number", "title", "direction", "status", "executors", "period", "stated")
OF_A_LINE = ("year", "source", "stage", "amount", "not_required")
MONEY_FORMAT = "#,##0.00"
HEAD = Font(bold=True)


def line_rows(content: dict) -> Iterator[dict]:
    """A row for each budget line; a measure without money has one row."""
    for measure in content["measures"]:
        own = {**measure, "executors": "; ".join(measure["executors"])}
        for line in measure["budget"] or [{}]:
            yield {name: {**own, **line}.get(name) for name in OF_A_MEASURE + OF_A_LINE}


def csv_cell(name: str, value: object) -> object:
    if name in ("amount", "stated", "year") or not isinstance(value, str):
        return value  # a figure of ours, not a text of somebody
    return harmless(value)


def as_csv(content: dict) -> bytes:
    """UTF-8 with the mark by which spreadsheets know it."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(OF_A_MEASURE + OF_A_LINE)
    table.writerows([csv_cell(name, value) for name, value in row.items()] for row in line_rows(content))
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(content: dict) -> bytes:
    book = Workbook(write_only=True)
    for title, rows in sheets(content):
        sheet = book.create_sheet(title)
        sheet.freeze_panes = "A2"
        for position, row in enumerate(rows):
            sheet.append([xlsx_cell(sheet, value, bold=position == 0) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xlsx_cell(sheet, value: object, bold: bool) -> WriteOnlyCell:
    """Texts are marked as texts: a spreadsheet would otherwise take «=…» for a formula."""
    is_text = isinstance(value, str)
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_CELL] if is_text else value)
    if is_text:
        cell.data_type = "s"
    if bold:
        cell.font = HEAD
    if isinstance(value, Decimal):
        cell.number_format = MONEY_FORMAT
    return cell


def sheets(content: dict) -> list[tuple[str, list[list]]]:
    return [
        (_("Мероприятия"), measures_sheet(content)),
        (_("Деньги"), money_sheet(content)),
        (_("Показатели"), indicators_sheet(content)),
        (_("Итоги"), totals_sheet(content["totals"])),
    ]


def money(amount: str | None) -> Decimal | None:
    return None if amount is None else Decimal(amount)


def measures_sheet(content: dict) -> list[list]:
    head = [_("Номер"), _("Название"), _("Направление"), _("Состояние"), _("Кто"), _("Срок"), _("Итог в акте, ₽")]
    names = ("number", "title", "direction", "status")
    return [
        head,
        *(
            [*(row[name] for name in names), "; ".join(row["executors"]), row["period"], money(row["stated"])]
            for row in content["measures"]
        ),
    ]


def money_sheet(content: dict) -> list[list]:
    head = [_("Мероприятие"), _("Год"), _("Источник"), _("Что это"), _("Сумма, ₽"), _("Деньги не требуются")]
    rows = [
        [measure["number"], line["year"], line["source"], line["stage"], money(line["amount"]), yes(line)]
        for measure in content["measures"]
        for line in measure["budget"]
    ]
    return [head, *rows]


def yes(line: dict) -> str:
    return _("да") if line.get("not_required") else ""


def indicators_sheet(content: dict) -> list[list]:
    head = [
        _("Номер"),
        _("Часть показателя"),
        _("Название"),
        _("Единица"),
        _("Период"),
        _("План или факт"),
        _("Значение"),
        _("Чего нет"),
    ]
    names = ("number", "parent", "name", "unit")
    rows = [
        [*(indicator[name] for name in names), value["period"], value["kind"], value["value"], missing(value)]
        for indicator in content["indicators"]
        for value in indicator["values"]
    ]
    return [head, *rows]


def missing(value: dict) -> str:
    """Why a cell is empty: a dash of the act and «not measured» are two things, and neither is zero."""
    return {"dash": _("прочерк в акте"), "not-measured": _("не измеряется")}.get(value["state"], "")


def totals_sheet(totals: dict) -> list[list]:
    head = [_("Что"), _("Посчитано, ₽"), _("В акте, ₽"), _("Разница, ₽"), _("Пояснение")]
    sums = [
        [_("Всего, известная часть") if totals["partial"] else _("Всего"), money(totals["total"])],
        *(said_row(_("Год: %(name)s") % {"name": name}, amount) for name, amount in totals["by_year"].items()),
        *(said_row(_("Источник: %(name)s") % {"name": name}, amount) for name, amount in totals["by_source"].items()),
    ]
    stated = [[item["scope"], None, money(item["amount"]), None, item["place"]] for item in totals["stated"]]
    return [head, *sums, *stated, *map(difference_row, totals["differences"])]


def said_row(label: str, amount: str | None) -> list:
    """Money that is not required is neither zero nor an empty cell."""
    return [label, money(amount)] if amount is not None else [label, None, None, None, _("не требуется")]


def difference_row(item: dict) -> list:
    if item["kind"] == "sum":
        return [item["scope"], money(item["computed"]), money(item["stated"]), money(item["difference"])]
    if item["kind"] != "outside-term":
        return [item["scope"], *(money(item[name]) for name in ("found", "expected", "difference")), item["sentence"]]
    note = _("деньги вне срока мероприятия: %(term)s") % {"term": item["term"]}
    return [f"{item['measure']}, {item['year']}", money(item["amount"]), None, None, note]
