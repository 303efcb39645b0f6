"""The workbook of a programme, to be filled in and brought back."""

from collections.abc import Iterator

from django.utils import translation
from django.utils.translation import gettext as _

from measures.annex.preview import NOT_REQUIRED
from measures.models import Direction, Indicator, Programme, Status
from portal.tables.writing import Cell, SheetOf, xlsx_pieces

from .cells import STATED_ABSENT
from .columns import ChoiceColumn
from .rows import GUIDE, OF_PROGRAMME, OWN, Sheet, sheets_of

# What a spreadsheet program takes as the words of one list.
LONGEST_CHOICE = 250


def workbook(programme: Programme) -> Iterator[bytes]:
    """Words of a table are Russian, whoever asks: they find their columns again."""
    with translation.override("ru"):
        sheets = sheets_of(programme)
        written = [written_sheet(sheet) for sheet in sheets]
        return iter(list(xlsx_pieces([*written, guide(programme)])))


def written_sheet(sheet: Sheet) -> SheetOf:
    widths = [8, 0, *(each.width for each in (*sheet.columns, *sheet.cells))]
    texts = len(OWN) + len(sheet.columns)
    return SheetOf(sheet.name, widths, rows(sheet), frozen=4, texts=texts, choices=offered(sheet))


def rows(sheet: Sheet) -> Iterator[list[Cell]]:
    yield sheet.labels
    for record in sheet.records:
        words = [column.write(record, sheet.context) for column in sheet.columns]
        yield [str(record.pk), sheet.mark(record), *words, *(cell.write(record) for cell in sheet.cells)]


def offered(sheet: Sheet) -> dict[int, list[str]]:
    """Lists to choose from, where the words allow for one."""
    found = {}
    for place, column in enumerate(sheet.columns, start=len(OWN)):
        if isinstance(column, ChoiceColumn):
            words = list(column.choices(sheet.model()))
            if not any("," in word for word in words) and len(",".join(words)) < LONGEST_CHOICE:
                found[place] = words
    return found


def guide(programme: Programme) -> SheetOf:
    """How to fill the workbook in; by its first row the portal knows whose it is."""
    lines = [
        [_("Программа"), programme.title],
        [str(OF_PROGRAMME), programme.slug],
        *([], [_("Как заполнять"), ""]),
        [_("Первые две графы"), _("«Ключ» и скрытая «Отметка выгрузки» — по ним портал узнаёт строку. Не меняйте их.")],
        [_("Новая строка"), _("Допишите её внизу и оставьте «Ключ» пустым.")],
        [_("Удалить"), _("Строки, которой в файле нет, портал не тронет. Удаляют в админке.")],
        *([], [_("Деньги, в рублях"), ""]),
        [_("пустая ячейка"), _("сумма не названа")],
        ["0", _("назван ноль")],
        [NOT_REQUIRED, _("деньги не нужны")],
        *([], [_("Значения показателей"), ""]),
        [_("пустая ячейка"), _("значение не внесено")],
        [STATED_ABSENT, _("в акте прочерк: значения нет")],
        [_("да, нет"), _("у показателей вида «да или нет»")],
        *([], [_("Исполнители"), _("Каждый — с новой строки в ячейке (Alt+Enter): «отвечает: …», «участвует: …».")]),
        *([], [_("Направления"), ""]),
        *([direction.number, direction.title] for direction in Direction.objects.filter(programme=programme)),
        *([], [_("Виды значений"), ", ".join(str(label) for label in Indicator.ValueKind.labels)]),
        [_("Состояния"), ", ".join(str(label) for label in Status.labels)],
    ]
    return SheetOf(str(GUIDE), [30, 90], lines)
