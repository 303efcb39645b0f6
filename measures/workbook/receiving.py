"""A filled workbook arrives: its cells are read as texts, and it is found out whose it is.

The content is JSON: {"sheets": {name: {"labels": {column: text}, "rows": [[number, {column: text}]]}}}. A cell that
cannot be read is {"trouble": why}.
"""

from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.files.uploadedfile import UploadedFile
from django.utils import translation
from django.utils.translation import gettext as _

from measures.models import Programme
from portal.tables import LARGEST_FILE, FileRefused, SheetRow, Table, open_table

from .columns import CellRefused, text_of
from .rows import GUIDE, KEY, OF_PROGRAMME, sheet_names

MOST_ROWS = 2000


def receive(file: UploadedFile) -> tuple[Programme, dict]:
    """The programme and the content of the workbook; FileRefused says why it cannot be taken."""
    if file.size > LARGEST_FILE:
        raise FileRefused(_("Файл больше 10 МБ: удалите из него всё, кроме листов портала."))
    with NamedTemporaryFile() as copy, translation.override("ru"):
        for piece in file.chunks():
            copy.write(piece)
        copy.flush()
        table = open_table(Path(copy.name))
        return programme_of(table), content_of(table)


def programme_of(table: Table) -> Programme:
    if str(GUIDE) not in table.sheets:
        raise FileRefused(
            _("Это не таблица, выгруженная с портала: в ней нет листа «%(name)s». Сначала скачайте её.")
            % {"name": GUIDE}
        )
    said = {str(row.cells.get(0, "")).strip(): row.cells.get(1) for row in table.rows(str(GUIDE))}
    slug = str(said.get(str(OF_PROGRAMME), "")).strip()
    programme = Programme.objects.filter(slug=slug).first()
    if programme is None:
        raise FileRefused(_("Программы с адресом «%(slug)s» на портале нет. Скачайте таблицу заново.") % {"slug": slug})
    return programme


def content_of(table: Table) -> dict:
    found = {name: sheet_content(table, name) for name in sheet_names() if name in table.sheets}
    if not found:
        raise FileRefused(
            _("В книге нет ни листа «%(first)s», ни листа «%(second)s».")
            % dict(zip(("first", "second"), sheet_names(), strict=True))
        )
    return {"sheets": found}


def sheet_content(table: Table, name: str) -> dict:
    rows = table.rows(name)
    head = next(rows, None)
    labels = {str(place): " ".join(str(text).split()) for place, text in head.cells.items()} if head else {}
    if str(KEY) not in labels.values():
        raise FileRefused(
            _("Лист «%(sheet)s»: в первой строке нет графы «%(label)s». Верните её или скачайте таблицу заново.")
            % {"sheet": name, "label": KEY}
        )
    found = [[row.number, cells] for row in rows if (cells := cells_of(row))]
    if len(found) > MOST_ROWS:
        raise FileRefused(_("Лист «%(sheet)s»: больше %(most)d строк.") % {"sheet": name, "most": MOST_ROWS})
    return {"labels": labels, "rows": found}


def cells_of(row: SheetRow) -> dict[str, object]:
    found = {}
    for place, value in row.cells.items():
        try:
            text = text_of(value).replace("\0", "")
        except CellRefused as refused:
            found[str(place)] = {"trouble": str(refused)}
        else:
            if text:
                found[str(place)] = text
    return found
