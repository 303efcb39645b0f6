"""What reports add to the back office."""

from django.db.models import Q
from django.urls import path, reverse, reverse_lazy
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.snippets.action_menu import ActionMenuItem, SubmitForModerationMenuItem

from measures.models import Measure, Report
from portal.attention import Case, capped
from portal.reporters import EXECUTORS, groups_of, is_reporter

from .doors import OPEN
from .home import ReportsPanel
from .viewsets import ResponsibilityViewSet, report_file

RESPONSIBILITIES = ResponsibilityViewSet()
REPORTS = reverse_lazy("wagtailsnippets_measures_report:list")


class ResponsibilitiesMenuItem(MenuItem):
    """For whoever says who reports."""

    def is_shown(self, request):
        return request.user.has_perm("measures.view_responsibility")


def responsibilities_menu_item() -> MenuItem:
    url = reverse(RESPONSIBILITIES.get_url_name("index"))
    return ResponsibilitiesMenuItem(gettext_lazy("Кто отчитывается"), url, icon_name="user", order=4900)


@hooks.register("register_admin_viewset")
def responsibilities():
    return RESPONSIBILITIES


@hooks.register("register_admin_urls")
def report_urls():
    address = "measures/reports/<int:record_id>/files/<int:file_id>/"
    return [path(address, report_file, name="measures_report_file")]


@hooks.register("portal_doors")
def doors():
    return EXECUTORS, OPEN


# After the panels of the portal, and after those of an institution: a person may be of both.
@hooks.register("construct_homepage_panels", order=20)
def own_reports(request, panels):
    if is_reporter(request.user) and EXECUTORS in groups_of(request.user):
        panels.append(ReportsPanel())


class SendMenuItem(SubmitForModerationMenuItem):
    """Wagtail names it after the approval; here it says what happens."""

    def get_context_data(self, parent_context):
        state = parent_context["instance"].current_workflow_state
        label = _("Отправить на утверждение снова") if state else _("Отправить на утверждение")
        return {**super().get_context_data(parent_context), "label": label}


class DecideMenuItem(ActionMenuItem):
    """A report is decided on where its differences are seen, and nowhere else."""

    name = "action-decide"
    label = gettext_lazy("К решению: что изменилось")
    icon_name = "tasks"
    template_name = "measures/admin/reports/decide.html"

    def is_shown(self, context):
        return context["instance"].workflow_in_progress

    def get_url(self, parent_context):
        return reverse("portal_edit_review", args=[parent_context["instance"].current_workflow_state.pk])


KEPT = ("action-save", "action-cancel-workflow")


@hooks.register("construct_snippet_action_menu", order=100)
def actions(items, request, context):
    if context["model"] is Report:
        may_send = any(item.name == "action-submit" for item in items) and not context["instance"].workflow_in_progress
        kept = [item for item in items if item.name in KEPT]
        items[:] = [*([SendMenuItem(order=0)] if may_send else [DecideMenuItem(order=0)]), *kept]


@hooks.register("register_snippet_listing_buttons")
def person_of_measure(snippet, user, next_url=None):
    if isinstance(snippet, Measure) and user.has_perm("measures.add_responsibility"):
        url = f"{reverse(RESPONSIBILITIES.get_url_name('add'))}?measure={snippet.pk}"
        yield Button(_("Назначить, кто отчитывается"), url, icon_name="user", priority=40)


@hooks.register("portal_attention")
def report_cases(user) -> list[Case]:
    owed = Q(sent_on=None, period__due_on__lt=localdate(), measure__live=True)
    return [
        Case(
            ngettext_lazy("отчёт не сдан в срок", "отчётов не сдано в срок"),
            "measures.change_report",
            lambda: capped(Report.objects.filter(owed)),
            f"{REPORTS}?delivery=owed",
        )
    ]
