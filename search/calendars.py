"""Schedules in the index: each different one is stored once, and entries bear it as a lexeme.

What is open at this minute has any of the schedules that are. There are as many of them as there are habits of opening
in the region, a few dozen or a few hundred, however many services there are.
"""

import datetime
import functools
import hashlib
import json
from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

from search.models import SearchCalendar
from services_directory.models.hours import this_minute
from services_directory.schedule import Calendar, Shift, Special, State, state
from services_directory.schedule_words import Line, line

MARK = "~"
# Borne by no entry.
NEVER = f"{MARK}0"
WEEKEND, WORKDAYS = (5, 6), range(5)
EVENING = 18 * 60 + 30


class When(models.TextChoices):
    """By what hours results are narrowed."""

    NOW = "now", _("Открыто сейчас")
    EVENING = "evening", _("Вечером, после 18:30")
    WEEKEND = "weekend", _("В выходные")


def suits(calendar: Calendar, when: str, moment: datetime.datetime) -> bool:
    if when == When.NOW:
        return calendar.is_open(moment)
    today = calendar.local(moment).date()
    return works(calendar, today, when)


@functools.lru_cache(maxsize=8192)
def works(calendar: Calendar, today: datetime.date, when: str) -> bool:
    """In the coming fortnight, which a holiday may leave without a weekend but not without the next."""
    if when == When.WEEKEND:
        return calendar.works(today, WEEKEND)
    return calendar.works(today, WORKDAYS, after=EVENING)


def lexemes(when: Iterable[str]) -> tuple[str, ...]:
    """Of the schedules that suit any of these."""
    wanted, moment = set(when), this_minute()
    rows = SearchCalendar.objects.order_by("pk").values_list("pk", "data")
    found = [pk for pk, data in rows if any(suits(read(pk, data), each, moment) for each in wanted)]
    return tuple(f"{MARK}{pk}" for pk in found) or (NEVER,)


@functools.lru_cache(maxsize=8192)
def _read(pk: int, text: str) -> Calendar:
    zone, week, specials = json.loads(text)
    return Calendar(
        zone,
        tuple(tuple(Shift(*shift) for shift in day) for day in week),
        tuple(special_of(*each) for each in specials),
    )


def read(pk: int, data: str) -> Calendar:
    """A row never changes, so what has been read once is known."""
    return _read(pk, data)


def special_of(first: str, last: str | None, shifts: list, reason: str, is_closing: bool) -> Special:
    return Special(
        datetime.date.fromisoformat(first),
        datetime.date.fromisoformat(last) if last else None,
        tuple(Shift(*shift) for shift in shifts),
        reason,
        is_closing,
    )


def written(calendar: Calendar) -> str:
    specials = [
        [each.first.isoformat(), each.last and each.last.isoformat(), each.shifts, each.reason, each.is_closing]
        for each in calendar.specials
    ]
    return json.dumps([calendar.zone, calendar.week, specials], ensure_ascii=False)


def store(calendars: Iterable[Calendar]) -> dict[Calendar, int]:
    """The ids of these schedules; those that nobody has kept before are written."""
    texts = {calendar: written(calendar) for calendar in set(calendars)}
    if not texts:
        return {}
    rows = {digest(text): text for text in texts.values()}
    known = ids_of(rows)
    new = [SearchCalendar(digest=key, data=text) for key, text in rows.items() if key not in known]
    if new:
        SearchCalendar.objects.bulk_create(new, ignore_conflicts=True)
        known = ids_of(rows)
    return {calendar: known[digest(text)] for calendar, text in texts.items()}


def ids_of(digests: Iterable[str]) -> dict[str, int]:
    return dict(SearchCalendar.objects.filter(digest__in=list(digests)).values_list("digest", "pk"))


def digest(text: str) -> str:
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()


def lines(calendar_ids: Iterable[Iterable[int]]) -> list[Line | None]:
    """For each card with these schedules what it says of them: of several places the one that is open the longest."""
    cards = [tuple(ids) for ids in calendar_ids]
    wanted = {pk for ids in cards for pk in ids}
    rows = SearchCalendar.objects.filter(pk__in=wanted).values_list("pk", "data") if wanted else ()
    moment = this_minute()
    known = {pk: state(read(pk, data), moment) for pk, data in rows}
    return [best([known[pk] for pk in ids if pk in known]) for ids in cards]


def best(states: list[State]) -> Line | None:
    return line(min(states, key=promise)) if states else None


def promise(now: State) -> tuple:
    """The smaller, the better for whoever sets out now."""
    far = datetime.datetime.max
    if now.is_open:
        return (0, -((now.until or far) - datetime.datetime.min))
    return (1, (now.opens or far) - datetime.datetime.min)
