"""What is hidden from everybody becomes public only by somebody's word.

The screens ask for it beforehand. Publication itself refuses what nobody has agreed to, whichever way it comes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from wagtail.log_actions import log

ACTION = "portal.reveal"
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
    """Before the revision becomes public, now or at a set time; by that time its word was given."""
    if revision.approved_go_live_at or not (words := revision.as_object().reveals()):
        return
    if not given.get():
        raise NotAgreed(words)
    log(record, ACTION, user=user, revision=revision, data={"words": words})
