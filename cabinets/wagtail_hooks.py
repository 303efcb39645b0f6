from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.snippets.action_menu import SubmitForModerationMenuItem

from cabinets.doors import OPEN
from cabinets.home import CabinetPanel
from cabinets.memberships import MembershipViewSet
from portal.reporters import GROUP, groups_of, is_reporter
from services_directory.models import Provider

MEMBERSHIPS = MembershipViewSet()
RESTORING = "revisions_revert"


@hooks.register("register_admin_viewset")
def memberships():
    return MEMBERSHIPS


# After the panels of the portal.
@hooks.register("construct_homepage_panels", order=10)
def cabinet(request, panels):
    if is_reporter(request.user) and GROUP in groups_of(request.user):
        panels[:] = [CabinetPanel()]


@hooks.register("portal_doors")
def doors():
    return GROUP, OPEN


class SendMenuItem(SubmitForModerationMenuItem):
    """Wagtail names it after the approval; here it says what happens. An earlier version is sent as it is opened."""

    def is_shown(self, context):
        restores = context["view"] == RESTORING and not context["instance"].workflow_in_progress
        return restores or super().is_shown(context)

    def get_context_data(self, parent_context):
        record = parent_context.get("instance")
        state = record.current_workflow_state if record else None
        label = _("Отправить на проверку снова") if state else _("Отправить на проверку")
        if parent_context["view"] == RESTORING:
            label = _("Вернуть и отправить на проверку")
        return {**super().get_context_data(parent_context), "label": label}


@hooks.register("construct_snippet_action_menu")
def send_first(items, request, context):
    """For a reporter sending is what one presses; a draft is kept by the next button."""
    sends = context["view"] == RESTORING or any(item.name == "action-submit" for item in items)
    if is_reporter(request.user) and sends and SendMenuItem().is_shown({**context, "request": request}):
        items[:] = [SendMenuItem(order=0), *(item for item in items if item.name != "action-submit")]


@hooks.register("register_snippet_listing_buttons")
def people_of_institution(snippet, user, next_url=None):
    if isinstance(snippet, Provider) and user.has_perm("cabinets.add_membership"):
        url = f"{reverse(MEMBERSHIPS.get_url_name('add'))}?provider={snippet.pk}"
        yield Button(_("Открыть кабинет сотруднику"), url, icon_name="user", priority=40)
