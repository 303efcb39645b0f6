"""A file is taken by its content and not by its name alone: no page, no drawing with scripts, nothing that runs."""

import re
import zipfile
import zlib
from collections.abc import Callable, Collection
from pathlib import PurePath

from django.core.files.uploadedfile import UploadedFile

from portal.uploads import pdfs

START = 4096
# What a browser would run if it took a text for a page.
MARKUP = (b"<!doctype", b"<html", b"<svg", b"<script", b"<?xml", b"<iframe", b"<body")
# Parts of an office document that run: macros of both families, controls, whatever they are called.
RUN_BY_OFFICE = re.compile(r"vbaproject|activex|^basic/|^scripts/")
RUN_BY_SYSTEM = re.compile(
    r"\.(exe|dll|com|msi|jar|html?|xhtml|mht(ml)?|svgz?|js|jse|hta|lnk|url|scr|bat|cmd|ps1|vb[se]|wsf|docm|xlsm)$"
)
# What an archive of that shape would unpack to is outside of its folder.
LEADS_OUT = re.compile(r"^[/\\]|^[a-z]:|(^|[/\\])\.\.([/\\]|$)")
TYPES = "[content_types].xml"
MOST_OF_TYPES = 1024 * 1024

# NotImplementedError: a way of packing that is not known; RuntimeError: locked by a password; ValueError: a name that
# is no text.
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


def begins(signature: bytes) -> Callable[[UploadedFile], bool]:
    return lambda file: file.read(len(signature)) == signature


def is_quiet_pdf(file: UploadedFile) -> bool:
    return begins(b"%PDF-")(file) and not pdfs.runs(file.read())


def is_text(file: UploadedFile) -> bool:
    start = file.read(START)
    return b"\0" not in start and not any(mark in start.lower() for mark in MARKUP)


def holds(member: str = "") -> Callable[[UploadedFile], bool]:
    """An archive with that part, as office documents are, and nothing that runs or leads out of its folder."""

    def check(file: UploadedFile) -> bool:
        try:
            with zipfile.ZipFile(file) as archive:
                names = {name.lower(): name for name in archive.namelist()}
                if any(is_harmful(name, is_office=bool(member)) for name in names) or has_macros(archive, names):
                    return False
        except UNREADABLE:
            return False
        return not member or member.lower() in names

    return check


def is_harmful(name: str, is_office: bool) -> bool:
    runs = RUN_BY_SYSTEM.search(name) or (is_office and RUN_BY_OFFICE.search(name))
    return bool(runs or LEADS_OUT.search(name))


def has_macros(archive: zipfile.ZipFile, names: dict[str, str]) -> bool:
    """By what an office document says of itself: its macros may lie under any name."""
    if TYPES not in names:
        return False
    with archive.open(names[TYPES]) as types:
        told = types.read(MOST_OF_TYPES).lower()
    return b"macroenabled" in told or b"vbaproject" in told or b"activex" in told


CHECKS: dict[str, Callable[[UploadedFile], bool]] = {
    "pdf": is_quiet_pdf,
    "png": begins(b"\x89PNG\r\n\x1a\n"),
    "jpg": begins(b"\xff\xd8\xff"),
    "jpeg": begins(b"\xff\xd8\xff"),
    "docx": holds("word/document.xml"),
    "xlsx": holds("xl/workbook.xml"),
    "odt": holds("META-INF/manifest.xml"),
    "ods": holds("META-INF/manifest.xml"),
    "csv": is_text,
    "txt": is_text,
    "zip": holds(),
}


def is_one_of(kinds: Collection[str], file: UploadedFile) -> bool:
    """Whether its name says one of these kinds, and its content the same."""
    kind = PurePath(file.name).suffix.lower().removeprefix(".")
    file.seek(0)
    known = kind in kinds and CHECKS[kind](file)
    file.seek(0)
    return known
