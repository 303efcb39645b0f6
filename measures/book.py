"""A programme's data as a workbook whose totals are live formulas, each with what it gives today. Pure.

Sums never look a measure up by its number: to a spreadsheet «1.1» and «1.10» are one number, or two dates. The rows of
a measure stand together, so its total is the sum of a block.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.tables.writing import HEADING, MONEY, TOTAL, Cell, Formula, SheetOf, Styled, xlsx_pieces

from .arithmetic import Line, planned
from .models.status import Status
from .words import kind_name, period_name, stage_name

Block = tuple[int, int]


def as_xlsx(content: dict) -> bytes:
    return b"".join(xlsx_pieces(Book(content).sheets()))


def money(amount: str | None) -> Decimal | None:
    return None if amount is None else Decimal(amount)


def sheet_reference(name: str, column: str, block: Block) -> str:
    first, last = block
    return f"'{name}'!${column}${first}:${column}${last}"


@dataclass
class Book:
    """Writes the sheets in their order: those of the totals know where the others have put their rows."""

    content: dict
    blocks: dict[str, Block] = field(default_factory=dict)

    @property
    def measures_name(self) -> str:
        return _("Мероприятия")

    @property
    def money_name(self) -> str:
        return _("Деньги")

    def sheets(self) -> list[SheetOf]:
        lines = list(self.money_rows())
        self.last_line = len(lines)
        return [
            SheetOf(self.measures_name, [9, 44, 32, 16, 34, 18, 17, 17], list(self.measures_rows()), frozen=2),
            SheetOf(self.money_name, [13, 8, 26, 16, 17, 14, 12, 17], lines),
            SheetOf(_("Показатели"), [9, 12, 48, 12, 12, 10, 12], list(indicators_rows(self.content))),
            SheetOf(_("Итоги"), [44, 19, 19, 19, 52], list(self.totals_rows())),
        ]

    def money_rows(self) -> Iterator[list[Cell]]:
        yield [
            _("Мероприятие"),
            _("Год"),
            _("Источник"),
            _("Что это"),
            _("Сумма, ₽"),
            _("Деньги не требуются"),
            _("Входит в итог"),
            _("В итог, ₽"),
        ]
        row = 2
        for measure in self.content["measures"]:
            counted = in_total(measure)
            for place, line in enumerate(measure["budget"]):
                yield self.money_row(measure, line, counted[place], row + place)
            if measure["budget"]:
                self.blocks[measure["number"]] = row, row + len(measure["budget"]) - 1
                row += len(measure["budget"])

    def money_row(self, measure: dict, line: dict, counts: bool, row: int) -> list[Cell]:
        amount, yes = money(line["amount"]), _("да")
        return [
            measure["number"],
            line["year"],
            self.content["sources"].get(line["source"], line["source"]),
            stage_name(line["stage"]),
            Styled(amount, MONEY),
            yes if line.get("not_required") else "",
            yes if counts else _("нет"),
            # Of a cell in which money is not required there is nothing to add, not a zero.
            None if amount is None else Formula(f'IF(G{row}="{yes}",E{row},"")', amount if counts else None),
        ]

    def measures_rows(self) -> Iterator[list[Cell]]:
        yield [
            *(_("Номер"), _("Название"), _("Направление"), _("Состояние"), _("Кто"), _("Срок")),
            *(_("Итог в акте, ₽"), _("Всего, ₽")),
        ]
        for row, measure in enumerate(self.content["measures"], start=2):
            stated = money(measure["stated"])
            yield [
                *(measure["number"], measure["title"], measure["direction"], str(Status(measure["status"]).label)),
                *("; ".join(measure["executors"]), measure["period"]),
                Styled(stated, MONEY),
                self.measure_total(measure, row, stated),
            ]
        yield [Styled(_("Всего"), HEADING), *[None] * 6, self.whole()]

    def measure_total(self, measure: dict, row: int, stated: Decimal | None) -> Cell:
        """Of its lines, or where it has none what the act states of it; nothing where nothing is said."""
        known = [money(line["amount"]) for line in counted_lines(measure) if line["amount"] is not None]
        if known:
            return Formula(f"SUM({sheet_reference(self.money_name, 'H', self.blocks[measure['number']])})", sum(known))
        return Formula(f"G{row}", stated) if stated is not None and not measure["budget"] else None

    def whole(self) -> Cell:
        last = len(self.content["measures"]) + 1
        return Styled(Formula(f"SUM(H2:H{last})", money(self.content["totals"]["total"])), TOTAL) if last > 1 else None

    def totals_rows(self) -> Iterator[list[Cell]]:
        totals = self.content["totals"]
        yield [_("Что"), _("Посчитано, ₽"), _("В акте, ₽"), _("Разница, ₽"), _("Пояснение")]
        last = len(self.content["measures"]) + 2
        whole = Formula(f"'{self.measures_name}'!H{last}", money(totals["total"]))
        label = _("Всего, известная часть") if totals["partial"] else _("Всего")
        yield [label, Styled(whole, TOTAL) if last > 2 else None, None, None, self.missing()]
        for year, amount in totals["by_year"].items():
            wanted = ("B", year) if year.isdecimal() else ("B", '"="')
            label = _("Год: %(name)s") % {"name": year} if year.isdecimal() else _("Без разбивки по годам")
            yield said_row(label, self.sumifs("H", None, [wanted]), amount)
        for source, amount in totals["by_source"].items():
            name = self.content["sources"].get(source, source)
            label = _("Источник: %(name)s") % {"name": name}
            yield said_row(label, self.sumifs("H", None, [("C", quoted(name))]), amount)
        if totals["stated"]:
            yield [Styled(_("Итоги, которые называет сам акт"), HEADING)]
        for row, item in enumerate(totals["stated"], start=4 + len(totals["by_year"]) + len(totals["by_source"])):
            yield self.stated_row(item, row)
        yield from (difference_row(item) for item in totals["differences"] if item["kind"] != "sum")

    def stated_row(self, item: dict, row: int) -> list[Cell]:
        computed, stated = money(item["computed"]), money(item["amount"])
        if computed is None:
            return [item["scope"], None, Styled(stated, MONEY), None, item["place"]]
        return [
            item["scope"],
            Formula(self.of_scope(item), computed),
            Styled(stated, MONEY),
            Formula(f"B{row}-C{row}", computed - stated),
            item["place"],
        ]

    def of_scope(self, item: dict) -> str:
        """The sum of the lines that a total of the act speaks of: see reconciling.lines_of_stage."""
        wanted = [("B", str(item["year"]))] if item["year"] else []
        wanted += [("C", quoted(self.content["sources"].get(item["source"], item["source"])))] if item["source"] else []
        column = "H" if item["stage"] == "amended" else "E"
        if item["stage"] != "amended":
            wanted = [*wanted, ("D", quoted(stage_name(item["stage"])))]
        if not item["direction"]:
            return self.sumifs(column, item["measure"], wanted)
        return "+".join(self.sumifs(column, number, wanted) for number in self.paid_in(item["direction"]))

    def paid_in(self, direction: str) -> list[str]:
        """The measures of a direction that have lines."""
        measures = (each for each in self.content["measures"] if each.get("direction_number") == direction)
        return [each["number"] for each in measures if each["number"] in self.blocks]

    def sumifs(self, column: str, measure: str | None, wanted: Iterable[tuple[str, str]]) -> str:
        block = self.blocks.get(measure, (2, 2)) if measure else (2, max(self.last_line, 2))
        reference = sheet_reference(self.money_name, column, block)
        tests = "".join(f",{sheet_reference(self.money_name, of, block)},{value}" for of, value in wanted)
        return f"SUMIFS({reference}{tests})" if tests else f"SUM({reference})"

    def missing(self) -> str:
        """A total over absent sums is the known part of one."""
        silent = [
            measure
            for measure in self.content["measures"]
            if measure["kind"] == "measure" and not measure["budget"] and measure["stated"] is None
        ]
        return _("Известная часть: не названа сумма мероприятий — %(count)d") % {"count": len(silent)} if silent else ""


def quoted(text: str) -> str:
    """A text in a formula, in which no sign stands for any other."""
    plain = text.replace("~", "~~").replace("*", "~*").replace("?", "~?").replace('"', '""')
    return f'"{plain}"'


def counted_lines(measure: dict) -> list[dict]:
    return [line for line, counts in zip(measure["budget"], in_total(measure), strict=True) if counts]


def in_total(measure: dict) -> list[bool]:
    """Which lines make the total: an amended figure stands for the approved one, spent money is no promise."""
    lines = [
        Line(measure["number"], line["year"], line["source"], line["stage"], money(line["amount"]))
        for line in measure["budget"]
    ]
    counted = {id(line) for line in planned(lines)}
    return [id(line) in counted for line in lines]


def indicators_rows(content: dict) -> Iterator[list[Cell]]:
    yield [
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
    for indicator in content["indicators"]:
        for value in indicator["values"]:
            figure = value["value"]
            shown = Decimal(str(figure)) if isinstance(figure, int | float) else figure
            own = (indicator[name] for name in names)
            yield [*own, period_name(value["period"]), kind_name(value["kind"]), shown, missing(value)]


def missing(value: dict) -> str:
    """Why a cell is empty: a dash of the act and «not measured» are two things, and neither is zero."""
    return {"dash": _("прочерк в акте"), "not-measured": _("не измеряется")}.get(value["state"], "")


def said_row(label: str, formula: str, amount: str | None) -> list[Cell]:
    """Money that is not required is neither zero nor an empty cell."""
    if amount is None:
        return [label, None, None, None, _("не требуется")]
    return [label, Formula(formula, money(amount))]


def difference_row(item: dict) -> list[Cell]:
    if item["kind"] != "outside-term":
        figures = (Styled(money(item[name]), MONEY) for name in ("found", "expected", "difference"))
        return [item["scope"], *figures, item["sentence"]]
    note = _("деньги вне срока мероприятия: %(term)s") % {"term": item["term"]}
    return [f"{item['measure']}, {item['year']}", Styled(money(item["amount"]), MONEY), None, None, note]
