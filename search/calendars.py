"""Schedules in the index: each different one is stored once, and entries bear it as a lexeme.

What is open at this minute has any of the schedules that are. There are as many of them as there are habits of opening
in the region, a few dozen or a few hundred, however many services there are.
"""

import datetime
import functools
import hashlib
import json
import math
from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.speaking import label, language
from search.models import SearchCalendar
from search.wording.keeping import Kept
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


def choices() -> list[tuple[str, str]]:
    """What a form offers, in the language of the moment."""
    return [(each.value, label(each)) for each in When]


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
    ids = tuple(sorted(SearchCalendar.objects.values_list("pk", flat=True)))
    read(ids)
    return suiting(ids, tuple(sorted(set(when))), this_minute())


@functools.lru_cache(maxsize=64)
def suiting(ids: tuple[int, ...], when: tuple[str, ...], moment: datetime.datetime) -> tuple[str, ...]:
    """The same for everybody who asks within a minute."""
    found = [pk for pk in ids if any(suits(known()[pk], each, moment) for each in when)]
    return tuple(f"{MARK}{pk}" for pk in found) or (NEVER,)


@functools.lru_cache(maxsize=8192)
def now_is(pk: int, moment: datetime.datetime) -> State:
    return state(known()[pk], moment)


# What has been read, by id: a row never changes. Those of a million services are some thousands.
known = Kept[dict[int, Calendar]](dict, seconds=math.inf)


def read(ids: Iterable[int]) -> dict[int, Calendar]:
    """All that this process knows, these among them; an id that is none is not."""
    new = set(ids) - known().keys()
    if new:
        rows = SearchCalendar.objects.filter(pk__in=new).values_list("pk", "data")
        known().update((pk, parsed(data)) for pk, data in rows)
    return known()


def parsed(text: str) -> Calendar:
    zone, week, specials = json.loads(text)
    return Calendar(
        zone,
        tuple(tuple(Shift(*shift) for shift in day) for day in week),
        tuple(special_of(*each) for each in specials),
    )


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
    new = [SearchCalendar(digest=key, data=text) for key, text in sorted(rows.items()) if key not in known]
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
    found, moment = read(pk for ids in cards for pk in ids), this_minute()
    return [said(tuple(pk for pk in ids if pk in found), moment, language()) for ids in cards]


@functools.lru_cache(maxsize=8192)
def said(ids: tuple[int, ...], moment: datetime.datetime, _language: str | None) -> Line | None:
    """The same for everybody who asks in this language within a minute."""
    return line(min((now_is(pk, moment) for pk in ids), key=promise)) if ids else None


def promise(now: State) -> tuple:
    """The smaller, the better for whoever sets out now."""
    far = datetime.datetime.max
    if now.is_open:
        return (0, -((now.until or far) - datetime.datetime.min))
    return (1, (now.opens or far) - datetime.datetime.min)
