"""Views of Wagtail's that publish a record: before they show what is hidden from everybody, they ask."""

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.snippets.views.snippets import WorkflowActionView

from portal import revealing
from portal.approving import APPROVE
from portal.records import Record

# A message stays one that is read.
MOST_NAMED = 5


class AsksToReveal:
    """Goes before Wagtail's view of a form. The tick stands above the form once it is needed."""

    revealed = ""

    def is_valid(self, form) -> bool:
        return super().is_valid(form) and self.is_agreed(form)

    def is_agreed(self, form) -> bool:
        words = form.instance.reveals() if self.makes_public() else ""
        if not words or revealing.is_ticked(self.request.POST):
            return True
        self.revealed = words
        form.add_error(None, revealing.ask())
        self.produced_error_code, self.produced_error_message = "validation_error", self.get_error_message()
        return False

    def form_valid(self, form) -> HttpResponse:
        with revealing.agreed(revealing.is_ticked(self.request.POST)):
            answer = super().form_valid(form)
        warn_of_others(self.request, form.instance)
        return answer

    def makes_public(self) -> bool:
        """Now or at a set time, by its own right or as the moderator of the edit."""
        approves = self.action == "workflow-action" and self.workflow_action == APPROVE
        return self.action == "publish" or approves

    def get_context_data(self, **kwargs) -> dict:
        return {**super().get_context_data(**kwargs), "reveals": self.revealed}


def warn_of_others(request: HttpRequest, record: Model) -> None:
    """Whoever hides something is told where else everybody sees it; what is no record has nothing to hide."""
    if not isinstance(record, Record) or not (others := record.shown_by_others()):
        return
    warning = ngettext(
        "Этот адрес показывает всем ещё одна карточка. Если это убежище, скройте его и там.",
        "Этот адрес показывают всем ещё карточки: %(number)s. Если это убежище, скройте его и там.",
        len(others),
    )
    finder = AdminURLFinder(request.user)
    buttons = [
        messages.button(finder.get_edit_url(each.record) or each.address, each.name) for each in others[:MOST_NAMED]
    ]
    messages.warning(request, warning % {"number": len(others)}, buttons=buttons)


class AskingWorkflowActionView(WorkflowActionView):
    """Approval by one press; one that would show what is hidden leads to the page that asks."""

    def post(self, request, *args, **kwargs) -> HttpResponse:
        if self.action_name != APPROVE or not self.object.latest_revision.as_object().reveals():
            return super().post(request, *args, **kwargs)
        messages.warning(request, _("Правка открывает то, что скрыто от всех. Прочтите её и решите здесь."))
        address = reverse("portal_edit_review", args=[self.task_state.workflow_state_id])
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return self.render_modal_json(request, {"step": "success", "redirect": address})
        return redirect(address)
