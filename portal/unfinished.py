"""Background work that failed, or is at it still: for whoever answers for the machine, with a way to begin it anew."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.log_actions import log
from wagtail.permission_policies import ModelPermissionPolicy

from portal.viewsets import CountedPaginator
from portal.workers import MOST_ATTEMPTS, WorkerDied, why_given_up

AGAIN, LEFT = "portal.task_again", "portal.task_left"
MAY = "django_tasks_db.change_dbtaskresult"
STATES = {
    TaskResultStatus.READY: gettext_lazy("ждёт очереди"),
    TaskResultStatus.RUNNING: gettext_lazy("выполняется"),
    TaskResultStatus.FAILED: gettext_lazy("не получилось"),
}
DIED = f"{WorkerDied.__module__}.{WorkerDied.__qualname__}"


def failed() -> QuerySet:
    return DBTaskResult.objects.failed()


def unfinished() -> QuerySet:
    """What failed, and what is under way."""
    return DBTaskResult.objects.filter(status__in=list(STATES)).order_by("status", "-enqueued_at")


def names() -> dict[str, str]:
    """What apps call their tasks by the hook `portal_tasks`: the path of each and its name for people."""
    return {path: name for fn in hooks.get_hooks("portal_tasks") for path, name in fn().items()}


def name_of(result: DBTaskResult) -> str:
    return str(names().get(result.task_path) or _("Служебная работа"))


def reason_of(result: DBTaskResult) -> str:
    """In words where it is known, else the last line of what Python said."""
    if result.status != TaskResultStatus.FAILED:
        return ""
    return why_given_up() if result.exception_class_path == DIED else result.traceback.strip().rpartition("\n")[2][:300]


class NameColumn(Column):
    """What it is, and what may be done about it."""

    cell_template_name = "portal/admin/task_name.html"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        has_failed = instance.status == TaskResultStatus.FAILED
        return {**context, "has_failed": has_failed, "csrf_token": get_token(parent_context["request"])}


class ReasonColumn(Column):
    cell_template_name = "portal/admin/task_state.html"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        return {**context, "reason": reason_of(instance), "attempts": len(instance.worker_ids)}


class UnfinishedView(ReportView):
    model = DBTaskResult
    page_title = gettext_lazy("Фоновые работы")
    header_icon = "cogs"
    index_url_name = "portal_unfinished"
    index_results_url_name = "portal_unfinished_results"
    results_template_name = "portal/admin/unfinished_results.html"
    paginator_class = CountedPaginator
    permission_policy = ModelPermissionPolicy(DBTaskResult)
    any_permission_required = ["change"]
    list_export = ()
    columns = [
        NameColumn("name", label=gettext_lazy("Что делается"), accessor=name_of),
        ReasonColumn("state", label=gettext_lazy("Состояние"), accessor=lambda result: STATES[result.status]),
        DateColumn("enqueued_at", label=gettext_lazy("Поставлена в очередь")),
        DateColumn("started_at", label=gettext_lazy("Начата")),
    ]

    def get_queryset(self):
        return unfinished()

    def get_context_data(self, *args, **kwargs):
        return {**super().get_context_data(*args, **kwargs), "most_attempts": MOST_ATTEMPTS}


@require_POST
def decide(request: HttpRequest, result_id: UUID) -> HttpResponse:
    """Into the queue again as if it were new, or out of the list."""
    if not request.user.has_perm(MAY):
        raise PermissionDenied
    result = get_object_or_404(failed(), pk=result_id)
    name = name_of(result)
    if "again" in request.POST:
        log(result, AGAIN, user=request.user, title=name)
        failed().filter(pk=result_id).update(status=TaskResultStatus.READY, worker_ids=[], finished_at=None)
        messages.success(request, _("«%(task)s»: начнётся, как только освободится обработчик.") % {"task": name})
    else:
        log(result, LEFT, user=request.user, title=name)
        failed().filter(pk=result_id).delete()
        messages.success(request, _("«%(task)s»: убрано из списка.") % {"task": name})
    return redirect("portal_unfinished")


class UnfinishedMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(MAY)
