"""The formulas of a workbook, worked out by a few lines of our own: what a spreadsheet program would show."""

import io
import re
from decimal import Decimal

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

REFERENCE = r"(?:'(?P<sheet>[^']+)'!)?\$?(?P<from>[A-Z]+\$?\d+)(?::\$?(?P<to>[A-Z]+\$?\d+))?"


class Calculator:
    """Knows SUM, SUMIFS, IF(cell="text",cell,""), references, + and −, no more: other formulas are errors."""

    def __init__(self, content: bytes):
        self.book = load_workbook(io.BytesIO(content))
        self.kept = load_workbook(io.BytesIO(content), data_only=True)

    def formulas(self):
        """Each as (sheet, cell, formula)."""
        for sheet in self.book:
            for row in sheet.iter_rows():
                yield from ((sheet.title, cell.coordinate, cell.value[1:]) for cell in row if cell.data_type == "f")

    def value(self, sheet: str, place: str):
        cell = self.book[sheet][place]
        if cell.data_type == "f":
            return self.counted(sheet, cell.value[1:])
        number = isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
        return Decimal(str(cell.value)) if number else cell.value

    def counted(self, sheet: str, formula: str):
        if found := re.fullmatch(r'IF\((\w+)="([^"]*)",(\w+),""\)', formula):
            cell, text, then = found.groups()
            return self.value(sheet, then) if self.value(sheet, cell) == text else ""
        if found := re.fullmatch(r"SUM\(([^()]+)\)", formula):
            return sum(each for each in self.cells(sheet, found[1]) if isinstance(each, Decimal))
        if found := re.fullmatch(r"SUMIFS\((.+)\)", formula):
            return self.sumifs(sheet, self.arguments(found[1]))
        if "SUM(" in formula:
            plain = re.sub(r"SUM\([^()]+\)", lambda found: f"Decimal('{self.counted(sheet, found[0])}')", formula)
            plain = re.sub(r"(?<![\w'.])(\d+)(?!['\d.])", r"Decimal(\1)", plain)
            assert re.fullmatch(r"(?:Decimal\('?[\d.E+-]+'?\)|[-+*/])+", plain), formula
            return eval(plain, {"Decimal": Decimal})
        terms = re.findall(rf"([+-]?)({REFERENCE})", formula)
        assert "".join(term[0] + term[1] for term in terms) == formula, formula
        return sum((-1 if sign == "-" else 1) * self.cells(sheet, text)[0] for sign, text, *_rest in terms)

    def arguments(self, text: str) -> list[str]:
        return re.findall(r'"(?:[^"]|"")*"|[^,]+', text)

    def sumifs(self, sheet: str, given: list[str]) -> Decimal:
        figures = self.cells(sheet, given[0])
        tests = [(self.cells(sheet, cells), test) for cells, test in zip(given[1::2], given[2::2], strict=True)]
        kept = [all(meets(cells[at], test) for cells, test in tests) for at in range(len(figures))]
        return sum(
            (each for each, wanted in zip(figures, kept, strict=True) if wanted and isinstance(each, Decimal)),
            Decimal(0),
        )

    def cells(self, sheet: str, reference: str) -> list:
        found = re.fullmatch(REFERENCE, reference)
        ends = f"{found['from']}:{found['to'] or found['from']}".replace("$", "")
        left, top, right, bottom = range_boundaries(ends)
        name = found["sheet"] or sheet
        return [
            self.value(name, self.book[name].cell(row, column).coordinate)
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        ]


def meets(value, test: str) -> bool:
    if test == '"="':
        return value is None
    if test.startswith('"'):
        text = test[1:-1].replace('""', '"')
        return value == re.sub(r"~([~*?])", r"\1", text)
    return value == Decimal(test)


def assert_formulas_match(content: bytes, at_least: int) -> Calculator:
    """Every formula gives what the file keeps beside it for programs that do not calculate."""
    calculator = Calculator(content)
    found = list(calculator.formulas())
    assert len(found) >= at_least
    for sheet, place, formula in found:
        kept = calculator.kept[sheet][place].value
        counted = calculator.counted(sheet, formula)
        same = kept in (None, "") if counted == "" else Decimal(str(kept)) == counted
        assert same, f"{sheet}!{place} ={formula}: {counted}, kept {kept}"
    return calculator
