"""What is hidden from everybody becomes public only by somebody's word.

The screens ask for it beforehand. Publication itself refuses what nobody has agreed to, whichever way it comes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.log_actions import log, registry

ACTION, STOPPED = "portal.reveal", "portal.reveal_stopped"
# The tick on every screen that asks.
TICK = "reveal"
given: ContextVar[bool] = ContextVar("given", default=False)


class NotAgreed(PermissionDenied):
    """Nobody was asked; says what would have been shown."""


def is_ticked(data) -> bool:
    return TICK in data


def ask() -> str:
    return _("Отметьте, что скрытое можно показать всем, — или не публикуйте.")


@contextmanager
def agreed(word: bool = True) -> Iterator[None]:
    """Within it somebody has said that what is hidden may be shown; or, with `False`, nobody has."""
    token = given.set(word)
    try:
        yield
    finally:
        given.reset(token)


def demand(record, revision, user) -> None:
    """Before the revision becomes public. On the day it was set for nobody is there to be asked: then counts what was
    agreed to when the day was set, to the word."""
    # Whoever is at work, and whatever their language, the same words are compared.
    with override(settings.LANGUAGE_CODE):
        words = revision.as_object().reveals()
    if not words or (revision.approved_go_live_at and words in words_agreed_to(record, revision)):
        return
    if not given.get():
        raise NotAgreed(words)
    log(record, ACTION, user=user, revision=revision, data={"words": words})


def words_agreed_to(record, revision) -> set[str]:
    agreed_to = registry.get_logs_for_instance(record).filter(action=ACTION, revision=revision)
    return {entry.data.get("words", "") for entry in agreed_to}


@transaction.atomic
def stop(record, revision, words: str) -> None:
    """What was to appear today and would show what was hidden since: it stays a draft, and goes to the moderators as
    any edit does, so that they are told and asked."""
    day = revision.approved_go_live_at.isoformat()
    record.revisions.filter(pk=revision.pk).update(approved_go_live_at=None)
    type(record)._default_manager.filter(pk=record.pk).update(has_unpublished_changes=True)
    log(record, STOPPED, revision=revision, data={"words": words, "day": day})
    if not record.workflow_in_progress and (workflow := record.get_workflow()):
        # In nobody's name: whoever set the day is to be told too.
        workflow.start(record, None)


def remarks(record, revision) -> list[str]:
    """Why a version that nobody has sent is with the moderators."""
    stopped = registry.get_logs_for_instance(record).filter(action=STOPPED, revision=revision)
    said = _("Эта версия должна была выйти %(day)s. К этому дню её адрес скрыли на сайте, и портал её не показал.")
    days = [datetime.fromisoformat(entry.data["day"]) for entry in stopped]
    return [said % {"day": date_format(localtime(day), "j E Y, H:i")} for day in days]
