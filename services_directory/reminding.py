"""Remind institutions by e-mail of cards that are due: before the term, after it, and urgently. Each stage goes once.

A reminder is first written down, then sent, then marked as sent, each institution in a transaction of its own. What
fails stays and is tried again the next time; of two runs at once each takes institutions that the other does not hold.
"""

import datetime
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from .models import Location, Provider, ReviewReminder, Service
from .models.verification import Rules, verification_rules

logger = logging.getLogger(__name__)
Stage = ReviewReminder.Stage
MOST_ATTEMPTS = 5
MOST_LISTED = 50


@dataclass
class Outcome:
    """What one run did."""

    sent: int = 0
    cards: int = 0
    failed: int = 0
    nobody: int = 0


def stages(rules: Rules) -> dict[Stage, int]:
    """After how many days from the term each stage is due; before it where the number is negative."""
    return {
        Stage.FIRST: -rules.first_reminder,
        Stage.SECOND: rules.second_reminder,
        Stage.URGENT: rules.urgent_reminder,
    }


def stage_on(due_on: datetime.date, today: datetime.date, rules: Rules) -> Stage | None:
    """The latest stage that has come; an earlier one that was missed is not sent after it."""
    late = (today - due_on).days
    come = [stage for stage, after in stages(rules).items() if late >= after]
    return max(come, default=None)


def note_due(today: datetime.date) -> None:
    """Write down what is to be sent. A second time nothing is added."""
    rules = verification_rules()
    last = today + datetime.timedelta(days=rules.first_reminder)
    for model, name in ((Provider, "provider"), (Service, "service")):
        cards = model.objects.published().filter(next_review_on__lte=last).values_list("pk", "next_review_on")
        noted = [
            ReviewReminder(**{f"{name}_id": pk}, due_on=due_on, stage=stage)
            for pk, due_on in cards.iterator()
            if (stage := stage_on(due_on, today, rules))
        ]
        ReviewReminder.objects.bulk_create(noted, ignore_conflicts=True, batch_size=1000)


def waiting() -> QuerySet:
    """Not sent yet, still of use: the card is public and has not been checked meanwhile."""
    of_provider = Q(provider__live=True, provider__next_review_on=F("due_on"))
    of_service = Q(service__live=True, service__provider__live=True, service__next_review_on=F("due_on"))
    return ReviewReminder.objects.filter(of_provider | of_service, sent_at=None, attempts__lt=MOST_ATTEMPTS)


def institutions() -> Iterator[tuple[int, list[int]]]:
    """Ids of reminders by the institution that gets them."""
    owned = waiting().annotate(owner=F("provider_id")).values_list("owner", "service__provider_id", "pk")
    rows = sorted((provider or owner, pk) for provider, owner, pk in owned)
    for owner, group in groupby(rows, itemgetter(0)):
        yield owner, [pk for _owner, pk in group]


def address_of(provider_id: int) -> str:
    """The first e-mail address that the institution publishes."""
    places = Location.objects.published().filter(provider=provider_id).exclude(email="")
    return places.order_by("pk").values_list("email", flat=True).first() or ""


def remind(today: datetime.date | None = None) -> Outcome:
    """Send what is due, one letter an institution."""
    outcome = Outcome()
    note_due(today or timezone.localdate())
    connection = get_connection()
    for provider_id, reminders in institutions():
        if address := address_of(provider_id):
            send(connection, provider_id, address, reminders, outcome)
        else:
            outcome.nobody += 1
    return outcome


@transaction.atomic
def send(connection, provider_id: int, address: str, ids: Iterable[int], outcome: Outcome) -> None:
    held = ReviewReminder.objects.select_for_update(skip_locked=True, of=["self"])
    reminders = list(
        held.filter(pk__in=ids, sent_at=None).select_related("provider", "service").order_by("due_on", "pk")
    )
    if not reminders:
        return
    try:
        letter(connection, Provider.objects.get(pk=provider_id), address, reminders).send()
    except OSError as error:  # every failure of SMTP is one
        fail(reminders, error, outcome)
        return
    ReviewReminder.objects.filter(pk__in=[each.pk for each in reminders]).update(
        sent_at=timezone.now(), attempts=F("attempts") + 1, failure=""
    )
    outcome.sent += 1
    outcome.cards += len({(reminder.provider_id, reminder.service_id) for reminder in reminders})


def fail(reminders: list[ReviewReminder], error: Exception, outcome: Outcome) -> None:
    """Only the kind of the failure is kept and logged: its words may name the addressee."""
    kind = type(error).__name__
    keys = [each.pk for each in reminders]
    ReviewReminder.objects.filter(pk__in=keys).update(attempts=F("attempts") + 1, failure=kind)
    logger.warning("A reminder was not sent: %s", kind)
    outcome.failed += 1


def letter(connection, provider: Provider, address: str, reminders: list[ReviewReminder]) -> EmailMessage:
    stage = max(reminder.stage for reminder in reminders)
    # A card whose earlier letter has failed waits with two stages; it is named once.
    cards = list(dict.fromkeys((reminder.provider or reminder.service, reminder.due_on) for reminder in reminders))
    context = {
        "provider": provider,
        "base": settings.WAGTAILADMIN_BASE_URL.rstrip("/"),
        "cards": cards[:MOST_LISTED],
        "more": max(len(cards) - MOST_LISTED, 0),
        "urgent": stage == Stage.URGENT,
        "hide_after": verification_rules().hide_after,
    }
    with override("ru"):
        subjects = {
            Stage.FIRST: _("Проверьте сведения на портале"),
            Stage.SECOND: _("Срок проверки прошёл: проверьте сведения на портале"),
            Stage.URGENT: _("Срочно: карточки скоро уйдут из списков портала"),
        }
        body = render_to_string("services_directory/mail/reminder.txt", context)
        return EmailMessage(subjects[Stage(stage)], body, to=[address], connection=connection)
