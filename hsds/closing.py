"""Closed for a while: what a row with `closed_from`, `closed_until` and `closed_reason` says on a day. Pure."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

ONE_DAY = datetime.timedelta(days=1)


def is_closed(row, today: datetime.date) -> bool:
    """Today lies between the first and the last day."""
    if row.closed_from is None or row.closed_from > today:
        return False
    return row.closed_until is None or row.closed_until >= today


def closing(row, today: datetime.date) -> str:
    """That it is or will be closed, until that is past."""
    return "" if row.closed_until and row.closed_until < today else closing_words(row)


def closing_words(row) -> str:
    """«Временно закрыто с 03.05.2026 по 10.05.2026: ремонт»."""
    if row.closed_from is None:
        return ""
    dates = {"first": f"{row.closed_from:%d.%m.%Y}"}
    if row.closed_until:
        said = _("Временно закрыто с %(first)s по %(last)s") % {**dates, "last": f"{row.closed_until:%d.%m.%Y}"}
    else:
        said = _("Временно закрыто с %(first)s") % dates
    return f"{said}: {row.closed_reason}" if row.closed_reason else said


def changed(row, today: datetime.date) -> datetime.datetime:
    """When a row last changed: by somebody's hand, or by the day on which it closed or opened again."""
    days = [row.closed_from, row.closed_until and row.closed_until + ONE_DAY]
    return max([row.modified, *(midnight(day) for day in days if day and day <= today)])


def midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
