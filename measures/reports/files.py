"""Files beside a report: what is taken, by its content and not by its name alone, and what is put away."""

import hashlib
import zipfile
from collections.abc import Callable
from pathlib import PurePath

from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse
from django.utils.translation import gettext as _

from measures.models import Report, ReportFile

LARGEST = 10 * 1024 * 1024
MOST_FILES = 10


def begins(*signatures: bytes) -> Callable[[UploadedFile], bool]:
    return lambda file: file.read(8).startswith(signatures)


def holds(member: str) -> Callable[[UploadedFile], bool]:
    """An archive with that part, as office documents are; one with macros is refused."""

    def check(file: UploadedFile) -> bool:
        try:
            with zipfile.ZipFile(file) as archive:
                names = set(archive.namelist())
        except zipfile.BadZipFile:
            return False
        return member in names and not any(name.lower().endswith("vbaproject.bin") for name in names)

    return check


KINDS = {
    "pdf": begins(b"%PDF-"),
    "png": begins(b"\x89PNG\r\n\x1a\n"),
    "jpg": begins(b"\xff\xd8\xff"),
    "jpeg": begins(b"\xff\xd8\xff"),
    "docx": holds("word/document.xml"),
    "xlsx": holds("xl/workbook.xml"),
    "odt": holds("META-INF/manifest.xml"),
    "ods": holds("META-INF/manifest.xml"),
}
ACCEPT = ",".join(f".{kind}" for kind in KINDS)


def refusal(file: UploadedFile) -> str:
    """Why the file is not taken; empty if it is."""
    words = {"name": PurePath(file.name).name}
    kind = PurePath(file.name).suffix.lower().removeprefix(".")
    if file.size > LARGEST:
        return _("«%(name)s» больше 10 МБ.") % words
    if not file.size:
        return _("«%(name)s» пуст.") % words
    known = kind in KINDS and KINDS[kind](file)
    file.seek(0)
    if known:
        return ""
    return _("«%(name)s» не подходит. Приложите PDF, .docx, .xlsx, .odt, .ods или снимок JPG, PNG.") % words


def receive(report: Report, files: list[UploadedFile]) -> list[str]:
    """Keep the files at once, whatever else is wrong with the form; what was not kept, and why."""
    refused = []
    for file in files:
        if fault := refusal(file):
            refused.append(fault)
        elif report.files.filter(is_removed=False).count() >= MOST_FILES:
            return [*refused, _("К отчёту можно приложить не больше 10 файлов.")]
        else:
            keep(report, file)
    return refused


def keep(report: Report, file: UploadedFile) -> None:
    """The same file sent again, as a form does that saves itself, stays one."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    same = report.files.filter(digest=digest.hexdigest())
    if same.exists():
        same.update(is_removed=False)
        return
    file.seek(0)
    name = PurePath(file.name).name[-160:]
    report.files.create(name=name, file=file, size=file.size, digest=digest.hexdigest())


def put_away(report: Report, keys: list[str]) -> None:
    """What an edition names stays where it is; the rest is gone."""
    named = {each["id"] for edition in report.editions.all() for each in edition.content["files"]}
    for file in report.files.filter(pk__in=[int(key) for key in keys if key.isdecimal() and len(key) < 19]):
        if file.pk in named:
            file.is_removed = True
            file.save(update_fields=["is_removed"])
        else:
            file.file.delete(save=False)
            file.delete()


def download(file: ReportFile) -> FileResponse:
    """Always as a file to keep: nothing of it is shown or run in the site's name."""
    answer = FileResponse(file.file.open("rb"), as_attachment=True, filename=file.name)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
