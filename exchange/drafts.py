"""What an import has left as drafts: all of it published in one go, or sent to the moderators. Or nothing of it.

Each record takes the way that it takes by hand: its approval where it waits for one, else Wagtail's publication.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import WorkflowState
from wagtail.signal_handlers import disable_reference_index_auto_update

from portal import revealing
from portal.approving import APPROVE, decide
from portal.formatting import nested
from search.signals import gathered

from .following import chunks, refer_later
from .letters import authors_of, hushed, moderators_of, tell
from .models import Import
from .progress import Progress
from .publishing import publish_at_once
from .running import ImportRefused, finish, take_lock, working

State = Import.State


class Obstacle(models.TextChoices):
    """Why a draft does not go with the others."""

    CHANGED = "changed", gettext_lazy("после загрузки её правили")
    RETURNED = "returned", gettext_lazy("модератор вернул её с замечанием")
    WITHDRAWN = "withdrawn", gettext_lazy("её на сайте не было до загрузки или с тех пор её сняли")
    MIXED = "mixed", gettext_lazy("до загрузки в ней уже были чужие неопубликованные правки")


def drafts(importing: Import) -> models.QuerySet:
    """Records that the import has left unpublished, each with its `obstacle`, or with none, and whether it waits."""
    model = importing.exchanged.model
    content_type = ContentType.objects.get_for_model(model)
    imported = importing.records.filter(content_type=content_type, object_id=OuterRef("pk"))
    found = model._default_manager.filter(pk__in=importing.records.values("object_id"))
    states = WorkflowState.objects.active().filter(
        base_content_type=content_type, object_id=Cast(OuterRef("pk"), models.CharField())
    )
    return (
        found.filter(Q(live=False) | Q(has_unpublished_changes=True))
        .annotate(
            left=Subquery(imported.values("revision")[:1]),
            is_new=Exists(imported.filter(is_new=True)),
            had_draft=Exists(imported.filter(state_before__has_unpublished_changes=True)),
            is_returned=Exists(states.filter(status=WorkflowState.STATUS_NEEDS_CHANGES)),
            waits=Exists(states),
        )
        .annotate(obstacle=OBSTACLE)
        .order_by("pk")
    )


OBSTACLE = Case(
    When(~Q(latest_revision=F("left")) | Q(left=None), then=Value(Obstacle.CHANGED.value)),
    When(is_returned=True, then=Value(Obstacle.RETURNED.value)),
    When(Q(live=False) & (Q(is_new=False) | Q(first_published_at__isnull=False)), then=Value(Obstacle.WITHDRAWN.value)),
    When(live=True, had_draft=True, then=Value(Obstacle.MIXED.value)),
    default=Value(""),
    output_field=models.CharField(),
)


def publishable(importing: Import) -> models.QuerySet:
    return drafts(importing).filter(obstacle="")


def sendable(importing: Import) -> models.QuerySet:
    """A moderator sees a draft field by field, so an older edit in it is no obstacle."""
    return drafts(importing).filter(obstacle__in=["", Obstacle.MIXED], waits=False)


def digest(records: models.QuerySet) -> str:
    """By which what was shown is told from what there is now."""
    pairs = records.values_list("pk", "latest_revision_id")
    return hashlib.sha256(repr(list(pairs)).encode()).hexdigest()


def publish(importing: Import, user, shown: str, may_reveal: bool = False) -> None:
    at_once, one = partial(publish_at_once, user=user), partial(publish_one, user=user)
    with revealing.agreed(may_reveal):
        in_one_go(importing, State.PUBLISHING, publishable(importing), shown, Deed(at_once, one, "published_at"))


def send(importing: Import, user, shown: str) -> None:
    one = partial(send_one, user=user)
    in_one_go(importing, State.SENDING, sendable(importing), shown, Deed(list, one, "sent_at"))


@dataclass(frozen=True)
class Deed:
    """`at_once` does it to what can be done together and returns the rest; `one` does it to a record.

    `one` says whom to write to when all is done; `stamp` is where the import keeps the moment.
    """

    at_once: Callable[[list], list]
    one: Callable[[models.Model], set]
    stamp: str


def in_one_go(importing: Import, state: State, chosen: models.QuerySet, shown: str, deed: Deed) -> None:
    """All in one transaction."""
    with working(importing, state, failed=State.DONE), Progress(importing.pk) as progress:
        with transaction.atomic(), hushed():
            take_lock()
            people, done = set(), []
            for batch in held(chosen, shown):
                people |= all_done(batch, deed, progress)
                done += [record.pk for record in batch]
            setattr(importing, deed.stamp, timezone.now())
            finish(importing, State.DONE)
        refer_later(importing.exchanged.model, done)
        tell(importing, people, len(done), "published" if state == State.PUBLISHING else "sent")


def all_done(batch: list[models.Model], deed: Deed, progress: Progress) -> set:
    """What follows from each of them, entries of the search and who refers to whom, follows from all at once."""
    people = set()
    with gathered(), disable_reference_index_auto_update():
        rest = deed.at_once(batch)
        progress.step(len(batch) - len(rest))
        for record in rest:
            people |= done_to(record, deed.one)
            progress.step(1)
    return people


def held(records: models.QuerySet, shown: str) -> Iterator[list[models.Model]]:
    """Batches of the records, each locked until the end: nobody saves a version between the look and the deed."""
    pks = list(records.select_for_update(of=("self",)).values_list("pk", flat=True))
    if not pks or digest(records) != shown:
        raise ImportRefused(_("Пока вы читали, записи изменились. Посмотрите список ещё раз."))
    for ids in chunks(pks):
        yield list(records.model._default_manager.filter(pk__in=ids).select_related("latest_revision").order_by("pk"))


def done_to(record: models.Model, one: Callable) -> set:
    try:
        return one(record)
    except ValidationError as error:
        raise refusal(record, " ".join(error.messages)) from None
    except revealing.NotAgreed as error:
        raise refusal(record, str(error)) from None
    except IntegrityError:
        raise refusal(record, _("такие данные уже есть у другой записи")) from None


def refusal(record: models.Model, why: str) -> ImportRefused:
    message = _("«%(name)s»: %(why)s. Ничего не изменилось: поправьте запись и повторите.")
    return ImportRefused(nested(message % {"name": record, "why": why.rstrip(".")}))


def publish_one(record: models.Model, user) -> set:
    """Whatever has come since the dry run, the draft must still be valid."""
    revision, state = record.latest_revision, record.current_workflow_state
    revision.as_object().full_clean()
    if state is None or not may_approve(record, state, user):
        revision.publish(user=user)
        return set()
    decide(state.current_task_state.specific, revision, user, APPROVE)
    record.refresh_from_db(fields=["live", "has_unpublished_changes"])
    if not record.live or record.has_unpublished_changes:
        raise ValidationError(_("её должен одобрить ещё один проверяющий"))
    return authors_of([state], user)


def may_approve(record: models.Model, state: WorkflowState, user) -> bool:
    task = state.current_task_state.task.specific
    return APPROVE in {name for name, *_labels in task.get_actions(record, user)}


def send_one(record: models.Model, user) -> set:
    state = record.get_workflow().start(record, user)
    return moderators_of(state.current_task_state, user)
