"""The moderator's page «Что изменилось»: an edit that waits, field by field beside what the public sees now."""

from django.contrib import messages
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.utils import get_latest_str
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page, TaskState, WorkflowState

from portal import revealing
from portal.differences import Version, differences
from portal.records import Record

APPROVE, REJECT = "approve", "reject"
MOST_SAID = 2000


class EditReviewView(WagtailAdminTemplateMixin, TemplateView):
    """For whoever decides; and, to read, for whoever may change the record."""

    template_name = "portal/admin/edit_review.html"
    header_icon = "tasks"
    page_title = ""

    @cached_property
    def state(self) -> WorkflowState:
        return get_object_or_404(WorkflowState.objects.active(), pk=self.kwargs["state_id"])

    @cached_property
    def record(self):
        return self.state.content_object

    @cached_property
    def task_state(self) -> TaskState:
        return self.state.current_task_state.specific

    @property
    def revision(self):
        """What approval would publish: the latest version, whichever one was sent."""
        return self.record.latest_revision

    @cached_property
    def may_decide(self) -> bool:
        waits = self.state.status == WorkflowState.STATUS_IN_PROGRESS
        actions = self.task_state.task.specific.get_actions(self.record, self.request.user) if waits else []
        return {APPROVE, REJECT} <= {name for name, *_ in actions}

    def dispatch(self, request, *args, **kwargs):
        if isinstance(self.record, Page):
            return self.review_of_page()
        if not self.record or not (self.may_decide or self.may_change()):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def review_of_page(self) -> HttpResponse:
        """Wagtail compares pages itself; one that is not public is read and decided on where it is edited."""
        if self.record.live:
            return redirect("wagtailadmin_pages:revisions_compare", self.record.pk, "live", "latest")
        return redirect("wagtailadmin_pages:edit", self.record.pk)

    def may_change(self) -> bool:
        policy = self.record.snippet_viewset.permission_policy
        return policy.user_has_permission_for_instance(self.request.user, "change", self.record)

    def get_page_title(self):
        return _("Что изменилось")

    def get_page_subtitle(self):
        return get_latest_str(self.record)

    def get_breadcrumbs_items(self):
        own = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, own]

    def get_context_data(self, **kwargs):
        revision = self.revision
        fields, relations = differences(Version(self.record) if self.record.live else None, proposed(revision))
        viewset = self.record.snippet_viewset
        return super().get_context_data(
            **kwargs,
            reveals=self.reveals(),
            state=self.state,
            record=self.record,
            revision=revision,
            fields=fields,
            relations=relations,
            is_new=not self.record.live,
            comments=self.comments(),
            remarks=[*revealing.remarks(self.record, revision), *revision.as_object().remarks()],
            may_decide=self.may_decide,
            edit_url=reverse(viewset.get_url_name("edit"), args=[quote(self.record.pk)]),
            preview_url=reverse(viewset.get_url_name("revisions_view"), args=[quote(self.record.pk), revision.pk]),
        )

    def reveals(self) -> str:
        """Words of warning, where approval would make public what was kept from the public."""
        return self.revision.as_object().reveals() if isinstance(self.record, Record) else ""

    def comments(self) -> list[TaskState]:
        """What was said of this edit on its way, the latest first."""
        said = self.state.task_states.exclude(comment="").select_related("finished_by").order_by("-finished_at")
        return [task_state for task_state in said if task_state.finished_at]

    def post(self, request, *args, **kwargs) -> HttpResponse:
        if not self.may_decide:
            raise PermissionDenied
        action, comment = request.POST.get("action", ""), request.POST.get("comment", "").strip()[:MOST_SAID]
        with transaction.atomic():
            # Nobody saves a version between this look at it and its publication.
            self.record = type(self.record)._default_manager.select_for_update(of=("self",)).get(pk=self.record.pk)
            if refusal := self.refusal(action, comment):
                messages.error(request, refusal)
                return self.render_to_response(self.get_context_data(comment=comment))
            with revealing.agreed(revealing.is_ticked(request.POST)):
                decide(self.task_state, self.revision, request.user, action, comment)
        messages.success(request, self.answer(action))
        return redirect("wagtailadmin_home")

    def refusal(self, action: str, comment: str) -> str:
        if action not in (APPROVE, REJECT):
            return _("Выберите: опубликовать или вернуть.")
        if self.request.POST.get("revision") != str(self.revision.pk):
            return _("Пока вы читали, правку изменили. Ниже её новый вид: прочтите и решите ещё раз.")
        if action == REJECT and not comment:
            return _("Напишите, что исправить: без этого правку не поймут.")
        if action == APPROVE and self.reveals() and not revealing.is_ticked(self.request.POST):
            return _("Отметьте, что скрытое можно показать всем, — или верните правку.")
        faults = self.revision.as_object().faults() if action == APPROVE and isinstance(self.record, Record) else []
        return " ".join(faults)

    def answer(self, action: str) -> str:
        if action == APPROVE:
            return _("Опубликовано: «%(name)s».") % {"name": self.get_page_subtitle()}
        return _("Возвращено с замечанием: «%(name)s».") % {"name": self.get_page_subtitle()}


def decide(task_state: TaskState, revision, user, action: str, comment: str = "") -> None:
    """Wagtail asks for approval of the very version that is published."""
    task_state.revision = revision
    task_state.save(update_fields=["revision"])
    task_state.task.specific.on_action(task_state, user, action, comment=comment)


def proposed(revision) -> Version:
    return Version(revision.as_object())
