"""What happened to acts, newest first: changed by another act, a new edition, no longer in force."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from acts.models import ActEdition, LegalAct

LATEST = 30


@dataclass(frozen=True)
class ActChange:
    """An event in the life of an act. `day` is the event's own, and none where no source names it."""

    key: str
    act: LegalAct
    title: str
    text: str
    noted_at: datetime.datetime
    day: datetime.date | None = None


def changes() -> list[ActChange]:
    found = [*amendments(), *editions(), *losses()]
    return sorted(found, key=lambda each: (each.noted_at, each.key), reverse=True)[:LATEST]


def amendments() -> Iterator[ActChange]:
    acts = LegalAct.objects.published().filter(amends__live=True).select_related("amends")
    for act in acts.order_by("-first_published_at", "-pk")[:LATEST]:
        title = _("Изменён: {act}").format(act=act.amends.citation)
        yield ActChange(f"amended-{act.pk}", act.amends, title, act.citation, noted(act), act.date)


def editions() -> Iterator[ActChange]:
    kept = ActEdition.objects.filter(act__live=True).select_related("act", "amended_by")
    for edition in kept.order_by("-added_at", "-pk")[:LATEST]:
        title = _("Редакция на портале: {act}").format(act=edition.act.citation)
        text = " ".join(filter(None, [since(edition.in_force_from), edition.changes]))
        yield ActChange(f"edition-{edition.pk}", edition.act, title, text, edition.added_at, edition.in_force_from)


def losses() -> Iterator[ActChange]:
    acts = LegalAct.objects.published().filter(status=LegalAct.Status.LOST_FORCE).select_related("repealed_by")
    for act in acts.order_by("-last_published_at", "-pk")[:LATEST]:
        title = _("Утратил силу: {act}").format(act=act.citation)
        by = act.repealed_by if act.repealed_by and act.repealed_by.live else None
        text = _("Отменён: {act}.").format(act=by.citation) if by else ""
        yield ActChange(f"lost-{act.pk}", act, title, text, noted(act), act.in_force_until)


def since(day: datetime.date | None) -> str:
    return _("Действует с {day}.").format(day=date_format(day, "j E Y")) if day else ""


def noted(act: LegalAct) -> datetime.datetime:
    """When the portal's readers could first see it; records that were loaded by hand have no such moment."""
    return act.first_published_at or act.last_published_at or datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
