"""Guides are made in the background, one at a time for each choice, and made anew only when what they say changes."""

import datetime
import hashlib
import json
import logging
import os

from django.core.cache import cache
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django_tasks import TaskResult, TaskResultStatus, task

from home.models.settings import portal_settings
from hsds.bulk import fingerprint as directory_fingerprint
from portal.made_files import one_snapshot, only_maker, written_whole
from services_directory.models.verification import verification_rules

from .document import TEMPLATE, Document, document
from .keeping import let_go
from .models import Guide

# The first half of the key of a lock of the database; the guide's own number is the other.
LOCK = 7_310_411 << 32
CHECK_EVERY = 60
CHECKED = "guidebook.checked"
# A worker that was killed leaves its guide «being made»; after so long somebody else may begin.
PATIENCE = datetime.timedelta(minutes=10)
LONGEST_FAILURE = 300
State = Guide.State
logger = logging.getLogger(__name__)


def ask_for_new(guide: Guide, is_ready: bool) -> None:
    """A ready one is looked at once a minute, for looking reads every stamp of the directory."""
    if is_under_way(guide) or has_failed_lately(guide):
        return
    if is_ready and not (cache.add(f"{CHECKED}.{guide.pk}", True, CHECK_EVERY) and is_stale(guide)):
        return
    put_in_queue(guide)


def put_in_queue(guide: Guide, anew: bool = False) -> None:
    set_state(guide, State.WAITING)
    build_guide.enqueue(guide.pk, anew)
    guide.refresh_from_db()


def make_again(guide: Guide) -> None:
    """Whether or not anything has changed: an editor asks."""
    put_in_queue(guide, anew=True)


def is_under_way(guide: Guide) -> bool:
    at_work = guide.state in (State.WAITING, State.MAKING)
    return at_work and guide.state_since > timezone.now() - PATIENCE


def has_failed_lately(guide: Guide) -> bool:
    """Whatever it was will not pass within seconds."""
    return guide.state == State.FAILED and guide.state_since > timezone.now() - PATIENCE


def is_stale(guide: Guide) -> bool:
    """The directory has changed since, or a day has come on which the guide says something else."""
    has_turned = guide.good_until is not None and localdate() > guide.good_until
    return has_turned or guide.fingerprint != fingerprint()


def fingerprint() -> str:
    """Of all that guides are made from."""
    parts = (directory_fingerprint(), portal_settings().hotlines, portal_settings().contact_email, verification_rules())
    return hashlib.sha256(repr(parts).encode() + TEMPLATE.read_bytes()).hexdigest()


@task()
def build_guide(pk: int, anew: bool = False) -> bool:
    guide = Guide.objects.select_related("territory__parent", "kind", "category").filter(pk=pk).first()
    return build(guide, anew) if guide else False


def task_ended(sender, task_result: TaskResult, **kwargs) -> None:
    """Whoever was killed at it could not say so; then editors are told here, and may have it made again."""
    if task_result.task.module_path != build_guide.module_path or task_result.status != TaskResultStatus.FAILED:
        return
    guide = Guide.objects.filter(pk=task_result.args[0], state__in=[State.WAITING, State.MAKING]).first()
    if guide:
        set_state(guide, State.FAILED, _("Работа оборвалась на полпути. Попробуйте сделать заново."))


def build(guide: Guide, anew: bool = False) -> bool:
    """Make the file, unless what it says is the same or somebody else is at it; say whether one was made."""
    with only_maker(LOCK + guide.pk) as alone:
        if not alone:
            return False
        set_state(guide, State.MAKING)
        try:
            made = make(guide, anew)
        except Exception as error:
            # Whatever it was: the old file stays, and editors see why there is no new one.
            logger.exception("A guide could not be made")
            set_state(guide, State.FAILED, f"{type(error).__name__}: {error}"[:LONGEST_FAILURE])
            return False
    let_go(but=guide)
    return made


def make(guide: Guide, anew: bool) -> bool:
    started, today = cpu_seconds(), localdate()
    with one_snapshot():
        state, wanted_document = fingerprint(), document(guide.choice, today)
    mark = mark_of(wanted_document)
    is_new = anew or guide.mark != mark or not guide.path.exists()
    guide.mark = mark
    if is_new:
        guide.pages, guide.size = write(guide, wanted_document)
        guide.made_at, guide.data_on, guide.seconds = timezone.now(), today, cpu_seconds() - started
    guide.fingerprint, guide.good_until = state, wanted_document.good_until
    guide.services, guide.places = wanted_document.services, wanted_document.places
    guide.state, guide.failure, guide.state_since = State.IDLE, "", timezone.now()
    guide.save()
    return is_new


def cpu_seconds() -> float:
    """Of this process and of those that it has waited for."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def write(guide: Guide, wanted_document: Document) -> tuple[int, int]:
    """How many pages and bytes there are."""
    body, pages = wanted_document.pdf()
    with written_whole(guide.path) as file:
        file.write(body)
    return pages, len(body)


def mark_of(wanted_document: Document) -> str:
    """The same for the same words, on whatever day they are asked for."""
    said = {name: part for name, part in wanted_document.content.items() if name != "on"}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode() + TEMPLATE.read_bytes()).hexdigest()


def set_state(guide: Guide, state: State, failure: str = "") -> None:
    guide.state, guide.failure, guide.state_since = state, failure, timezone.now()
    guide.save(update_fields=["state", "failure", "state_since"])
