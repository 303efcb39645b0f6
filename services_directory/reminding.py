"""Remind institutions by e-mail of cards that are due: before the term, after it, urgently. Each stage goes once."""

import datetime
from collections.abc import Iterator
from functools import partial
from itertools import groupby
from operator import itemgetter

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import F, Q, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.reminders import MOST_LISTED, Outcome, send

from .models import Location, Provider, ReviewReminder, Service
from .models.verification import Rules, verification_rules
from .ownership import people_of

Stage = ReviewReminder.Stage


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
    return ReviewReminder.objects.waiting().filter(of_provider | of_service)


def institutions() -> Iterator[tuple[int, list[int]]]:
    """Ids of reminders by the institution that gets them."""
    owned = waiting().annotate(owner=F("provider_id")).values_list("owner", "service__provider_id", "pk")
    rows = sorted((provider or owner, pk) for provider, owner, pk in owned)
    for owner, group in groupby(rows, itemgetter(0)):
        yield owner, [pk for _owner, pk in group]


def addresses_of(provider_id: int) -> list[str]:
    """The first e-mail address that the institution publishes; where it has none, those of who keeps its cards."""
    places = Location.objects.published().filter(provider=provider_id).exclude(email="")
    published = places.order_by("pk").values_list("email", flat=True).first()
    return [published] if published else list(people_of(provider_id).values_list("email", flat=True))


def remind(today: datetime.date | None = None) -> Outcome:
    """Send what is due, one letter an institution."""
    outcome = Outcome()
    note_due(today or timezone.localdate())
    connection = get_connection()
    for provider_id, keys in institutions():
        if addresses := addresses_of(provider_id):
            own = ReviewReminder.objects.filter(pk__in=keys).select_related("provider", "service")
            told = send(own.order_by("due_on", "pk"), partial(letter, connection, provider_id, addresses), outcome)
            outcome.told += len({(reminder.provider_id, reminder.service_id) for reminder in told})
        else:
            outcome.nobody += 1
    return outcome


def letter(connection, provider_id: int, addresses: list[str], reminders: list[ReviewReminder]) -> EmailMessage:
    stage = max(reminder.stage for reminder in reminders)
    # A card whose earlier letter has failed waits with two stages; it is named once.
    cards = list(dict.fromkeys((reminder.provider or reminder.service, reminder.due_on) for reminder in reminders))
    context = {
        "provider": Provider.objects.get(pk=provider_id),
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
        return EmailMessage(subjects[Stage(stage)], body, to=addresses, connection=connection)
