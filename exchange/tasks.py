"""What is done in the background, and what is little enough to be done at once."""

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from .models import Import
from .running import check, load
from .undoing import undo

# A page waits about a second for so many rows.
AT_ONCE = 300


@task()
def check_later(pk: int) -> None:
    check(Import.objects.get(pk=pk))


@task()
def load_later(pk: int) -> None:
    load(Import.objects.get(pk=pk))


@task()
def undo_later(pk: int, user: int) -> None:
    undo(Import.objects.get(pk=pk), get_user_model().objects.filter(pk=user).first())


def start_check(importing: Import) -> None:
    start(importing, Import.State.CHECKING, check_later)


def start_load(importing: Import) -> None:
    start(importing, Import.State.LOADING, load_later)


def start_undo(importing: Import, user) -> None:
    start(importing, Import.State.UNDOING, undo_later, user.pk)


def start(importing: Import, state: Import.State, later, *arguments) -> None:
    """A small table now; a large one in the queue, where its message says that it waits."""
    if importing.total <= AT_ONCE:
        later.call(importing.pk, *arguments)
    else:
        importing.state, importing.message, importing.done = state, _("Ждёт очереди."), 0
        importing.touched_at = timezone.now()
        importing.save()
        later.enqueue(importing.pk, *arguments)
    importing.refresh_from_db()
