"""Records that a table must leave alone for now: a moderator is looking at them, or somebody's draft would be lost."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState


class Locks:
    def __init__(self, records: Iterable[Model], publishes: bool):
        records = list(records)
        self.publishes = publishes
        self.drafts = {record.pk for record in records if record.live and record.has_unpublished_changes}
        self.in_review = in_review(records)

    def why(self, record: Model) -> str:
        """Why the record cannot be changed now, or nothing."""
        if str(record.pk) in self.in_review:
            return _("запись на проверке у модератора: дождитесь решения")
        if self.publishes and record.pk in self.drafts:
            return _("у записи есть неопубликованные правки: сначала опубликуйте их или отмените")
        return ""


def in_review(records: list[Model]) -> set[str]:
    if not records:
        return set()
    states = WorkflowState.objects.filter(
        content_type=ContentType.objects.get_for_model(records[0]),
        object_id__in=[str(record.pk) for record in records],
        status__in=[WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES],
    )
    return set(states.values_list("object_id", flat=True))
