"""How long a page that says what is still to come may be kept: not past the moment when that changes."""

import datetime
from collections.abc import Iterable

from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control

KEPT, WHILE_DOWN = 60, 86_400
DAY = datetime.timedelta(days=1)


def kept_while_true(response: HttpResponse, events: Iterable) -> HttpResponse:
    """Dates stand on pages in full, so a page served stale while the portal is down misleads nobody."""
    now = timezone.now()
    moments = [date.ends for event in events for date in event.all_dates if date.ends > now]
    seconds = int((min([midnight(), *moments]) - now).total_seconds())
    if seconds < KEPT * 2:
        patch_cache_control(response, public=True, max_age=min(max(seconds, 0), KEPT), stale_if_error=WHILE_DOWN)
    return response


def midnight() -> datetime.datetime:
    tomorrow = timezone.localdate() + DAY
    return timezone.make_aware(datetime.datetime.combine(tomorrow, datetime.time()))
