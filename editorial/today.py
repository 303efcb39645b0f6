"""«Работа на сегодня»: what came back to this editor, what appears on the site or leaves it, what is due to be read."""

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.components import Component
from wagtail.models import Revision, WorkflowState
from wagtail.permissions import page_permission_policy

from editorial.reports import editable
from portal.reviewing import EDITING, with_review_dates

AHEAD = datetime.timedelta(days=7)
MOST_LISTED = 8


@dataclass(frozen=True)
class Task:
    """A thing to do, or to know of, on a day; with an hour where one is set."""

    day: datetime.date
    what: str
    title: str
    url: str
    hour: datetime.time | None = None

    @property
    def order(self):
        return self.day, self.hour or datetime.time(), self.title


class TodayPanel(Component):
    name = "today"
    template_name = "editorial/admin/today.html"
    order = 50

    def get_context_data(self, parent_context):
        user, today = parent_context["request"].user, localdate()
        if not page_permission_policy.user_has_any_permission(user, EDITING):
            return {"shown": False}
        tasks = sorted([*scheduled(user, today), *to_read(user, today)], key=lambda task: task.order)
        listed = tasks[: MOST_LISTED * 2]
        return {
            "shown": True,
            "returned": returned(user),
            "days": by_days(listed, today),
            "more": len(tasks) - len(listed),
        }


def by_days(tasks: list[Task], today: datetime.date) -> list[tuple[datetime.date, str, list[Task]]]:
    """What is overdue stands under this day too."""
    found: dict[datetime.date, list[Task]] = {}
    for task in tasks:
        found.setdefault(max(task.day, today), []).append(task)
    words = {today: _("Сегодня"), today + datetime.timedelta(days=1): _("Завтра")}
    return [(day, words.get(day, ""), tasks) for day, tasks in found.items()]


def edit_url(page_id) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page_id])


def to_read(user, today: datetime.date) -> list[Task]:
    """Pages whose next check comes within the week."""
    due = with_review_dates(editable(user).filter(live=True)).filter(review_on__range=(today, today + AHEAD))
    return [
        Task(page.review_on, _("проверить страницу"), page.title, edit_url(page.pk))
        for page in due.order_by("review_on", "title")[:MOST_LISTED]
    ]


def scheduled(user, today: datetime.date) -> list[Task]:
    """What is approved to appear, and what is set to leave, within the week."""
    last = today + AHEAD
    pages = editable(user)
    going = pages.filter(live=True, expire_at__date__range=(today, last)).order_by("expire_at")
    leaving = [at(page.expire_at, _("уйдёт с сайта"), page.title, page.pk) for page in going[:MOST_LISTED]]
    coming = Revision.page_revisions.filter(approved_go_live_at__date__range=(today, last)).order_by(
        "approved_go_live_at"
    )
    titles = dict(pages.filter(pk__in=[int(each.object_id) for each in coming]).values_list("pk", "draft_title"))
    return leaving + [
        at(each.approved_go_live_at, _("появится на сайте"), titles[key], key)
        for each in coming[:MOST_LISTED]
        if (key := int(each.object_id)) in titles
    ]


def at(moment: datetime.datetime, what: str, title: str, page_id: int) -> Task:
    local = localtime(moment)
    return Task(local.date(), what, title, edit_url(page_id), local.time())


def returned(user) -> list[dict]:
    """What moderators gave back to this editor, with what they said."""
    states = WorkflowState.objects.filter(requested_by=user, status=WorkflowState.STATUS_NEEDS_CHANGES)
    finder = AdminURLFinder(user)
    found = states.select_related("current_task_state").prefetch_related("content_object").order_by("-created_at")
    return [
        {
            "record": state.content_object,
            "url": finder.get_edit_url(state.content_object),
            "comment": state.current_task_state.comment if state.current_task_state else "",
        }
        for state in found[:MOST_LISTED]
        if state.content_object
    ]
