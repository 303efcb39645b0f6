"""Editions of a plan as entries of a feed."""

import datetime
from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from measures.following import Change
from measures.gathering import PLAN
from portal.formatting import rub

from .moves import Amendment, amendments
from .wording import KINDS


def amended_plans(programme, measures: list) -> Iterable[Change]:
    """What each act changed in the plan; of followed measures alone, what it changed in them."""
    followed = {measure.number for measure in measures}
    entries = [entry for entry in PLAN(programme.pk) if entry.number in followed or not entry.measure_id]
    editions = {entry.edition.number: entry.edition for entry in entries}
    for amendment in amendments(editions.values(), entries):
        if day := day_of(amendment.edition):
            yield told(programme, amendment, day)


def day_of(edition) -> datetime.date | None:
    """The day of the act, or that from which it is in force. A day to come waits.

    An edition of which nobody named a public act is told of by the publications that made it.
    """
    act = edition.act
    day = (act.date or edition.effective_on) if act and act.live else None
    return day if day and day <= timezone.localdate() else None


def told(programme, amendment: Amendment, day: datetime.date) -> Change:
    return Change(
        f"plan-edition/{amendment.edition.pk}",
        timezone.make_aware(datetime.datetime.combine(day, datetime.time())),
        _("План изменён: %(act)s") % {"act": amendment.edition.act.citation},
        " ".join([counted(amendment), *money(amendment)]),
        reverse("measures:changes", args=[programme.slug]),
    )


def counted(amendment: Amendment) -> str:
    """«Изменено: 2, добавлено: 1.»"""
    said = ", ".join(f"{KINDS[kind]}: {count}" for kind, count in amendment.counts.items() if count)
    return _("Мероприятий %(counts)s.") % {"counts": said}


def money(amendment: Amendment) -> list[str]:
    """Nothing where one of the sums is not known."""
    total = amendment.total
    if not total or total.old.amount is None or total.new.amount is None:
        return []
    return [_("Деньги: было %(old)s, стало %(new)s.") % {"old": rub(total.old.amount), "new": rub(total.new.amount)}]
