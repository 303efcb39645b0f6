"""How a plan was changed, as a table: a row for each thing that an edition moved."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from measures.arithmetic import Total
from measures.gathering import PLAN, PROGRAMME_NOTES
from measures.tables import ProgrammeTable, Row
from portal.formatting import plain
from portal.tables.writing import HEADING, MONEY, TOTAL, Cell, Formula, SheetOf, Styled

from .moves import Amendment, Kind, MoneyMove, Move, amendments
from .page import source_names
from .wording import KINDS, NAMES

EXECUTORS, WHOLE = "executors", "whole"


def ledger_of(programme) -> list[Amendment]:
    """The oldest first, as one reads a history."""
    entries = PLAN(programme.pk)
    editions = {entry.edition.number: entry.edition for entry in entries}
    return amendments(editions.values(), entries)[::-1]


def rows(programme) -> Iterator[Row]:
    """`old` and `new` of money are sums where their state is `amount`; a difference is in roubles, or in days."""
    for amendment in ledger_of(programme):
        for move in amendment.moves:
            own = {**edition_row(amendment.edition), "measure": move.number, "title": move.title, "kind": move.kind}
            yield from ({**own, **row} for row in move_rows(move))


def edition_row(edition) -> Row:
    """An act that is not public yet is not named."""
    act = edition.act
    return {
        "edition": edition.number,
        "act": plain(act.citation) if act and act.live else None,
        "effective_on": edition.effective_on and edition.effective_on.isoformat(),
    }


def move_rows(move: Move) -> Iterator[Row]:
    if move.kind is not Kind.CHANGED:
        yield money_row(WHOLE, move.total)
    if move.was_number:
        yield row("number", move.was_number, move.number)
    for text in move.texts:
        yield row(text.name, text.old, text.new)
    for name in move.executors_removed:
        yield row(EXECUTORS, name, None)
    for name in move.executors_added:
        yield row(EXECUTORS, None, name)
    for date in move.dates:
        old, new = (day and day.isoformat() for day in (date.old, date.new))
        yield row(date.name, old, new, difference=None if date.days is None else Decimal(date.days))
    for cell in move.money:
        yield money_row("money", cell)


def row(what: str, old, new, difference: Decimal | None = None, **named) -> Row:
    return {
        "what": what,
        "year": named.get("year"),
        "source": named.get("source"),
        "old": old,
        "old_state": named.get("old_state"),
        "new": new,
        "new_state": named.get("new_state"),
        "difference": difference,
    }


def money_row(what: str, move: MoneyMove) -> Row:
    return row(
        what,
        move.old.amount,
        move.new.amount,
        move.difference,
        year=move.year,
        source=move.source or None,
        old_state=state_in_plan(move.old),
        new_state=state_in_plan(move.new),
    )


def state_in_plan(total: Total) -> str | None:
    """Nothing where the measure was not in the plan at all: then there is no cell to be silent of."""
    return None if total == Total() else total.state.value


@dataclass
class LedgerBook:
    """What moved, with live differences of money, and the sum of them for each edition."""

    programme: object

    def sheets(self) -> list[SheetOf]:
        self.name = _("Изменения")
        found = list(rows(self.programme))
        widths = [8, 34, 13, 12, 40, 12, 22, 8, 24, 30, 30, 17, 10]
        totals = SheetOf(_("Итоги изменений"), [11, 44, 15, 24], list(self.total_rows(found)))
        return [SheetOf(self.name, widths, [self.heading(), *self.body(found)], frozen=5), totals]

    def heading(self) -> list[Cell]:
        return [
            *(_("Изменение"), _("Акт"), _("Действует с"), _("Мероприятие"), _("Название"), _("Что сделано")),
            *(_("Что изменено"), _("Год"), _("Источник"), _("Было"), _("Стало")),
            *(_("Разница, ₽"), _("Сдвиг, дней")),
        ]

    def body(self, found: list[Row]) -> Iterator[list[Cell]]:
        sources = source_names()
        for number, each in enumerate(found, start=2):
            money = each["what"] in ("money", WHOLE)
            yield [
                *(each["edition"], each["act"] or _("не назван"), each["effective_on"], each["measure"]),
                *(each["title"], str(KINDS[each["kind"]]), what_name(each["what"]), each["year"]),
                sources.get(each["source"], each["source"]),
                *((said(each, "old"), said(each, "new")) if money else (each["old"], each["new"])),
                difference_cell(each, number) if money else None,
                None if money else each["difference"],
            ]

    def total_rows(self, found: list[Row]) -> Iterator[list[Cell]]:
        """The rows of an edition stand together, so its sum is that of a block."""
        yield [_("Изменение"), _("Акт"), _("Строк"), _("Разница известных сумм, ₽")]
        numbers = [each["edition"] for each in found]
        for edition in dict.fromkeys(numbers):
            first = numbers.index(edition)
            block = found[first : first + numbers.count(edition)]
            known = [moved for each in block if (moved := money_moved(each)) is not None]
            place = f"'{self.name}'!$L${first + 2}:$L${first + 1 + len(block)}"
            total = Styled(Formula(f"SUM({place})", sum(known)), MONEY) if known else None
            yield [edition, block[0]["act"] or _("не назван"), len(block), total]
        if len(found) > 0:
            count = len(dict.fromkeys(numbers))
            known = [moved for each in found if (moved := money_moved(each)) is not None]
            whole = Styled(Formula(f"SUM(D2:D{count + 1})", sum(known)), TOTAL) if known else None
            yield [Styled(_("Всего"), HEADING), None, len(found), whole]


def money_moved(each: Row) -> Decimal | None:
    """What the row adds to the plan: a measure that came adds all its known money, one that went takes it away."""
    if each["what"] == WHOLE:
        known = [value for value in (each["new"], each["old"] and -each["old"]) if value is not None]
        return sum(known, Decimal(0)) if known else None
    return each["difference"] if each["what"] == "money" else None


def difference_cell(each: Row, number: int) -> Cell:
    moved = money_moved(each)
    came, went = each["old"] is None, each["new"] is None
    formula = f"K{number}" if came else f"-J{number}" if went else f"K{number}-J{number}"
    return None if moved is None else Styled(Formula(formula, moved), MONEY)


def said(each: Row, side: str) -> Cell:
    """An amount, or in words what stands there instead of one."""
    state = each[f"{side}_state"]
    if state == "amount":
        return Styled(each[side], MONEY)
    return {"not-required": _("не требуется"), "absent": _("не указано")}.get(state, _("не было в плане"))


def what_name(what: str) -> str:
    return str(NAMES.get(what, _("мероприятие целиком")))


CHANGES = ProgrammeTable(
    name="changes",
    title=gettext_lazy("Изменения плана"),
    columns={
        "edition": gettext_lazy("Изменение"),
        "act": gettext_lazy("Акт"),
        "effective_on": gettext_lazy("Действует с"),
        "measure": gettext_lazy("Мероприятие"),
        "title": gettext_lazy("Название"),
        "kind": gettext_lazy("Что сделано"),
        "what": gettext_lazy("Что изменено"),
        "year": gettext_lazy("Год"),
        "source": gettext_lazy("Источник"),
        "old": gettext_lazy("Было"),
        "old_state": gettext_lazy("Чем было"),
        "new": gettext_lazy("Стало"),
        "new_state": gettext_lazy("Чем стало"),
        "difference": gettext_lazy("Разница: рубли или дни"),
    },
    rows=rows,
    sheets=lambda programme: LedgerBook(programme).sheets(),
    parts=PROGRAMME_NOTES,
)
