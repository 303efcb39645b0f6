"""Files beside a report: what is taken, by its content and not by its name alone, and what is put away."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import PurePath

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import FileResponse
from django.utils.translation import gettext as _

from measures.models import Report, ReportFile
from portal.formatting import nested
from portal.keys import key_named
from portal.uploads import is_one_of

LARGEST = 10 * 1024 * 1024
MOST_FILES = 10
KINDS = ("pdf", "png", "jpg", "jpeg", "docx", "xlsx", "odt", "ods")
ACCEPT = ",".join(f".{kind}" for kind in KINDS)


def refusal(file: UploadedFile) -> str:
    """Why the file is not taken; empty if it is."""
    words = {"name": PurePath(file.name).name}
    if file.size > LARGEST:
        return nested(_("«%(name)s» больше 10 МБ.") % words)
    if not file.size:
        return nested(_("«%(name)s» пуст.") % words)
    if is_one_of(KINDS, file):
        return ""
    return nested(_("«%(name)s» не подходит. Приложите PDF, .docx, .xlsx, .odt, .ods или снимок JPG, PNG.") % words)


@contextmanager
def held(report: Report) -> Iterator[None]:
    """An approval that names the files, or the same form sent twice, comes before this or after it."""
    with transaction.atomic():
        Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
        yield


def receive(report: Report, files: list[UploadedFile]) -> list[str]:
    """Keep the files at once, whatever else is wrong with the form; what was not kept, and why."""
    if not files:
        return []
    faults = [refusal(file) for file in files]
    refused = [fault for fault in faults if fault]
    with held(report):
        for file in (file for file, fault in zip(files, faults, strict=True) if not fault):
            if report.files.filter(is_removed=False).count() >= MOST_FILES:
                return [*refused, _("К отчёту можно приложить не больше 10 файлов.")]
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
    """What an edition names stays where it is; the rest is gone, and its bytes once nothing names them."""
    if not keys:
        return
    with held(report):
        named = {each["id"] for edition in report.editions.all() for each in edition.content["files"]}
        for file in report.files.filter(pk__in=[key_named(key) or 0 for key in keys]):
            if file.pk in named:
                file.is_removed = True
                file.save(update_fields=["is_removed"])
            else:
                file.delete()
                transaction.on_commit(partial(file.file.storage.delete, file.file.name))


def download(file: ReportFile) -> FileResponse:
    """Always as a file to keep: nothing of it is shown or run in the site's name."""
    answer = FileResponse(file.file.open("rb"), as_attachment=True, filename=file.name)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
