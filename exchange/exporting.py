"""Records as the rows of a table: all columns of the import, so that what comes back finds its record."""

from collections.abc import Iterable, Iterator

from django.db import models
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from portal.drafts import load
from portal.tables.writing import Cell, SheetOf

from .columns import Kind
from .columns.linked import Organisation
from .known import Known

BATCH = 500


def heading(kind: Kind) -> list[str]:
    return [str(column.label) for column in kind.columns]


def rows(kind: Kind, pks: Iterable[int]) -> Iterator[list[Cell]]:
    """The heading and a row for each record, in the order of the keys; words are Russian for whoever asks."""
    known, pks = Known(), list(pks)
    with translation.override("ru"):
        yield heading(kind)
    for start in range(0, len(pks), BATCH):
        with translation.override("ru"):
            said = list(batch(kind, pks[start : start + BATCH], known))
        yield from said


def batch(kind: Kind, pks: list[int], known: Known) -> Iterator[list[Cell]]:
    records = {record.pk: record for record in load(kind.model._default_manager.filter(pk__in=pks))}
    found = [records[pk] for pk in pks if pk in records]
    values = [[column.value(record) for column in kind.columns] for record in found]
    learn(kind, values, known)
    for row in values:
        yield [column.text(value, known) for column, value in zip(kind.columns, row, strict=True)]


def learn(kind: Kind, values: list[list], known: Known) -> None:
    """What the cells will name, looked up for all the rows at once."""
    for place, column in enumerate(kind.columns):
        if isinstance(column, Organisation):
            known.providers.learn_labels(row[place] for row in values)
        elif column.is_late:
            known.places.learn_labels(pk for row in values for pk in row[place])


def sheet(kind: Kind, pks: Iterable[int]) -> SheetOf:
    with translation.override("ru"):
        name = str(kind.label)
    return SheetOf(name, [column.width for column in kind.columns], rows(kind, pks))


def help_sheet(kind: Kind) -> SheetOf:
    """How to fill in each column, and what may be written where it is one of a few."""
    known = Known()
    with translation.override("ru"):
        said = [[_("Столбец"), _("Обязателен"), _("Как заполнять"), _("Что можно написать")]]
        for column in kind.columns:
            words = "\n".join(column.words(known))
            said.append([str(column.label), _("да") if column.is_required else "", str(column.help), words])
        return SheetOf(_("Как заполнять"), [28, 12, 60, 50], said)


def template(kind: Kind) -> list[SheetOf]:
    with translation.override("ru"):
        own = SheetOf(str(kind.label), [column.width for column in kind.columns], [heading(kind)])
    return [own, help_sheet(kind)]


def file_name(stem: str, extension: str) -> str:
    return f"{stem}-{localdate():%Y-%m-%d}.{extension}"


def ordered_pks(records: models.QuerySet) -> list[int]:
    return list(records.order_by("pk").values_list("pk", flat=True))
