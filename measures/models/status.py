"""Where a measure stands, as far as anybody has said."""

import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Where a measure stands, as far as anybody has said. Why it does, measures/standing.py tells."""

    PLANNED = "planned", _("Запланировано")
    UNDER_WAY = "under-way", _("Выполняется")
    DONE = "done", _("Выполнено")
    LATE = "late", _("С опозданием")
    STOPPED = "stopped", _("Остановлено")
    NO_DATA = "no-data", _("Нет отчёта")

    @property
    def tone(self) -> str:
        """The tone of its badge; a text and a sign always stand beside the colour."""
        return {
            Status.PLANNED: "neutral",
            Status.UNDER_WAY: "info",
            Status.DONE: "good",
            Status.LATE: "warn",
            Status.STOPPED: "bad",
            Status.NO_DATA: "neutral",
        }[self]


def status_by_dates(starts_on: datetime.date | None, ends_on: datetime.date | None, today: datetime.date) -> Status:
    """What may honestly be said of a measure that nobody has reported on."""
    if starts_on and today < starts_on:
        return Status.PLANNED
    if ends_on and today > ends_on:
        return Status.NO_DATA
    return Status.UNDER_WAY if starts_on else Status.NO_DATA
