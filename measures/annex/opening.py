"""Which reader a file needs; what none can read is refused in words."""

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from .grid import Source
from .text import read_text
from .word import NotReadable, read_word

LARGEST_FILE = 10 * 1024 * 1024


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
        return read_word(file)
    return read_text(decoded(file.read()))


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
