"""Which kind of file it is, by its first bytes: the name may say anything."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from django.utils.translation import gettext as _

from .cells import FileRefused, SheetRow, Survey
from .delimited import Delimited
from .workbook import Workbook

LARGEST_FILE = 10 * 1024 * 1024
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
STRANGERS = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"{\\rtf": "RTF",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7z",
    b"\x1f\x8b": "gzip",
}
MARKUP = (b"<html", b"<!doctype", b"<?xml", b"<table")


class Table(Protocol):
    sheets: list[str]
    hidden_sheets: list[str]

    def survey(self, name: str) -> Survey: ...

    def rows(self, name: str) -> Iterator[SheetRow]: ...


def open_table(path: Path) -> Table:
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise FileRefused(_("Файл больше 10 МБ: разделите его или удалите картинки."))
    with path.open("rb") as file:
        start = file.read(512)
    if not start:
        raise FileRefused(_("Файл пустой."))
    if start.startswith(b"PK"):
        return Workbook(path)
    refuse_strangers(path, start)
    return Delimited(path)


def refuse_strangers(path: Path, start: bytes) -> None:
    if start.startswith(COMPOUND):
        if ENCRYPTED in path.read_bytes():
            raise FileRefused(_("Книга защищена паролем. Снимите пароль и загрузите её снова."))
        raise FileRefused(_("Это книга старого Excel (.xls). Сохраните её как «Книга Excel (.xlsx)»."))
    for mark, name in STRANGERS.items():
        if start.startswith(mark):
            raise FileRefused(_("Это файл %(kind)s, а нужна таблица: XLSX или CSV.") % {"kind": name})
    if start.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(MARKUP):
        raise FileRefused(_("Это страница или XML, а нужна таблица: XLSX или CSV."))
