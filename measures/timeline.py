"""Terms of measures on one axis with today: a row for each direction, measures of one term and state together."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from portal import formatting
from portal.gathering import gathered

from . import charts
from .ledger import Ledger
from .standing import done_day

MOST_NAMED = 6
ROOM_FOR_A_MARK = 3


@dataclass(frozen=True, slots=True)
class Together:
    """Records of one term in one state."""

    status: object
    numbers: list[str]
    starts_on: datetime.date | None
    ends_on: datetime.date | None

    @property
    def names(self) -> str:
        more = len(self.numbers) - MOST_NAMED
        return ", ".join(self.numbers[:MOST_NAMED]) + (f" … +{more}" if more > 0 else "")


@dataclass(frozen=True, slots=True)
class Milestone:
    """Steps of one name, due on one day, with the measures that they are of, and how they stand today."""

    numbers: list[str]
    title: str
    due_on: datetime.date
    done_on: datetime.date | None
    state: str


@dataclass(slots=True)
class Row:
    number: str
    title: str
    strips: list[charts.Strip] = field(default_factory=list)
    marks: list[charts.Mark] = field(default_factory=list)
    undated: list[Together] = field(default_factory=list)

    @property
    def groups(self) -> list[Together]:
        """Everything that the row draws, in the order of the lanes."""
        return [*(strip.span.key for strip in self.strips), *self.undated]

    @property
    def lanes(self) -> int:
        """Those without dates share a lane of their own, the last."""
        return max((strip.lane + 1 for strip in self.strips), default=0) + bool(self.undated)


@dataclass(frozen=True, slots=True)
class Timeline:
    axis: charts.Axis
    rows: list[Row]
    today: datetime.date
    today_at: float | None

    @property
    def days(self) -> dict[datetime.date | None, str]:
        """Every day of the picture in words: each is written once, however often it is shown."""
        groups = [group for row in self.rows for group in row.groups]
        steps = [mark.key for row in self.rows for mark in row.marks]
        found = {day for group in groups for day in (group.starts_on, group.ends_on)}
        found |= {day for step in steps for day in (step.due_on, step.done_on)}
        return {day: formatting.date(day) for day in found if day}

    @property
    def is_over(self) -> bool:
        return self.today.year > self.axis.last

    @property
    def has_milestones(self) -> bool:
        return any(row.marks for row in self.rows)


def timeline(ledger: Ledger, today: datetime.date) -> Timeline | None:
    """Nothing where no act and no record says when."""
    rows = measure_rows(ledger) if ledger.measures else section_rows(ledger.programme)
    dated = [record for _head, records, _status_of in rows for record in records]
    steps = {measure.number: gathered(measure, "milestones") for measure in ledger.measures}
    axis = charts.axis_of(days_of(dated, steps), ledger.programme.years)
    if axis is None or not any(record.starts_on for record in dated):
        return None
    return Timeline(axis, [row_of(*row, steps, axis, today) for row in rows], today, axis.today(today))


def days_of(records: Iterable, steps: Mapping[str, list]) -> Iterable[datetime.date | None]:
    for record in records:
        yield record.starts_on
        yield record.ends_on
        yield from (step.due_on for step in steps.get(record.number, ()))


def measure_rows(ledger: Ledger) -> list[tuple]:
    """Head, measures and their statuses, for each direction in the order of the act."""
    groups: dict[int | None, list] = {}
    for measure in ledger.measures:
        groups.setdefault(measure.direction_id, []).append(measure)
    return [
        (head(measures[0].direction), measures, lambda measure: ledger.status_of[measure.number])
        for measures in groups.values()
    ]


def head(direction) -> tuple[str, str]:
    return (direction.number, direction.title) if direction else ("", "")


def section_rows(programme) -> list[tuple]:
    """The same of a media plan, for each of its sections."""
    groups: dict[str, list] = {}
    for item in programme.media_plan:
        groups.setdefault(item.section, []).append(item)
    return [(("", section), items, lambda item: item.status) for section, items in groups.items()]


def row_of(
    head: tuple[str, str],
    records: list,
    status_of: Callable,
    steps: Mapping[str, list],
    axis: charts.Axis,
    today: datetime.date,
) -> Row:
    """`steps`: milestones by the numbers of their measures."""
    row, spans = Row(*head), []
    for group in together(records, status_of):
        if group.starts_on:
            spans.append(charts.Span(group.starts_on, group.ends_on, group))
        else:
            row.undated.append(group)
    stepped = any(steps.get(record.number) for record in records)
    row.strips = charts.packed(spans, axis, gap=ROOM_FOR_A_MARK if stepped else 0)
    lanes = {number: strip.lane for strip in row.strips for number in strip.span.key.numbers}
    row.marks = marks_of(records, steps, lanes, axis, today)
    return row


def marks_of(
    records: list, steps: Mapping[str, list], lanes: Mapping[str, int], axis: charts.Axis, today: datetime.date
) -> list[charts.Mark]:
    """One for all steps of a name that fall on one day of one lane."""
    marks: dict[tuple, charts.Mark] = {}
    for record in records:
        for step in steps.get(record.number, ()):
            lane = lanes.get(record.number, 0)
            key = lane, step.title, step.due_on, done_day(step)
            if key not in marks:
                alike = Milestone([], step.title, step.due_on, done_day(step), step_state(step, today))
                marks[key] = charts.Mark(axis.at(step.due_on), lane, alike)
            marks[key].key.numbers.append(record.number)
    return list(marks.values())


def together(records: list, status_of) -> list[Together]:
    groups: dict[tuple, Together] = {}
    for record in records:
        status = status_of(record)
        key = status, record.starts_on, record.ends_on
        groups.setdefault(key, Together(status, [], *key[1:])).numbers.append(record.number)
    return list(groups.values())


def step_state(step, today: datetime.date) -> str:
    if done_day(step):
        return "done"
    return "late" if step.due_on < today else "ahead"
