"""What of a measure is its plan, as a document that outlives the measure's own fields. Pure: no database.

    {"number": "1.2", "title": …, "official_title": …, "direction": {"number": "1", "title": …} or null,
     "executors": [{"name": …, "role": "lead", "by_agreement": false}], "term": …,
     "starts_on": "2025-01-01" or null, "ends_on": …,
     "money": {"2025:fund": "100000.00"}, "stated": "0.00" or null}

In `money` a cell that nobody entered has no key, and null says that money is not required. `stated` is what the act
said of the measure as a whole; it is carried along for the reader and is not part of the comparison.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from measures.arithmetic import Line, Total, of_measure, planned, total

TEXTS = ("number", "title", "official_title", "term")
DATES = ("starts_on", "ends_on")
MONEY = "money"
COMPARED = (*TEXTS, "direction", "executors", *DATES)


@dataclass(frozen=True, slots=True)
class Values:
    """A measure's plan as its record, or the form in hand, has it."""

    fields: Mapping[str, object]  # texts and dates by their names
    direction: object | None
    executors: Iterable
    lines: Iterable[Line]
    stated: Decimal | None = None


def content_of(values: Values) -> dict:
    direction = values.direction
    return {
        **{name: str(values.fields.get(name) or "") for name in TEXTS},
        "direction": {"number": direction.number, "title": direction.title} if direction else None,
        "executors": [
            {"name": each.name, "role": str(each.role), "by_agreement": bool(each.by_agreement)}
            for each in values.executors
        ],
        **{name: iso(values.fields.get(name)) for name in DATES},
        MONEY: money_of(values.lines),
        "stated": written(values.stated),
    }


def iso(day) -> str | None:
    return day.isoformat() if day else None


def written(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"


def money_of(lines: Iterable[Line]) -> dict[str, str | None]:
    """What is promised now, by cell. The order of the lines says nothing."""
    promised = sorted(planned(lines), key=lambda line: (line.year is None, line.year or 0, line.source))
    return {f"{line.year or ''}:{line.source}": written(line.amount) for line in promised}


def lines_in(content: Mapping) -> list[Line]:
    return [cell_line(content, cell, amount) for cell, amount in content[MONEY].items()]


def cell_line(content: Mapping, cell: str, amount: str | None) -> Line:
    year, _, source = cell.partition(":")
    direction = content["direction"]["number"] if content["direction"] else ""
    return Line(
        content["number"],
        int(year) if year else None,
        source,
        "approved",
        None if amount is None else Decimal(amount),
        direction,
    )


def total_of(content: Mapping) -> Total:
    """The money of the measure: its cells, or what the act states of the whole, or absent."""
    lines = lines_in(content)
    stated = content.get("stated")
    return of_measure(total(lines) if lines else None, None if stated is None else Decimal(stated))


def flat(content: Mapping) -> dict[tuple[str, ...], object]:
    """One value for each thing that can be moved apart from the others: every cell of money is one."""
    values = {(name,): comparable(name, content[name]) for name in COMPARED}
    return values | {(MONEY, cell): amount for cell, amount in content[MONEY].items()}


def comparable(name: str, value: object) -> object:
    """A direction is the same whatever its title is edited to."""
    return value["number"] if name == "direction" and value else value


def moved(old: Mapping, new: Mapping) -> list[tuple[str, ...]]:
    """What differs, in the order in which a person reads a plan."""
    was, now = flat(old), flat(new)
    missing = object()
    return [key for key in dict.fromkeys([*was, *now]) if was.get(key, missing) != now.get(key, missing)]


def corrected(content: Mapping, old: Mapping, new: Mapping) -> dict:
    """The content with a mistake of the portal put right: where it says what `old` said wrongly, it says `new`."""
    result = {**content, MONEY: dict(content[MONEY])}
    own, was, now = flat(content), flat(old), flat(new)
    missing = object()
    for key in moved(old, new):
        if own.get(key, missing) == was.get(key, missing):
            put(result, key, new, exists=key in now)
    return result


def put(content: dict, key: tuple[str, ...], new: Mapping, *, exists: bool) -> None:
    name, *cell = key
    if not cell:
        content[name] = new[name]
    elif exists:
        content[MONEY][cell[0]] = new[MONEY][cell[0]]
    else:
        content[MONEY].pop(cell[0], None)
