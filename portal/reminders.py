"""Reminders by e-mail, whatever of.

Each is first written down, then sent, then marked as sent, every letter in a transaction of its own. What fails stays
and is tried again the next time; of two runs at once each takes reminders that the other does not hold.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.core.mail import EmailMessage
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

MOST_ATTEMPTS = 5
# What a letter names; the rest it counts.
MOST_LISTED = 50
# Every failure of SMTP is an OSError; an address that cannot be written to is a ValueError.
FAILURES = (OSError, ValueError)
logger = logging.getLogger(__name__)


class ReminderQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(sent_at=None, attempts__lt=MOST_ATTEMPTS)


class Reminder(models.Model):
    """Kept when sent, so that it is not sent again."""

    sent_at = models.DateTimeField(_("отправлено"), null=True)
    attempts = models.PositiveSmallIntegerField(_("попыток"), default=0)
    failure = models.CharField(_("почему не ушло"), max_length=80, blank=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        abstract = True
        default_permissions = ()


@dataclass
class Outcome:
    """What one run did: letters that went, how much they told of, letters that failed, and who has no address."""

    sent: int = 0
    told: int = 0
    failed: int = 0
    nobody: int = 0


@transaction.atomic
def send(reminders: models.QuerySet, letter: Callable[[list], EmailMessage], outcome: Outcome) -> list:
    """One letter of those that nobody else holds; those that went."""
    held = list(reminders.select_for_update(skip_locked=True, of=["self"]).filter(sent_at=None))
    if not held:
        return []
    noted = reminders.model._base_manager.filter(pk__in=[each.pk for each in held])
    tried, message = {"attempts": models.F("attempts") + 1}, letter(held)
    try:
        message.send()
    except FAILURES as error:
        # Only the kind is kept and logged: the words may name the addressee.
        noted.update(**tried, failure=type(error).__name__)
        logger.warning("A reminder was not sent: %s", type(error).__name__)
        outcome.failed += 1
        return []
    noted.update(**tried, sent_at=timezone.now(), failure="")
    outcome.sent += 1
    return held
