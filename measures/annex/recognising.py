"""Which tables of a source are lists of measures or indicators, and what they say together. Pure."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import chain

from django.utils.translation import gettext as _

from .columns import Role
from .figures import unit_of
from .found import Annex, Measure
from .grid import Source, Table
from .headings import Head, apart, body, find_head, goes_on_as
from .indicator_rows import IndicatorRows
from .measure_rows import MeasureRows
from .numbers import wholes_of
from .parts import Money, by_stage, disagreements
from .sections import is_heading, leave_out_lone_lines, number_of_heading, settle_totals
from .sources import source_of
from .stages import beside_their_year
from .unit import bare_caption, caption_with_unit

FEWEST_COLUMNS = 3
FEWEST_ROWS = 3
LINES_BEFORE = 3


def recognise(source: Source) -> Annex:
    """Read every table that has the head of a list of measures or indicators; say which rows were left out."""
    annex = Annex(prose=[*chain.from_iterable(table.before for table in source.tables), *source.prose])
    annex.notes += source.notes
    reader = None
    for table in chain.from_iterable(map(apart, source.tables)):
        reader = read_table(annex, table, reader) or reader
    leave_out_lone_lines(annex)
    settle_totals(annex)
    tell_parts_from_wholes(annex)
    return annex


def read_table(annex: Annex, table: Table, before: MeasureRows | IndicatorRows | None):
    """The reader of the table, or none where it lists nothing of ours. `before`: the reader of the one before it."""
    head = find_head(table)
    if before and (head is None or not kind_of(head)) and goes_on_as(table, before.head):
        return go_on(before, table)
    kind = head and kind_of(head)
    if not kind:
        tell_unread(annex, table)
        return None
    reader = kind(annex, head, before if isinstance(before, kind) else None)
    if kind is MeasureRows:
        prepare(annex, table, reader)
    annex.notes += head.lost.values()
    if unread := head.unread(body(table, head), kind.READS):
        annex.notes.append(_("Для этих граф в программе места нет, они не прочитаны: %s.") % ", ".join(unread))
    reader.read(table)
    return reader


def kind_of(head: Head) -> type | None:
    if head.at(Role.TITLE) is None:
        return None
    if head.is_of_indicators and head.having(Role.PLAN, Role.END, Role.BASELINE, Role.FACT):
        return IndicatorRows
    has_term = head.having(Role.PERIOD, Role.YEAR) and head.having(Role.EXECUTORS, Role.NUMBER)
    return MeasureRows if head.having(Role.MONEY) or has_term else None


def go_on(reader: MeasureRows | IndicatorRows, table: Table) -> MeasureRows | IndicatorRows:
    """The rows of a table without a head, which a page or a line of text has parted from the one before."""
    reader.head = replace(reader.head, first_row=0, above=[])
    if isinstance(reader, MeasureRows):
        open_section(reader, table)
    reader.read(table)
    return reader


def prepare(annex: Annex, table: Table, reader: MeasureRows) -> None:
    """What leads to a list of measures: the heading of a section, and the unit of its sums."""
    open_section(reader, table)
    captions = captions_of(table, reader.head)
    own = reader.head.unit_words or caption_with_unit(captions)
    reader.money.caption = next((bare_caption(line) for line in reversed(captions) if source_of(line)), "")
    annex.unit_words = annex.unit_words or own
    here, whole = unit_of(own), unit_of(annex.unit_words)
    reader.money.unit = here or whole
    if here and whole and here != whole:
        reader.money.factor = Fraction(here, whole)
        annex.notes.append(_("Таблица в другой единице («%(unit)s»): её суммы переведены.") % {"unit": own})


def captions_of(table: Table, head: Head) -> list[str]:
    """The lines that lead to the head, the nearest last."""
    return [*table.before, *head.above][-LINES_BEFORE:]


def open_section(reader: MeasureRows, table: Table) -> None:
    for line in captions_of(table, reader.head):
        if is_heading(line) and number_of_heading(line):
            reader.sections.open(number_of_heading(line), line, _("текст перед таблицей"))


def tell_unread(annex: Annex, table: Table) -> None:
    """A table of some size that is neither list may still be what the person wanted."""
    if table.width >= FEWEST_COLUMNS and len(table.rows) >= FEWEST_ROWS:
        first = next((row for row in table.rows if len(row.filled) > 1), table.rows[0])
        annex.notes.append(
            _("Таблица не похожа на мероприятия или показатели и не прочитана: «%(head)s».")
            % {"head": first.text[:150]}
        )


def tell_parts_from_wholes(annex: Annex) -> None:
    """A sum is counted once: in its parts, and in the measures within a measure."""
    inner: dict[tuple[str, str], list[Measure]] = {}
    for measure in annex.measures:
        measure.problems += [*disagreements(measure.money), *beside_their_year(measure.parts, measure.money)]
        for whole in wholes_of(measure.number):
            inner.setdefault((measure.direction, whole), []).append(measure)
    for measure in annex.measures:
        leave_to(measure, inner.get((measure.direction, measure.number), []))


def leave_to(measure: Measure, inner: list[Measure]) -> None:
    if not measure.lines or not any(each.lines for each in inner):
        return
    own = amounts(measure.lines)
    numbers = {"first": inner[0].number, "last": inner[-1].number}
    if own == amounts([line for each in inner for line in each.lines]):
        measure.money = []
        measure.problems.append(_("Деньги записаны в мероприятиях %(first)s–%(last)s: здесь стояла их сумма") % numbers)
    else:
        measure.problems.append(
            _("Внутри него мероприятия %(first)s–%(last)s со своими деньгами: проверьте, не считаются ли они дважды")
            % numbers
        )


def amounts(lines: list[Money]) -> dict[str, Decimal]:
    """Of each stage what its lines make."""
    return {own[0].stage: sum(each.amount or 0 for each in own) for own in by_stage(lines)}
