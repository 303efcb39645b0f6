"""The rows of one sheet of a workbook."""

import datetime
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple

from django.utils.translation import gettext as _
from openpyxl.utils.datetime import from_excel

from .cells import (
    MOST_COLUMNS,
    MOST_ROWS,
    FileRefused,
    Percent,
    Scaled,
    ScaledByMillion,
    SheetRow,
    Survey,
    Trouble,
    Value,
    block,
    bounded,
    column_number,
)
from .parsing import fed, parser_of

ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
NOT_LETTERS = re.compile(r"\d+")
WHOLE = 10**15


class Styles(NamedTuple):
    """Numbers of the styles that show a date, of those that show per cents, and of those in thousands and millions."""

    dates: set[int]
    percents: set[int]
    thousands: set[int]
    millions: set[int]


class Sheet:
    """Reads the XML of a sheet. `survey` fills as the rows go by; merged cells are named at the very end."""

    def __init__(self, strings: list[str], styles: Styles, epoch: datetime.datetime):
        self.strings, self.styles, self.epoch = strings, styles, epoch
        self.survey = Survey()
        self.ready: list[SheetRow] = []
        self._columns: dict[str, int] = {}
        self._row, self._cells, self._is_hidden = 0, {}, False
        self._column, self._kind, self._style = -1, "", 0
        self._formula = self._valued = self._hint = self._take = False
        self._text: list[str] = []

    def rows(self, stream: BinaryIO) -> Iterator[SheetRow]:
        for _piece in fed(parser_of(self.start, self.end, self.text), stream):
            yield from self.ready
            self.ready.clear()

    def start(self, name: str, attributes: dict) -> None:
        if opened := self.OPENED.get(name):
            opened(self, attributes)

    def end(self, name: str) -> None:
        if closed := self.CLOSED.get(name):
            closed(self)

    def text(self, data: str) -> None:
        if self._take:
            self._text.append(data)

    def open_row(self, attributes: dict) -> None:
        self._row = int(attributes.get("r") or self._row + 1)
        self._column, self._cells = -1, {}
        self._is_hidden = attributes.get("hidden") in ("1", "true")

    def close_row(self) -> None:
        if not self._cells:
            return
        self.survey.rows += 1
        self.survey.hidden_rows += self._is_hidden
        if self.survey.rows > MOST_ROWS + 100:
            raise FileRefused(_("На листе больше %(most)s строк: разделите его.") % {"most": MOST_ROWS})
        self.ready.append(SheetRow(self._row, self._cells, self._is_hidden))

    def open_cell(self, attributes: dict) -> None:
        self._column = self.column_of(attributes.get("r", ""))
        self._kind, self._style = attributes.get("t", "n"), int(attributes.get("s") or 0)
        self._formula = self._valued = False
        self._text = []

    def column_of(self, reference: str) -> int:
        letters = NOT_LETTERS.sub("", reference)
        if not letters:
            return self._column + 1
        if letters not in self._columns:
            self._columns[letters] = column_number(letters)
        return self._columns[letters]

    def close_cell(self) -> None:
        value = self.value("".join(self._text))
        if value is None or value == "":
            return
        if self._column >= MOST_COLUMNS:
            raise FileRefused(_("На листе больше %(most)s граф: удалите лишние.") % {"most": MOST_COLUMNS})
        self._cells[self._column] = bounded(value)
        self.survey.columns[self._column] = self._row

    def value(self, text: str) -> Value | None:
        if self._kind == "e":
            return Trouble(_("в ячейке ошибка %(error)s") % {"error": text})
        if self._formula and not text and not (self._kind == "str" and self._valued):
            return Trouble(_("формула без посчитанного значения: откройте файл в Excel и сохраните"))
        if not text:
            return None
        try:
            return self.READ.get(self._kind, Sheet.as_text)(self, text)
        except (ValueError, IndexError, OverflowError):
            return Trouble(_("значение ячейки не читается"))

    def as_number(self, text: str) -> Value:
        number = float(text)
        if self._style in self.styles.dates:
            return from_excel(number, self.epoch)
        if self._style in self.styles.percents:
            return Percent(number)
        if self._style in self.styles.thousands:
            return Scaled(number)
        if self._style in self.styles.millions:
            return ScaledByMillion(number)
        return int(number) if number.is_integer() and abs(number) < WHOLE else number

    def as_text(self, text: str) -> str:
        return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text

    def as_shared(self, text: str) -> str:
        return self.as_text(self.strings[int(text)])

    def as_yes(self, text: str) -> bool:
        return text == "1"

    def as_date(self, text: str) -> datetime.datetime:
        return datetime.datetime.fromisoformat(text).replace(tzinfo=None)

    def open_formula(self, attributes: dict) -> None:
        self._formula = True

    def open_value(self, attributes: dict) -> None:
        """A formula that gives an empty text has a value, and it is empty."""
        self._valued = True
        self.open_text(attributes)

    def open_text(self, attributes: dict) -> None:
        self._take = not self._hint

    def close_text(self) -> None:
        self._take = False

    def open_hint(self, attributes: dict) -> None:
        self._hint = True

    def close_hint(self) -> None:
        self._hint = False

    def hide_columns(self, attributes: dict) -> None:
        if attributes.get("hidden") in ("1", "true"):
            last = min(int(attributes["max"]), MOST_COLUMNS)
            self.survey.hidden_columns += range(int(attributes["min"]) - 1, last)

    def merge(self, attributes: dict) -> None:
        if found := block(attributes.get("ref", "")):
            self.survey.merged.append(found)

    OPENED: dict[str, Callable] = {
        "row": open_row,
        "c": open_cell,
        "v": open_value,
        "t": open_text,
        "f": open_formula,
        "rPh": open_hint,
        "col": hide_columns,
        "mergeCell": merge,
    }
    CLOSED: dict[str, Callable] = {
        "row": close_row,
        "c": close_cell,
        "v": close_text,
        "t": close_text,
        "rPh": close_hint,
    }
    READ: dict[str, Callable] = {"n": as_number, "s": as_shared, "b": as_yes, "d": as_date}
