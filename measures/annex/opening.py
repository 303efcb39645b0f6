"""Which reader a file needs; what none can read is refused in words."""

from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TypeVar

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from portal.tables import FileRefused
from portal.tables.archive import open_archive
from portal.tables.opening import COMPOUND, refuse_strangers

from .drawn import is_drawn
from .grid import Source
from .sheets import read_sheets
from .spaces import columns_of_spaces
from .text import read_text
from .word import NotReadable, read_word

Read = TypeVar("Read")
LARGEST_FILE = 10 * 1024 * 1024
OLD_WORD = "WordDocument".encode("utf-16-le")
WORD_TEXT = "word/document.xml"
# Unpacked; a page takes about 20 KB, and in memory ten times that.
LONGEST_WORD_TEXT = 20 * 1024 * 1024


def open_source(file: UploadedFile) -> Source:
    """NotReadable says why, in words for the person who chose the file."""
    if file.size > LARGEST_FILE:
        raise NotReadable(_("Файл больше 10 МБ. Оставьте в нём только приложение с таблицами."))
    start = file.read(8)
    file.seek(0)
    if start.startswith(b"%PDF"):
        raise NotReadable(
            _("Это PDF. Скопируйте таблицу и вставьте её текстом; скан сначала распознайте и сохраните как Word.")
        )
    if start.startswith(b"PK"):
        return read_package(file)
    with_path(file, refuse)
    file.seek(0)
    text = decoded(file.read())
    return (
        read_text(text) if "\t" in text or is_drawn(text) or columns_of_spaces(text) else with_path(file, read_sheets)
    )


def refuse(path: Path) -> None:
    """A picture, an archive, a book under a password or of the old Excel, a Word document of the old kind."""
    content = path.read_bytes()
    if content.startswith(COMPOUND) and OLD_WORD in content:
        raise NotReadable(_("Это старый документ Word (.doc). Откройте его в Word и сохраните как .docx."))
    try:
        refuse_strangers(path, content[:512])
    except FileRefused as refused:
        raise NotReadable(str(refused)) from refused


def read_package(file: UploadedFile) -> Source:
    """Word and Excel files are archives alike; how much one holds is asked before it is unpacked."""

    def read(path: Path) -> Source:
        try:
            with open_archive(path) as archive:
                text = {entry.filename: entry.file_size for entry in archive.infolist()}.get(WORD_TEXT)
        except FileRefused as refused:
            raise NotReadable(str(refused)) from refused
        if text is None:
            return read_sheets(path)
        if text > LONGEST_WORD_TEXT:
            raise NotReadable(_("В документе слишком много текста. Оставьте в нём только приложение с таблицами."))
        with path.open("rb") as content:
            return read_word(content)

    return with_path(file, read)


def with_path(file: UploadedFile, read: Callable[[Path], Read]) -> Read:
    """Small uploads are in memory only; the readers of tables want a file."""
    with NamedTemporaryFile() as copy:
        file.seek(0)
        for chunk in file.chunks():
            copy.write(chunk)
        copy.flush()
        return read(Path(copy.name))


def decoded(content: bytes) -> str:
    if b"\0" in content[:4000] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotReadable(_("Этот файл не прочитать. Подойдут Word (.docx), Excel (.xlsx), CSV и текст."))
    encodings = ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1251")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotReadable(_("Не разобрать, в какой кодировке текст. Сохраните файл в UTF-8."))
