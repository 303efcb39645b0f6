"""What moved between editions of a plan. Pure: entries in, differences out; the templates say them in words."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from measures.arithmetic import ABSENT, NOTHING, Total, added

from .content import DATES, MONEY, TEXTS, cell_line, moved, total_of

NOT_IN_PLAN = None


class Kind(StrEnum):
    """What an edition did to a measure."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class MoneyMove:
    """A cell of the budget, or with no source the whole of a measure: what it was, what it is."""

    year: int | None
    source: str
    old: Total
    new: Total

    @property
    def difference(self) -> Decimal | None:
        """Nothing where one of the two is not a known amount: absent is not zero."""
        if self.old.amount is None or self.new.amount is None:
            return None
        return self.new.amount - self.old.amount


@dataclass(frozen=True, slots=True)
class TextMove:
    """A name, a term, a direction."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class DateMove:
    """The first or the last day of the term."""

    name: str
    old: datetime.date | None
    new: datetime.date | None
    first: datetime.date | None  # as the first plan had it

    @property
    def days(self) -> int | None:
        return days_between(self.old, self.new)

    @property
    def delay(self) -> int | None:
        """Days behind the first plan; below zero where it comes earlier."""
        return days_between(self.first, self.new)


@dataclass(frozen=True, slots=True)
class Move:
    """What one edition did to one measure."""

    kind: Kind
    number: str
    title: str
    total: MoneyMove
    was_number: str = ""
    texts: tuple[TextMove, ...] = ()
    dates: tuple[DateMove, ...] = ()
    money: tuple[MoneyMove, ...] = ()
    executors_added: tuple[str, ...] = ()
    executors_removed: tuple[str, ...] = ()


@dataclass(slots=True)
class Amendment:
    """An edition with all that it moved."""

    edition: object
    moves: list[Move] = field(default_factory=list)

    @property
    def total(self) -> MoneyMove | None:
        """The money of all that it touched, before and after, where it touched money at all."""
        touched = [move.total for move in self.moves if move.money or move.kind is not Kind.CHANGED]
        if not touched:
            return None
        return MoneyMove(None, "", added(one.old for one in touched), added(one.new for one in touched))

    @property
    def counts(self) -> dict[str, int]:
        return {kind: sum(move.kind is kind for move in self.moves) for kind in Kind}


def days_between(old: datetime.date | None, new: datetime.date | None) -> int | None:
    return (new - old).days if old and new else None


def day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def histories(entries: Iterable) -> dict[object, list]:
    """The entries of each measure, the oldest first. One that was deleted is known by its number."""
    found: dict[object, list] = {}
    for entry in sorted(entries, key=lambda one: one.edition.number):
        found.setdefault(entry.measure_id or entry.number, []).append(entry)
    return found


def amendments(editions: Iterable, entries: Iterable) -> list[Amendment]:
    """Editions above the first with what they moved, the newest first; those that moved nothing are left out."""
    ledger = {edition.number: Amendment(edition) for edition in editions}
    for history in histories(entries).values():
        for at, entry in enumerate(history):
            if entry.edition.number and (move := move_of(history, at)):
                ledger[entry.edition.number].moves.append(move)
    for amendment in ledger.values():
        amendment.moves.sort(key=lambda move: in_order(move.number))
    return [ledger[number] for number in sorted(ledger, reverse=True) if ledger[number].moves]


def in_order(number: str) -> list[tuple[int, int, str]]:
    """Of «7.2» and «7.10» the first comes first."""
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in number.split(".")]


def move_of(history: list, at: int) -> Move | None:
    old = history[at - 1].content if at else NOT_IN_PLAN
    new = history[at].content
    if old is None and new is None:
        return None
    if old is None or new is None:
        return whole(old, new)
    return changed(old, new, first_of(history))


def first_of(history: list) -> Mapping:
    """The measure as it first entered the plan."""
    return next(entry.content for entry in history if entry.content is not None)


def total_in(content: Mapping | None) -> Total:
    """Of a measure that is not in the plan there is no money to be silent of."""
    return total_of(content) if content else NOTHING


def whole(old: Mapping | None, new: Mapping | None) -> Move:
    """A measure that came or went."""
    named = new or old
    total = MoneyMove(None, "", total_in(old), total_in(new))
    return Move(Kind.ADDED if new else Kind.REMOVED, named["number"], named["title"], total)


def changed(old: Mapping, new: Mapping, first: Mapping) -> Move | None:
    keys = moved(old, new)
    if not keys:
        return None
    names = {key[0] for key in keys}
    was, now = executors_of(old), executors_of(new)
    return Move(
        Kind.CHANGED,
        new["number"],
        new["title"],
        MoneyMove(None, "", total_of(old), total_of(new)),
        was_number=old["number"] if "number" in names else "",
        texts=tuple(
            TextMove(name, text_of(old, name), text_of(new, name))
            for name in (*TEXTS[1:], "direction")
            if name in names
        ),
        dates=tuple(
            DateMove(name, day(old[name]), day(new[name]), day(first[name])) for name in DATES if name in names
        ),
        money=tuple(cell_move(old, new, key[1]) for key in keys if key[0] == MONEY),
        executors_added=tuple(name for name in now if name not in was),
        executors_removed=tuple(name for name in was if name not in now),
    )


def text_of(content: Mapping, name: str) -> str:
    if name != "direction":
        return content[name]
    direction = content["direction"]
    return f"{direction['number']}. {direction['title']}" if direction else ""


def executors_of(content: Mapping) -> list[str]:
    return [each["name"] for each in content["executors"]]


def cell_move(old: Mapping, new: Mapping, cell: str) -> MoneyMove:
    line = cell_line(new, cell, None)
    return MoneyMove(line.year, line.source, cell_total(old, cell), cell_total(new, cell))


def cell_total(content: Mapping, cell: str) -> Total:
    if cell not in content[MONEY]:
        return ABSENT
    amount = content[MONEY][cell]
    return Total(not_required=1) if amount is None else Total(Decimal(amount), counted=1)


def state_at(entries: Iterable, number: int) -> dict[object, Mapping]:
    """The plan as of that edition: the latest entry of each measure up to it; what it removed is not there."""
    found = {}
    for key, history in histories(entries).items():
        upto = [entry for entry in history if entry.edition.number <= number]
        if upto and upto[-1].content is not None:
            found[key] = upto[-1].content
    return found


@dataclass(frozen=True, slots=True)
class Pair:
    """A measure at two editions; a side is empty where the plan did not have it."""

    old: Mapping | None
    new: Mapping | None

    @property
    def named(self) -> Mapping:
        return self.new or self.old

    @property
    def differs(self) -> set[str]:
        return {key[0] for key in moved(self.old, self.new)} if self.old and self.new else set()

    def changed(self, *names: str) -> bool:
        return not self.differs.isdisjoint(names)

    @property
    def kind(self) -> Kind | None:
        if self.old is None or self.new is None:
            return Kind.ADDED if self.new else Kind.REMOVED
        return Kind.CHANGED if self.differs else None

    @property
    def cells(self) -> list[MoneyMove]:
        """The cells of the budget that differ: the whole may be the same where money went to another year."""
        if "money" not in self.differs:
            return []
        return [cell_move(self.old, self.new, key[1]) for key in moved(self.old, self.new) if key[0] == MONEY]

    @property
    def total(self) -> MoneyMove:
        return MoneyMove(None, "", total_in(self.old), total_in(self.new))


def side_by_side(entries: Iterable, old: int, new: int) -> list[Pair]:
    """The whole list at two editions, in the order of numbers."""
    entries = list(entries)
    was, now = state_at(entries, old), state_at(entries, new)
    pairs = [Pair(was.get(key), now.get(key)) for key in dict.fromkeys([*now, *was])]
    return sorted(pairs, key=lambda pair: in_order(pair.named["number"]))
