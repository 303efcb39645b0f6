"""What needs care: the editors' first page. Each app names its own cases by the hook `portal_attention`."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.components import Component
from wagtail.models import TaskState, WorkflowState

# More than this is «1000+»: the page must open at once whatever has piled up.
MOST_COUNTED = 1000
MOST_LISTED = 10


@dataclass(frozen=True)
class Case:
    """A kind of trouble: how many records have it, and the list that shows just them.

    The label is what `ngettext_lazy` gives: its form follows the number.
    """

    label: str
    permission: str
    count: Callable[[], int]
    url: str


def capped(records: QuerySet) -> int:
    """How many, counted no further than the page says."""
    return records.order_by()[: MOST_COUNTED + 1].count()


def words(label: str, number: int) -> str:
    """The form of the label that follows the figure; «1000+» is followed as a thousand is."""
    return label % min(number, MOST_COUNTED)


def figure(number: int) -> str:
    return f"{MOST_COUNTED}+" if number > MOST_COUNTED else str(number)


class AttentionPanel(Component):
    """Numbers of what the user may put right."""

    name = "attention"
    template_name = "portal/admin/attention.html"
    order = 100

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        named = [case for fn in hooks.get_hooks("portal_attention") for case in fn(user)]
        cases = [case for case in named if user.has_perm(case.permission)]
        found = [(case, number) for case in cases if (number := case.count())]
        rows = [{"url": case.url, "figure": figure(n), "words": words(case.label, n)} for case, n in found]
        return {"cases": rows, "watched": bool(cases)}


class AwaitingPanel(Component):
    """What waits for this moderator's decision, and what this editor has sent and not got back yet."""

    name = "awaiting"
    template_name = "portal/admin/awaiting.html"
    order = 200

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        reviewable = TaskState.objects.reviewable_by(user).values("workflow_state")
        to_decide = WorkflowState.objects.filter(pk__in=reviewable)
        sent = WorkflowState.objects.active().filter(requested_by=user)
        return {
            "lists": [
                {**listed(_("Ждут вашего решения"), to_decide, user), "to_decide": True},
                listed(_("Вы отправили на проверку"), sent, user),
            ]
        }


def listed(heading: str, states: QuerySet, user) -> dict:
    """The newest of them, each with a link where the user may open it, and how many more there are."""
    newest = states.select_related("requested_by").prefetch_related("content_object").order_by("-created_at")
    finder = AdminURLFinder(user)
    rows = [
        {"state": state, "record": state.content_object, "url": finder.get_edit_url(state.content_object)}
        for state in newest[:MOST_LISTED]
        if state.content_object
    ]
    return {"heading": heading, "rows": rows, "more": figure(max(capped(states) - len(rows), 0))}
