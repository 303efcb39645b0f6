"""An XLSX file: its sheets, and what their cells refer to."""

import datetime
import posixpath
import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from .archive import open_archive
from .cells import FileRefused, SheetRow, Survey
from .parsing import Elements, Strings, fed, parser_of
from .sheet import Sheet, Styles

WORKBOOK = "xl/workbook.xml"
MOST_SHEETS = 200
# What a ZIP file holds that is no XLSX, and what to tell its owner.
OTHERS = {
    "xl/workbook.bin": gettext_lazy("Это двоичная книга Excel (.xlsb). Сохраните её как «Книга Excel (.xlsx)»."),
    "word/document.xml": gettext_lazy("Это документ Word, а нужна таблица: XLSX или CSV."),
    "ppt/presentation.xml": gettext_lazy("Это презентация, а нужна таблица: XLSX или CSV."),
    "content.xml": gettext_lazy("Это таблица OpenDocument (.ods). Сохраните её как XLSX или CSV."),
}


# «#,##0.0,»: commas after the last place of a digit show thousands of the number, and thousands of thousands.
SCALED = re.compile(r"^[^;\"]*[0#?](,+)(?![0#?,.])")


def scale(shown: str) -> int:
    """How many times a format takes a thousand for one."""
    found = SCALED.match(shown)
    return len(found[1]) if found else 0


class NamedSheet(NamedTuple):
    name: str
    path: str


class Workbook:
    def __init__(self, path: Path):
        self.archive = open_archive(path)
        names = set(self.archive.namelist())
        if WORKBOOK not in names:
            known = next((said for name, said in OTHERS.items() if name in names), None)
            raise FileRefused(str(known) if known else _("Это архив, а не таблица. Загрузите сам файл XLSX или CSV."))
        self.hidden_sheets: list[str] = []
        self._sheets = {sheet.name: sheet for sheet in self.visible()}
        if not self._sheets:
            raise FileRefused(_("В книге нет ни одного видимого листа."))

    @property
    def sheets(self) -> list[str]:
        return list(self._sheets)

    def visible(self) -> Iterator[NamedSheet]:
        links = {
            link.get("Id", ""): link
            for link in self.elements("xl/_rels/workbook.xml.rels").named("Relationships", "Relationship")
        }
        for sheet in self.about.named("sheets", "sheet")[:MOST_SHEETS]:
            link = links.get(sheet.get("id", ""), {})
            target = posixpath.normpath(posixpath.join("xl", link.get("Target", ""))).lstrip("/")
            target = link["Target"].lstrip("/") if link.get("Target", "").startswith("/") else target
            if not link.get("Type", "").endswith("/worksheet"):
                continue
            if sheet.get("state", "visible") == "visible":
                yield NamedSheet(sheet.get("name", ""), target)
            else:
                self.hidden_sheets.append(sheet.get("name", ""))

    @cached_property
    def about(self) -> Elements:
        return self.elements(WORKBOOK)

    @cached_property
    def epoch(self) -> datetime.datetime:
        properties = self.about.named("workbook", "workbookPr")
        return MAC_EPOCH if properties and properties[0].get("date1904") in ("1", "true") else WINDOWS_EPOCH

    @cached_property
    def styles(self) -> Styles:
        styles = self.elements("xl/styles.xml")
        own = {each.get("numFmtId", ""): each.get("formatCode", "") for each in styles.named("numFmts", "numFmt")}
        formats = {**{str(number): shown for number, shown in BUILTIN_FORMATS.items()}, **own}
        # A number that no format has is the look of everything else; a broken table of looks is no reason to refuse.
        used = [formats.get(each.get("numFmtId", ""), "General") for each in styles.named("cellXfs", "xf")]
        return Styles(
            {number for number, shown in enumerate(used) if is_date_format(shown)},
            {number for number, shown in enumerate(used) if "%" in shown},
            {number for number, shown in enumerate(used) if scale(shown) == 1},
            {number for number, shown in enumerate(used) if scale(shown) > 1},
        )

    @cached_property
    def strings(self) -> list[str]:
        strings = Strings()
        self.parse("xl/sharedStrings.xml", strings, strings.text)
        return strings.found

    def elements(self, name: str) -> Elements:
        elements = Elements()
        self.parse(name, elements)
        return elements

    def parse(self, name: str, target, text=None) -> None:
        """A part that is absent is empty."""
        if name in self.archive.namelist():
            for _piece in self.pieces(fed(parser_of(target.start, target.end, text), self.archive.open(name))):
                pass

    def survey(self, name: str) -> Survey:
        sheet = Sheet(self.strings, self.styles, self.epoch)
        for _row in self.read(sheet, name):
            pass
        return sheet.survey

    def rows(self, name: str) -> Iterator[SheetRow]:
        return self.read(Sheet(self.strings, self.styles, self.epoch), name)

    def read(self, sheet: Sheet, name: str) -> Iterator[SheetRow]:
        try:
            stream = self.archive.open(self._sheets[name].path)
        except KeyError:
            raise FileRefused(_("Листа «%(name)s» в книге нет.") % {"name": name}) from None
        return self.pieces(sheet.rows(stream))

    @staticmethod
    def pieces(source: Iterator) -> Iterator:
        """What is read, until the archive turns out to be broken."""
        try:
            yield from source
        except (BadZipFile, EOFError, OSError, RuntimeError, ValueError, NotImplementedError) as error:
            raise FileRefused(_("Файл повреждён: лист не читается. Сохраните его в Excel заново.")) from error
