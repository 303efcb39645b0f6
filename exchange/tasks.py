"""What is done in the background, and what is little enough to be done at once."""

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from . import drafts
from .models import Import
from .running import check, load
from .undoing import undo

# A page waits about a second for so many rows, or for so many records that are published or sent one by one.
AT_ONCE = 300
ONE_BY_ONE = 40


@task()
def check_later(pk: int) -> None:
    if importing := awaited(pk, Import.State.CHECKING):
        check(importing)


@task()
def load_later(pk: int) -> None:
    if importing := awaited(pk, Import.State.LOADING):
        load(importing)


@task()
def undo_later(pk: int, user: int, may_reveal: bool = False) -> None:
    if importing := awaited(pk, Import.State.UNDOING):
        undo(importing, person(user), may_reveal)


@task()
def publish_later(pk: int, user: int, shown: str, may_reveal: bool = False) -> None:
    if importing := awaited(pk, Import.State.PUBLISHING):
        drafts.publish(importing, person(user), shown, may_reveal)


@task()
def send_later(pk: int, user: int, shown: str) -> None:
    if importing := awaited(pk, Import.State.SENDING):
        drafts.send(importing, person(user), shown)


def awaited(pk: int, state: Import.State) -> Import | None:
    """A task whose worker died comes again; meanwhile somebody may have been told of it, and have begun anew."""
    return Import.objects.filter(pk=pk, state=state).first()


def person(pk: int):
    return get_user_model().objects.filter(pk=pk).first()


def start_check(importing: Import) -> None:
    start(importing, Import.State.CHECKING, check_later, importing.total)


def start_load(importing: Import) -> None:
    start(importing, Import.State.LOADING, load_later, importing.total)


def start_undo(importing: Import, user, may_reveal: bool = False) -> None:
    start(importing, Import.State.UNDOING, undo_later, importing.records.count(), user.pk, may_reveal)


def start_publishing(importing: Import, user, number: int, shown: str, may_reveal: bool) -> None:
    start(importing, Import.State.PUBLISHING, publish_later, number, user.pk, shown, may_reveal, at_once=ONE_BY_ONE)


def start_sending(importing: Import, user, number: int, shown: str) -> None:
    start(importing, Import.State.SENDING, send_later, number, user.pk, shown, at_once=ONE_BY_ONE)


def start(importing: Import, state: Import.State, later, goal: int, *arguments, at_once: int = AT_ONCE) -> None:
    """A small table now; a large one in the queue, where its message says that it waits."""
    waits = goal > at_once
    importing.goal, importing.state, importing.done = goal, state, 0
    importing.message = _("Ждёт очереди.") if waits else ""
    importing.touched_at = timezone.now()
    importing.save()
    (later.enqueue if waits else later.call)(importing.pk, *arguments)
    importing.refresh_from_db()
