"""When a report was sent, sent back or withdrawn: the days that the public board shows."""

from django.dispatch import receiver
from django.utils import timezone
from wagtail.signals import task_rejected, task_submitted, workflow_cancelled

from measures.models import Report


def of_report(state):
    """The key of the report that the approval is of, or nothing."""
    return state.object_id if state.base_content_type.model_class() is Report else None


@receiver(task_submitted)
def sent(instance, **signal) -> None:
    """The first sending counts: an executor does not answer for the time that checking takes."""
    if key := of_report(instance.workflow_state):
        Report.objects.filter(pk=key).update(returned_on=None)
        Report.objects.filter(pk=key, sent_on=None).update(sent_on=timezone.localdate())


@receiver(task_rejected)
def returned(instance, **signal) -> None:
    if key := of_report(instance.workflow_state):
        Report.objects.filter(pk=key).update(returned_on=timezone.localdate())


@receiver(workflow_cancelled)
def withdrawn(instance, **signal) -> None:
    """A report that was taken back was not sent; of an approved one only the correction is taken back."""
    if key := of_report(instance):
        Report.objects.filter(pk=key, editions=None).update(sent_on=None, returned_on=None)
