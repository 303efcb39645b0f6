"""Drafts published hundreds at once, each as by hand: by its model's rules, with its rows and links and its history.

What waits for a moderator, or would be refused, is left to be done one by one: that way says what is the matter.
"""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone
from wagtail.models import Revision
from wagtail.permission_policies import ModelPermissionPolicy

from portal.drafts import child_relations, links, load, restored
from portal.locks import in_review

from .following import Followed
from .saving import PUBLISH, Written, log, point, replace, write_links, write_rows
from .validating import Validator

PUBLISHED, RENAMED = "wagtail.publish", "wagtail.rename"


def publish_at_once(batch: list[models.Model], user) -> list[models.Model]:
    """Publish of the batch what can be, all or nothing; return the rest."""
    model = type(batch[0])
    waiting = in_review(batch)
    plain = [record for record in batch if str(record.pk) not in waiting and is_plain(record)]
    plain = hiding_still(model, plain)
    if not plain or not ModelPermissionPolicy(model).user_has_permission(user, "publish"):
        return batch
    try:
        with transaction.atomic():
            publish(model, plain, user)
            # Whoever a draft names may be gone; keys are looked at when the transaction ends, which is too late here.
            connection.check_constraints()
    except (ValidationError, IntegrityError):
        return batch
    done = {record.pk for record in plain}
    return [record for record in batch if record.pk not in done]


def is_plain(record: models.Model) -> bool:
    """A draft whose time is not for later."""
    content = record.latest_revision.content
    return record.has_unpublished_changes and not (content.get("go_live_at") or content.get("expire_at"))


def hiding_still(model: type[models.Model], records: list[models.Model]) -> list[models.Model]:
    """Those that show nothing hidden: the others are asked about one by one."""
    drafts = [restored(record, record.latest_revision.content) for record in records] if model.hidden_by else records
    return [record for record, words in zip(records, model.revealed(drafts), strict=True) if not words]


def publish(model: type[models.Model], records: list[models.Model], user) -> None:
    now = {record.pk: record for record in records}
    drafts = load(model._default_manager.filter(pk__in=now))
    demand_valid(model, drafts)
    everything = {*child_relations(model), *links(model)}
    written = [
        Written(draft, publishes=True, touched=everything, revision=now[draft.pk].latest_revision, keeps_keys=True)
        for draft in drafts
    ]
    followed = Followed()
    followed.before(model, now)
    write(model, written)
    renamed = [each for each in written if is_renamed(now[each.record.pk], each.record)]
    log(model, renamed, user, RENAMED, lambda each: {"title": titles(now[each.record.pk], each.record)})
    log(model, written, user, PUBLISHED, lambda each: {})
    for was_live in (True, False):
        followed.add([draft for draft in drafts if now[draft.pk].live == was_live], were_there=was_live)
    followed.update()


def demand_valid(model: type[models.Model], drafts: list[models.Model]) -> None:
    validator = Validator(model)
    for draft in drafts:
        if not getattr(draft, "slug", True) or any(validator.complaints(draft, None)):
            raise ValidationError(str(draft))
        draft.expired = False


def write(model: type[models.Model], written: list[Written]) -> None:
    replace(model, [each.record for each in written])
    write_rows(model, [], written)
    write_links(model, [], written)
    Revision.objects.filter(
        content_type=written[0].revision.content_type_id,
        object_id__in=[str(each.record.pk) for each in written],
        approved_go_live_at__isnull=False,
    ).update(approved_go_live_at=None)
    moment = timezone.now()
    point(PUBLISH, model, written, [moment, moment])


def is_renamed(now: models.Model, draft: models.Model) -> bool:
    return now.live and str(now) != str(draft)


def titles(now: models.Model, draft: models.Model) -> dict[str, str]:
    return {"old": str(now), "new": str(draft)}
