"""How many guides there may be: a row and a file for each choice that was asked for, the oldest leave first.

Anybody may ask for any choice, so what that costs has bounds: so many wait at once, so many new ones in an hour, so
many files and so many bytes on the disk.
"""

import contextlib
import datetime
import time

from django.db import IntegrityError, transaction
from django.utils import timezone

from .choosing import Choice
from .models import Guide, folder

MOST_KEPT = 80
MOST_BYTES = 400 * 1024 * 1024
MOST_WAITING = 10
MOST_NEW_AN_HOUR = 60
AN_HOUR = datetime.timedelta(hours=1)
# What somebody who was killed has left beside the files.
ABANDONED_SECONDS = 3600


def kept(choice: Choice) -> Guide | None:
    found = Guide.objects.filter(territory=choice.territory, kind=choice.kind, category=choice.category)
    guide = found.first()
    if guide:
        guide.territory, guide.kind, guide.category = choice.territory, choice.kind, choice.category
    return guide


def begun(choice: Choice) -> Guide | None:
    """A guide that nobody has asked for before; nothing where too many are being made."""
    if is_busy():
        return None
    now = timezone.now()
    try:
        with transaction.atomic():
            return Guide.objects.create(**choice.chosen, state=Guide.State.IDLE, wanted_at=now, state_since=now)
    except IntegrityError:  # somebody else asked in the same moment
        return kept(choice)


def is_busy() -> bool:
    at_work = Guide.objects.filter(state__in=[Guide.State.WAITING, Guide.State.MAKING])
    new = Guide.objects.filter(begun_at__gte=timezone.now() - AN_HOUR)
    return at_work.count() >= MOST_WAITING or new.count() >= MOST_NEW_AN_HOUR


def note_wanted(guide: Guide) -> None:
    """Once an hour is enough to know which are wanted least."""
    now = timezone.now()
    if guide.wanted_at < now - AN_HOUR:
        Guide.objects.filter(pk=guide.pk).update(wanted_at=now)


def let_go(but: Guide) -> None:
    """Of too many, or too heavy ones, those that were not asked for longest; the whole guide stays."""
    size = 0
    for place, guide in enumerate(Guide.objects.order_by("-wanted_at", "-pk")):
        size += guide.size
        is_whole = not (guide.territory_id or guide.kind_id or guide.category_id)
        if (place >= MOST_KEPT or size > MOST_BYTES) and guide.pk != but.pk and not is_whole:
            guide.delete()
    sweep()


def sweep() -> None:
    """Files of no guide, those that others have replaced, and halves of files."""
    guides = list(Guide.objects.only("pk", "mark", "state"))
    known = {guide.path.name for guide in guides}
    # Another worker's file stands before its row says so.
    being_made = tuple(f"{guide.pk}-" for guide in guides if guide.state == Guide.State.MAKING)
    for file in folder().glob("*.pdf"):
        if file.name in known or file.name.startswith(being_made):
            continue
        with contextlib.suppress(FileNotFoundError):  # another worker was faster
            if not file.name.startswith(".") or time.time() - file.stat().st_mtime > ABANDONED_SECONDS:
                file.unlink()
