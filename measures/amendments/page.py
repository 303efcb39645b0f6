"""What the page of a plan's changes shows: which act moved what, and the whole list at two editions side by side."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.apps import apps

from measures.gathering import PLAN, PLAN_OF_MEASURE

from .moves import DateMove, Kind, Pair, amendments, day, first_of, histories, move_of, side_by_side
from .wording import NAMES


@dataclass(frozen=True, slots=True)
class Compared:
    """Two editions and what of the list differs between them."""

    old: object
    new: object
    pairs: list[Pair]

    @property
    def counts(self) -> dict[str, int]:
        return {kind: sum(pair.kind is kind for pair in self.pairs) for kind in Kind}


def source_names() -> dict[str, str]:
    """Models read pages, so this module knows them by name."""
    return dict(apps.get_model("measures", "FundingSource").objects.values_list("code", "name"))


def context(programme, query: Mapping[str, str]) -> dict:
    entries = PLAN(programme.pk)
    editions = {entry.edition.number: entry.edition for entry in entries}
    editions = dict(sorted(editions.items()))
    return {
        "programme": programme,
        "editions": list(editions.values()),
        "amendments": amendments(editions.values(), entries),
        "compared": compared(entries, editions, query),
        "sources": source_names(),
        "live": standing(entries),
        "names": NAMES,
        "plan_day": day,
    }


def standing(entries: list) -> set[str]:
    """Numbers of the measures that are in the plan now, so that their pages are there."""
    last = [history[-1] for history in histories(entries).values()]
    return {entry.number for entry in last if entry.measure_id and entry.content is not None}


def compared(entries: list, editions: Mapping[int, object], query: Mapping[str, str]) -> Compared | None:
    """Two editions that the visitor chose. A choice that the page does not offer is no choice."""
    chosen = [editions.get(number_of(query.get(name, ""))) for name in ("from", "to")]
    if None in chosen:
        return None
    old, new = sorted(chosen, key=lambda edition: edition.number)
    return Compared(old, new, side_by_side(entries, old.number, new.number))


def number_of(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else -1


@dataclass(frozen=True, slots=True)
class History:
    """One measure's own changes, the newest first, and how far it is behind the first plan."""

    moves: list[tuple[object, object]]
    delay: DateMove | None


def history_of(measure) -> History | None:
    """Nothing where the plan of the measure was never changed."""
    if not measure.pk or not getattr(measure, "was_amended", True):
        return None
    found = histories(PLAN_OF_MEASURE(measure.pk))
    history = next(iter(found.values()), [])
    moves = [(entry.edition, move_of(history, at)) for at, entry in enumerate(history) if entry.edition.number]
    moves = [(edition, move) for edition, move in moves if move]
    if not moves:
        return None
    first, last = first_of(history), history[-1].content
    ends = DateMove("ends_on", day(first["ends_on"]), day(last["ends_on"]), day(first["ends_on"])) if last else None
    return History(moves[::-1], ends if ends and ends.delay else None)
