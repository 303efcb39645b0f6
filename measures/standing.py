"""Where a measure stands, and on what that rests: the rule. Pure: dates, milestones and reports in, a status out.

In the order in which they are believed: what was set by hand with its reason; a report that says it is over; the end of
the term; a milestone whose day has passed; a report under way; the beginning of the term. `models/status.py` says the
same to the database.
"""

import datetime
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

FINAL = ("done", "stopped")
UNDER_WAY = ("planned", "under-way", "late")


class Ground(StrEnum):
    """What the status rests on."""

    HAND = "hand"
    REPORT = "report"
    REPORT_AFTER_TERM = "report-after-term"
    MILESTONES_DONE = "milestones-done"
    MILESTONES_LEFT = "milestones-left"
    MILESTONE_OVERDUE = "milestone-overdue"
    MILESTONE_DONE = "milestone-done"
    TERM_OVER = "term-over"
    TERM_OVER_SINCE_REPORT = "term-over-since-report"
    TERM_RUNS = "term-runs"
    TERM_AHEAD = "term-ahead"
    NO_DATES = "no-dates"


class Step(NamedTuple):
    """A milestone as the rule sees it."""

    due_on: datetime.date
    done_on: datetime.date | None = None
    title: str = ""


class Known(NamedTuple):
    """All that is known of a measure. `reported` is what the last approved report says, as of `reported_on`."""

    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None
    steps: Sequence[Step] = ()
    by_hand: str = ""
    reported: str = ""
    reported_on: datetime.date | None = None


class Standing(NamedTuple):
    """`step` is the milestone that decided, where one did."""

    status: str
    ground: Ground
    step: Step | None = None


def done_day(row) -> datetime.date | None:
    """The day on which a milestone was done: as its editor has it, or else as an approved report says."""
    return row.done_on or row.reported_on


def standing(known: Known, today: datetime.date) -> Standing:
    if known.by_hand:
        return Standing(known.by_hand, Ground.HAND)
    if known.reported in FINAL:
        return Standing(known.reported, Ground.REPORT)
    if known.ends_on and today > known.ends_on:
        return after_term(known)
    return within_term(known, today)


def after_term(known: Known) -> Standing:
    """The term is over. Who reports later that the work goes on is late; of whom nothing is known, nothing is said."""
    said = known.reported in UNDER_WAY and known.reported_on
    if said and known.reported_on >= known.ends_on:
        return Standing("late", Ground.REPORT_AFTER_TERM)
    left = [step for step in known.steps if not step.done_on]
    if known.steps and not left:
        return Standing("done", Ground.MILESTONES_DONE, last_done(known.steps))
    if left:
        return Standing("late", Ground.MILESTONES_LEFT, earliest(left))
    return Standing("no-data", Ground.TERM_OVER_SINCE_REPORT if said else Ground.TERM_OVER)


def within_term(known: Known, today: datetime.date) -> Standing:
    overdue = [step for step in known.steps if not step.done_on and step.due_on < today]
    if overdue:
        return Standing("late", Ground.MILESTONE_OVERDUE, earliest(overdue))
    done = [step for step in known.steps if step.done_on]
    if done and len(done) == len(known.steps) and not known.ends_on:
        return Standing("done", Ground.MILESTONES_DONE, last_done(done))
    if known.reported in UNDER_WAY and not overtaken(known, today):
        return Standing(known.reported, Ground.REPORT)
    if done and not (known.starts_on and today >= known.starts_on):
        return Standing("under-way", Ground.MILESTONE_DONE, last_done(done))
    return by_term(known, today)


def overtaken(known: Known, today: datetime.date) -> bool:
    """A report of work that has not begun, and the day of its beginning has come since."""
    return known.reported == "planned" and known.starts_on is not None and today >= known.starts_on


def by_term(known: Known, today: datetime.date) -> Standing:
    if not known.starts_on:
        return Standing("no-data", Ground.NO_DATES)
    if today < known.starts_on:
        return Standing("planned", Ground.TERM_AHEAD)
    return Standing("under-way", Ground.TERM_RUNS)


def earliest(steps: Sequence[Step]) -> Step:
    return min(steps, key=lambda step: step.due_on)


def last_done(steps: Sequence[Step]) -> Step:
    return max(steps, key=lambda step: step.done_on)
