"""The ZIP file that an XLSX is, looked at from outside before anything is unpacked."""

import struct
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from .cells import FileRefused

MOST_ENTRIES = 2000
LONGEST_DIRECTORY = 1024 * 1024
MOST_UNPACKED = 200 * 1024 * 1024
MOST_STRINGS = 60 * 1024 * 1024
# Rows of blank formatted cells pack a hundred to one; what packs better than this was made to explode.
HIGHEST_RATIO = 400
END = b"PK\x05\x06"
TAIL = 65_536 + 22


def open_archive(path: Path) -> ZipFile:
    check_directory(path)
    try:
        archive = ZipFile(path)
    except (BadZipFile, ValueError, OSError, struct.error, NotImplementedError):
        raise FileRefused(_("Файл повреждён и не открывается. Сохраните его в Excel заново.")) from None
    check_sizes(archive, path.stat().st_size)
    return archive


def check_directory(path: Path) -> None:
    """How many entries there are, by the last bytes of the file: a list of a million would itself fill the memory."""
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - TAIL, 0))
        tail = file.read()
    place = tail.rfind(END)
    if place < 0 or len(tail) - place < 22:
        raise FileRefused(_("Файл повреждён и не открывается. Сохраните его в Excel заново."))
    entries, size = struct.unpack("<HL", tail[place + 10 : place + 16])
    if entries > MOST_ENTRIES or size > LONGEST_DIRECTORY:
        raise FileRefused(_("Внутри файла слишком много частей: это не таблица."))


def check_sizes(archive: ZipFile, packed: int) -> None:
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    strings = sum(entry.file_size for entry in entries if entry.filename.lower().endswith("sharedstrings.xml"))
    if unpacked > MOST_UNPACKED or strings > MOST_STRINGS or unpacked > max(packed, 1) * HIGHEST_RATIO:
        raise FileRefused(
            _("Внутри файла %(size)s МБ: столько таблица не занимает. Удалите лишние листы, картинки и оформление.")
            % {"size": unpacked // (1024 * 1024)}
        )
    if len({entry.filename for entry in entries}) < len(entries):
        raise FileRefused(_("Файл повреждён: части внутри него повторяются."))
