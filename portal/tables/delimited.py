"""A CSV file: its encoding and its separator are found out, for nobody ever says them."""

import csv
import io
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from django.utils.translation import gettext as _

from .cells import MOST_COLUMNS, MOST_ROWS, FileRefused, SheetRow, Survey, bounded
from .formulas import bare

ONLY = "CSV"
SEPARATORS = ";,\t|"
LOOKED_AT = 20
LONGEST_CELL = 200_000
MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
csv.field_size_limit(LONGEST_CELL)
# Stands after the last row; whoever finds it within a cell knows that a quote was never closed.
END = "\ue000end\ue000"


class Delimited:
    sheets = [ONLY]
    hidden_sheets: list[str] = []

    def __init__(self, path: Path):
        self.text = decoded(path.read_bytes())
        if not self.text.strip():
            raise FileRefused(_("Файл пустой."))

    @cached_property
    def separator(self) -> str:
        named = self.text[:6].lower()
        if named.startswith("sep="):
            return named[4]
        return max(SEPARATORS, key=lambda each: regularity(self.text, each))

    def survey(self, name: str) -> Survey:
        survey = Survey()
        for row in self.rows(name):
            survey.rows += 1
            survey.columns |= dict.fromkeys(row.cells, row.number)
        return survey

    def rows(self, name: str) -> Iterator[SheetRow]:
        whole = io.StringIO(f"{self.text}\r\n{END}", newline="")
        table, found, line = csv.reader(whole, delimiter=self.separator), 0, 0
        try:
            for number, texts in enumerate(table, start=1):
                if texts == [END]:
                    return
                if texts and texts[-1].endswith(END):
                    raise FileRefused(open_quote(line + 1))
                line = table.line_num
                cells = {column: bounded(bare(text)) for column, text in enumerate(texts) if text.strip()}
                if cells and not (number == 1 and is_hint(texts)):
                    found += 1
                    check(found, len(texts))
                    yield SheetRow(number, cells)
        except csv.Error:
            message = _("Строка %(line)s не читается как CSV: проверьте кавычки.")
            raise FileRefused(message % {"line": table.line_num}) from None


def open_quote(line: int) -> str:
    message = _(
        "Кавычка, открытая в строке %(line)s, нигде не закрыта, и все строки после неё склеились. Исправьте её."
    )
    return message % {"line": line}


def is_hint(texts: list[str]) -> bool:
    """«sep=;»: a line for Excel."""
    return texts[0].lower().startswith("sep=")


def check(rows: int, columns: int) -> None:
    if rows > MOST_ROWS + 100:
        raise FileRefused(_("В файле больше %(most)s строк: разделите его.") % {"most": MOST_ROWS})
    if columns > MOST_COLUMNS:
        raise FileRefused(_("В строке больше %(most)s граф: удалите лишние.") % {"most": MOST_COLUMNS})


def regularity(text: str, separator: str) -> int:
    """How well the separator cuts the first rows: into how many cells, and how many of them alike."""
    table = csv.reader(io.StringIO(text[:50_000], newline=""), delimiter=separator)
    widths = []
    try:
        for row in table:
            if row:
                widths.append(len(row))
            if len(widths) == LOOKED_AT:
                break
    except csv.Error:
        pass
    cut = [width for width in widths if width > 1]
    usual = max(set(cut), key=cut.count) if cut else 1
    return cut.count(usual) * (usual - 1)


def decoded(data: bytes) -> str:
    """UTF-8, UTF-16 or Windows-1251, by its mark or by trying."""
    for mark, encoding in MARKS.items():
        if data.startswith(mark):
            return attempt(data, encoding)
    if data[:2000].count(0) > len(data[:2000]) // 4:
        return attempt(data, "utf-16-le" if data[1:2] == b"\0" else "utf-16-be")
    if b"\0" in data:
        raise FileRefused(_("Это не таблица: загрузите XLSX или CSV."))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        check_single_encoding(data)
    return attempt(data, "cp1251")


def attempt(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise FileRefused(_("Текст файла не читается. Сохраните его как «CSV UTF-8».")) from None


def check_single_encoding(data: bytes) -> None:
    """A file glued from two keeps both encodings; read as either, half of it would be rubbish."""
    for number, line in enumerate(data.splitlines(), start=1):
        if line.isascii():
            continue
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            continue
        message = _("В файле две кодировки: строка %(line)s в UTF-8, другие — в Windows-1251. Сохраните его заново.")
        raise FileRefused(message % {"line": number})
