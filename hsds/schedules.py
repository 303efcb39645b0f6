"""Opening hours as recurring events of RFC 5545: days of the same hours are one event, a break makes two. Pure."""

import datetime
import zoneinfo
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from hsds.identity import number
from hsds.writing import known

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def offset(zone: str, on: datetime.date) -> datetime.timedelta:
    """Of local time from UTC; Russia keeps one time all the year."""
    try:
        place = zoneinfo.ZoneInfo(zone or settings.TIME_ZONE)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        place = zoneinfo.ZoneInfo(settings.TIME_ZONE)
    return datetime.datetime.combine(on, datetime.time(12), place).utcoffset() or datetime.timedelta()


def clock(time: str, ahead: datetime.timedelta) -> str:
    """«09:00:00» three hours ahead of UTC is «09:00+03:00»."""
    minutes = int(ahead.total_seconds()) // 60
    sign, minutes = ("-", -minutes) if minutes < 0 else ("+", minutes)
    return f"{time[:5]}{sign}{minutes // 60:02}:{minutes % 60:02}"


def spans(week: Iterable[list]) -> dict[tuple[str, str], list[int]]:
    """(opens, closes) → weekdays, in order."""
    found: dict[tuple[str, str], list[int]] = {}
    for weekday, opens, closes, pause, resumes in week:
        parts = [(opens, pause), (resumes, closes)] if pause and resumes else [(opens, closes)]
        for part in parts:
            found.setdefault(part, []).append(weekday)
    return found


def schedules(place: str, row, on: datetime.date) -> list[dict]:
    """The week of a place, then the days on which it keeps other hours or is closed: programs read no remarks."""
    ahead = offset(row.territory_time_zone or row.territory_parent_time_zone or "", on)
    common = {"location_id": place, "timezone": ahead.total_seconds() / 3600, "notes": row.hours_note}
    days = [*special(place, row.exceptions, common, ahead), *closed(place, row, common)]
    return [*weekly(place, row.hours, common, ahead), *days]


def weekly(place: str, week: list, common: dict, ahead: datetime.timedelta) -> Iterator[dict]:
    for (opens, closes), weekdays in spans(week).items():
        byday = ",".join(DAYS[weekday - 1] for weekday in weekdays)
        yield known(
            id=number(place, "schedule", opens, closes, byday),
            **common,
            freq="WEEKLY",
            interval=1,
            wkst="MO",
            byday=byday,
            opens_at=clock(opens, ahead),
            closes_at=clock(closes, ahead),
        )


def special(place: str, exceptions: list, common: dict, ahead: datetime.timedelta) -> Iterator[dict]:
    for first, last, opens, closes, reason in exceptions:
        yield known(
            id=number(place, "exception", first, last, opens, closes),
            location_id=place,
            timezone=common["timezone"],
            valid_from=first,
            valid_to=last or first,
            opens_at=clock(opens, ahead) if opens else None,
            closes_at=clock(closes, ahead) if closes else None,
            description=_("Исключение: другие часы") if opens else _("Исключение: закрыто"),
            notes=reason,
        )


def closed(place: str, row, common: dict) -> Iterator[dict]:
    """Closed for a while; with no last day where none is known yet."""
    if row.closed_from:
        yield known(
            id=number(place, "closing", row.closed_from.isoformat(), str(row.closed_until or "")),
            location_id=place,
            timezone=common["timezone"],
            valid_from=row.closed_from.isoformat(),
            valid_to=row.closed_until.isoformat() if row.closed_until else None,
            description=_("Исключение: закрыто"),
            notes=row.closed_reason,
        )
