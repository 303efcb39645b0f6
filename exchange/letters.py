"""One letter about a whole table, where Wagtail would write one about each of its records."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.admin import signal_handlers
from wagtail.admin.mail import Notifier, send_mail
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_submitted

from portal.formatting import nested

from .models import Import

HUSHED = ContextVar("hushed", default=False)


class UnlessHushed:
    """Wagtail's own writer of letters, silent while a whole table is on its way."""

    def __init__(self, notifier: Notifier):
        self.notifier = notifier

    def __call__(self, **signal):
        return None if HUSHED.get() else self.notifier(**signal)


@contextmanager
def hushed() -> Iterator[None]:
    token = HUSHED.set(True)
    try:
        yield
    finally:
        HUSHED.reset(token)


# Under the names by which Wagtail connects its own: whichever of the two comes first, one is called.
WRITERS = [
    (
        task_submitted,
        TaskState,
        "group_approval_task_submitted_email_notification",
        UnlessHushed(signal_handlers.task_submission_email_notifier),
    ),
    (
        workflow_submitted,
        WorkflowState,
        "workflow_state_submitted_email_notification",
        UnlessHushed(signal_handlers.workflow_submission_email_notifier),
    ),
    (
        workflow_approved,
        WorkflowState,
        "workflow_state_approved_email_notification",
        UnlessHushed(signal_handlers.workflow_approval_email_notifier),
    ),
]


def connect() -> None:
    for signal, sender, name, writer in WRITERS:
        signal.disconnect(sender=sender, dispatch_uid=name)
        signal.connect(writer, sender=sender, dispatch_uid=name, weak=False)


def moderators_of(state: TaskState, sender) -> set:
    """Who would be told of that record, whoever sends it; by their own choice of letters."""
    return signal_handlers.task_submission_email_notifier.get_valid_recipients(state.specific, user=sender)


def authors_of(states: Iterable[WorkflowState], decider) -> set:
    notifier = signal_handlers.workflow_approval_email_notifier
    return {author for state in states for author in notifier.get_valid_recipients(state, user=decider)}


def tell(importing: Import, people: Iterable, number: int, what: str) -> None:
    """`what` names the template: sent or published."""
    base, path = settings.WAGTAILADMIN_BASE_URL.rstrip("/"), reverse("exchange_import", args=[importing.uuid])
    context = {"importing": importing, "number": number, "address": base + path}
    for person in people:
        with override("ru"):
            subjects = {"sent": _("Ждут проверки: «%(file)s»"), "published": _("Опубликовано: «%(file)s»")}
            body = render_to_string(f"exchange/mail/{what}.txt", context)
            send_mail(nested(subjects[what] % {"file": importing.file_name}), body, [person.email], fail_silently=True)
