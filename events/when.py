"""How dates are said to people. A date is anything with day, ends_day, starts_at, ends_at."""

import datetime
import zoneinfo
from functools import cache

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.formatting import NBSP
from portal.formatting import date as in_words

MOSCOW = "Europe/Moscow"
MIDNIGHT = datetime.time()
HOUR = datetime.timedelta(hours=1)


@cache
def clock(zone: str) -> zoneinfo.ZoneInfo:
    return zoneinfo.ZoneInfo(zone)


def at(day: datetime.date, time: datetime.time, zone: str) -> datetime.datetime:
    return datetime.datetime.combine(day, time, clock(zone))


def order(date) -> tuple:
    return date.day, date.starts_at or MIDNIGHT


def last_day(date) -> datetime.date:
    return date.ends_day or date.day


def days(date) -> str:
    """«5 декабря 2026», «5–7 декабря 2026», «30 ноября — 2 декабря 2026»."""
    first, last = date.day, last_day(date)
    if first == last:
        return in_words(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{in_words(last)}"
    return f"{in_words(first, 'j E') if first.year == last.year else in_words(first)} — {in_words(last)}"


def weekday(date) -> str:
    """«суббота»; of several days, nothing."""
    return date_format(date.day, "l").lower() if last_day(date) == date.day else ""


def hours(date) -> str:
    """«10:00–12:30», «с 10:00», «весь день»; of several days, when the first begins and the last ends."""
    if date.starts_at is None:
        return _("весь день") if last_day(date) == date.day else ""
    starts = f"{date.starts_at:%H:%M}"
    if date.ends_at is None:
        return _("с %(time)s") % {"time": starts}
    if last_day(date) == date.day:
        return f"{starts}–{date.ends_at:%H:%M}"
    return _("начало в %(starts)s, конец в %(ends)s") % {"starts": starts, "ends": f"{date.ends_at:%H:%M}"}


def clock_note(zone: str, at: datetime.datetime) -> str:
    """«МСК+2», where the clock of the place does not show Moscow's time."""
    difference = at.astimezone(clock(zone)).utcoffset() - at.astimezone(clock(MOSCOW)).utcoffset()
    ahead = difference / HOUR
    return "" if not ahead else _("МСК%(hours)s") % {"hours": f"{ahead:+g}".replace("-", "−")}


def said(date, zone: str) -> str:
    """The whole of it in one line: «5 декабря 2026, суббота, 10:00–12:30 (МСК+2)»."""
    parts = [days(date), weekday(date), hours(date)]
    note = clock_note(zone, date.begins) if date.starts_at else ""
    return ", ".join(filter(None, parts)) + (f"{NBSP}({note})" if note else "")
