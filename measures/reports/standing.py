"""Whether a report came in time. Pure."""

import datetime
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Delivery(models.TextChoices):
    """Where a report stands. That none is asked for is no fifth state: there is no report then."""

    IN_TIME = "in-time", _("в срок")
    LATE = "late", _("с опозданием")
    NOT_DUE = "not-due", _("срок не наступил")
    OWED = "owed", _("не сдан")

    @property
    def tone(self) -> str:
        """The tone of its badge; a text and a sign always stand beside the colour."""
        return {
            Delivery.IN_TIME: "good",
            Delivery.LATE: "warn",
            Delivery.NOT_DUE: "neutral",
            Delivery.OWED: "bad",
        }[self]

    @property
    def sign(self) -> str:
        return {Delivery.IN_TIME: "✓", Delivery.LATE: "!", Delivery.NOT_DUE: "○", Delivery.OWED: "✕"}[self]


@dataclass(frozen=True, slots=True)
class Standing:
    """`days` late: of what came late and of what is owed still."""

    delivery: Delivery
    days: int = 0


def standing(due_on: datetime.date, sent_on: datetime.date | None, today: datetime.date) -> Standing:
    late = ((sent_on or today) - due_on).days
    if sent_on:
        return Standing(Delivery.LATE, late) if late > 0 else Standing(Delivery.IN_TIME)
    return Standing(Delivery.OWED, late) if late > 0 else Standing(Delivery.NOT_DUE)
