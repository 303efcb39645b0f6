"""Milestones and executors of a measure, as its page shows them."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from django.utils import timezone

from portal.addresses import address
from portal.speaking import gettext as _

from .standing import done_day


class Pass(StrEnum):
    """Where a milestone stands on a day. The day itself is still in time."""

    DONE = "done"
    DONE_LATE = "done-late"
    OVERDUE = "overdue"
    AHEAD = "ahead"


SIGNS = {Pass.DONE: "✓", Pass.DONE_LATE: "✓", Pass.OVERDUE: "!", Pass.AHEAD: ""}


@dataclass(frozen=True, slots=True)
class Milestone:
    title: str
    note: str
    due_on: datetime.date
    done_on: datetime.date | None
    state: Pass
    days: int

    @property
    def sign(self) -> str:
        return SIGNS[self.state]


@dataclass(frozen=True, slots=True)
class Participant:
    """Who carries the measure out, and how; `url` leads to the card of the directory, where there is a public one."""

    name: str
    is_lead: bool
    note: str
    url: str


def state_on(due_on: datetime.date, done_on: datetime.date | None, today: datetime.date) -> Pass:
    if done_on:
        return Pass.DONE_LATE if done_on > due_on else Pass.DONE
    return Pass.OVERDUE if due_on < today else Pass.AHEAD


def milestones_of(measure, today: datetime.date | None = None) -> list[Milestone]:
    """In the order of their days."""
    today = today or timezone.localdate()
    rows = sorted(measure.milestones.all(), key=lambda row: row.due_on)
    return [
        Milestone(
            row.title,
            row.note,
            row.due_on,
            done_day(row),
            state_on(row.due_on, done_day(row), today),
            abs(((done_day(row) or today) - row.due_on).days),
        )
        for row in rows
    ]


def executors_of(measure) -> list[Participant]:
    """Those who answer come first, whatever order the act names them in."""
    return sorted(map(participant, measure.executors.all()), key=lambda one: not one.is_lead)


def participant(row) -> Participant:
    is_lead = row.role == "lead"
    words = [*([] if is_lead else [_("участвует")]), *([_("по согласованию")] if row.by_agreement else [])]
    card = row.provider if row.provider and row.provider.live else None
    return Participant(row.name, is_lead, ", ".join(words), address("directory:provider", card.slug) if card else "")
