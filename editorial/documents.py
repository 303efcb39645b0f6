"""A document is taken by its content and not by its name alone: no page, no drawing with scripts, no macros."""

import zipfile
from collections.abc import Callable
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm

LARGEST = 50 * 1024 * 1024
START = 4096
# What a browser would run if it took a text for a page.
MARKUP = (b"<!doctype", b"<html", b"<svg", b"<script", b"<?xml", b"<iframe", b"<body")
RUN_BY_OFFICE = ("vbaproject.bin", "activex1.bin")
RUN_BY_SYSTEM = (".exe", ".html", ".htm", ".svg", ".js", ".lnk", ".scr", ".bat", ".cmd", ".ps1", ".vbs", ".xhtml")


def begins(signature: bytes) -> Callable[[UploadedFile], bool]:
    return lambda file: file.read(len(signature)) == signature


def is_text(file: UploadedFile) -> bool:
    start = file.read(START)
    return b"\0" not in start and not any(mark in start.lower() for mark in MARKUP)


def holds(member: str = "") -> Callable[[UploadedFile], bool]:
    """An archive with that part, as office documents are, and nothing that runs."""

    def check(file: UploadedFile) -> bool:
        try:
            with zipfile.ZipFile(file) as archive:
                names = [name.lower() for name in archive.namelist()]
        except zipfile.BadZipFile:
            return False
        runs = [name for name in names if name.endswith(RUN_BY_OFFICE if member else RUN_BY_SYSTEM)]
        return not runs and (not member or member.lower() in names)

    return check


KINDS = {
    "pdf": begins(b"%PDF-"),
    "docx": holds("word/document.xml"),
    "xlsx": holds("xl/workbook.xml"),
    "odt": holds("META-INF/manifest.xml"),
    "ods": holds("META-INF/manifest.xml"),
    "csv": is_text,
    "txt": is_text,
    "zip": holds(),
}


def is_what_it_says(file: UploadedFile) -> bool:
    kind = PurePath(file.name).suffix.lower().removeprefix(".")
    file.seek(0)
    known = kind in KINDS and KINDS[kind](file)
    file.seek(0)
    return known


class DocumentForm(BaseDocumentForm):
    """Wagtail looks at the name of a file only."""

    def clean_file(self):
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        if file.size > LARGEST:
            raise ValidationError(_("Файл больше 50 МБ."))
        if not is_what_it_says(file):
            raise ValidationError(
                _("Содержимое файла не похоже на его расширение, или в нём есть то, что выполняется. Такой не возьмём.")
            )
        return file
