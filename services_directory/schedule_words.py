"""Whether a place is open, in the words of its card. Pure."""

import datetime
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy

from portal.speaking import gettext as _

from .opening import clock
from .schedule import DAY, Special, State

ON_WEEKDAY = (
    gettext_lazy("в понедельник"),
    gettext_lazy("во вторник"),
    gettext_lazy("в среду"),
    gettext_lazy("в четверг"),
    gettext_lazy("в пятницу"),
    gettext_lazy("в субботу"),
    gettext_lazy("в воскресенье"),
)


@dataclass(frozen=True)
class Line:
    """What the card says, and since when: a page may be read a little later than it was made."""

    text: str
    is_open: bool
    as_of: str

    def __str__(self):
        return self.text


def line(now: State) -> Line:
    text = open_words(now) if now.is_open else closed_words(now)
    return Line(text, now.is_open, clock(now.now.time()))


def open_words(now: State) -> str:
    if now.until is None:
        return _("Сейчас открыто, круглосуточно")
    until = {"time": clock(now.until.time())}
    if now.pause:
        return _("Сейчас открыто, до %(time)s, перерыв %(start)s–%(end)s") % {
            **until,
            "start": clock(now.pause.starts.time()),
            "end": clock(now.pause.ends.time()),
        }
    return _("Сейчас открыто, до %(time)s") % until


def closed_words(now: State) -> str:
    if now.special and now.special.is_closing:
        return closing_words(now.special)
    if now.in_pause and now.opens:
        return _("Перерыв до %(time)s") % {"time": clock(now.opens.time())}
    when = opening_words(now)
    if now.special and not now.special.shifts:
        today = (
            _("Сегодня не работает: %(reason)s") % {"reason": now.special.reason}
            if now.special.reason
            else _("Сегодня не работает")
        )
        opens = _("Откроется %(when)s") % {"when": when}
        return f"{today}. {opens}" if when else today
    return _("Закрыто, откроется %(when)s") % {"when": when} if when else _("Закрыто")


def opening_words(now: State) -> str:
    """«сегодня в 9:00», «завтра в 9:00», «в понедельник в 9:00», «9 января в 9:00»; nothing where none is in sight."""
    if now.opens is None:
        return ""
    return _("%(day)s в %(time)s") % {
        "day": day_words(now.opens.date(), now.now.date()),
        "time": clock(now.opens.time()),
    }


def day_words(day: datetime.date, today: datetime.date) -> str:
    if day == today:
        return _("сегодня")
    if day == today + DAY:
        return _("завтра")
    if day - today < 7 * DAY:
        return str(ON_WEEKDAY[day.weekday()])
    return day_and_month(day, today)


def day_and_month(day: datetime.date, today: datetime.date) -> str:
    """«9 января»; with the year where it is neither this one nor soon."""
    near = day.year == today.year or abs((day - today).days) < 90
    return date_format(day, "j E") if near else _("%(date)s года") % {"date": date_format(day, "j E Y")}


def closing_words(closing: Special) -> str:
    """«Временно закрыто с 1 по 15 марта: ремонт»."""
    text = _("Временно закрыто %(when)s") % {"when": period_words(closing.first, closing.last)}
    return f"{text}: {closing.reason}" if closing.reason else text


def coming_closing_words(closing: Special) -> str:
    text = _("Будет закрыто %(when)s") % {"when": period_words(closing.first, closing.last)}
    return f"{text}: {closing.reason}" if closing.reason else text


def period_words(first: datetime.date, last: datetime.date | None) -> str:
    """«с 1 по 15 марта», «с 28 февраля по 3 марта», «с 1 марта», «1 марта»."""
    if last is None:
        return _("с %(first)s") % {"first": day_and_month(first, first)}
    if first == last:
        return day_and_month(first, first)
    alike = (first.year, first.month) == (last.year, last.month)
    start = str(first.day) if alike else day_and_month(first, first)
    return _("с %(first)s по %(last)s") % {"first": start, "last": day_and_month(last, first)}


def special_words(special: Special) -> str:
    """«с 1 по 8 января не работает (праздники)», «31 декабря: 9:00–15:00 (короткий день)»."""
    if special.is_closing:
        return coming_closing_words(special)
    when = period_words(special.first, special.last)
    hours = ", ".join(f"{clock_of(shift.opens)}–{clock_of(shift.closes)}" for shift in special.shifts)
    text = (
        _("%(when)s: %(hours)s") % {"when": when, "hours": hours}
        if hours
        else _("%(when)s не работает") % {"when": when}
    )
    return f"{text} ({special.reason})" if special.reason else text


def clock_of(minute: int) -> str:
    return clock(datetime.time(minute // 60 % 24, minute % 60))
