"""A table arrives: it is looked into, kept privately, and its columns are recognised."""

import datetime
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.tables import LARGEST_FILE, FileRefused, Table, open_table

from .columns import KINDS, Kind
from .headings import Headings, best_kind, best_sheet, headings_of, meaning, surprises, unread
from .models import Import


def receive(file: File, name: str, user, kind: Kind | None = None, sheet: str = "") -> Import:
    """FileRefused says why it cannot be taken; nothing is kept then."""
    forget_old()
    if file.size > LARGEST_FILE:
        raise FileRefused(_("Файл больше 10 МБ: разделите его или удалите картинки."))
    with tempfile.NamedTemporaryFile() as copy, translation.override("ru"):
        for piece in file.chunks():
            copy.write(piece)
        copy.flush()
        importing = looked_into(Path(copy.name), kind, sheet)
    importing.user, importing.file_name = user, name[-200:]
    importing.file.save("", file, save=False)
    importing.save()
    return importing


def looked_into(path: Path, kind: Kind | None, sheet: str) -> Import:
    table = open_table(path)
    kind = kind or best_kind(table)
    if sheet and sheet not in table.sheets:
        raise FileRefused(_("Листа «%(name)s» в книге нет.") % {"name": sheet})
    importing = Import(kind=kind.key, sheet=sheet or best_sheet(kind, table))
    understand(importing, table)
    return importing


def understand(importing: Import, table, at: int | None = None) -> None:
    """Find the headings of the chosen sheet and what they mean."""
    kind = KINDS[importing.kind]
    headings = headings_of(kind, table, importing.sheet, at)
    importing.heading_row = headings.row
    importing.columns, _known = meaning(kind, headings)
    importing.total = max(table.survey(importing.sheet).rows - 1, 0)
    note(importing, table, headings)


def note(importing: Import, table: Table, headings: Headings) -> None:
    """What an editor should know of the sheet, as its columns are meant now."""
    kind, survey = KINDS[importing.kind], table.survey(importing.sheet)
    said = surprises(kind, survey, table, importing.sheet, headings)
    importing.notes = [*said, *unread(headings, importing.order.columns)]


def forget(importing: Import) -> None:
    """Delete the file: what was loaded from it stays, and can still be undone."""
    if importing.file:
        importing.file.delete(save=False)
        Import.objects.filter(pk=importing.pk).update(file="")


def forget_old() -> int:
    """Files whose time is over; imports that never came to anything go as a whole."""
    long_ago = timezone.now() - datetime.timedelta(days=settings.IMPORTED_FILES_DAYS)
    old = Import.objects.filter(created_at__lt=long_ago).exclude(state__in=Import.WORKING)
    found = list(old.exclude(file=""))
    for importing in found:
        forget(importing)
    old.exclude(state__in=[Import.State.DONE, Import.State.UNDONE]).delete()
    return len(found)
