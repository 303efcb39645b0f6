"""«Мои отчёты»: the first page of whoever reports on measures."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.admin.utils import quote
from django.contrib.contenttypes.models import ContentType
from django.db.models import Max, Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.components import Component
from wagtail.models import TaskState

from measures.models import Report

from .rights import ReportPermissionPolicy
from .standing import Delivery, standing

MOST_SHOWN = 100


@dataclass(frozen=True)
class Card:
    """A report of the user's, and what is asked of her; `remark`: for what the moderator has returned it."""

    report: Report
    remark: str = ""

    @property
    def standing(self):
        return standing(self.report.period.due_on, self.report.sent_on, localdate())

    @property
    def days_left(self) -> int:
        return (self.report.period.due_on - localdate()).days

    @property
    def is_owed(self) -> bool:
        return self.standing.delivery is Delivery.OWED

    @property
    def is_waiting(self) -> bool:
        return bool(self.report.sent_on) and not self.report.returned_on and not self.report.edition_number

    @property
    def edit_url(self) -> str:
        return reverse("wagtailsnippets_measures_report:edit", args=[quote(self.report.pk)])


def remarks(reports: Iterable[Report]) -> dict[int, str]:
    """The moderators' last words on those that were returned."""
    keys = [str(report.pk) for report in reports if report.returned_on]
    states = TaskState.objects.filter(
        workflow_state__base_content_type=ContentType.objects.get_for_model(Report),
        workflow_state__object_id__in=keys,
        status=TaskState.STATUS_REJECTED,
    )
    said = states.order_by("finished_at", "pk").values_list("workflow_state__object_id", "comment")
    return {int(key): comment for key, comment in said} if keys else {}


class ReportsPanel(Component):
    name = "reports"
    template_name = "measures/admin/reports/home.html"
    # Stands for «Рабочее место редактора».
    page_title = gettext_lazy("Мои отчёты")
    order = 20

    class Media:
        css = {"all": ["measures/admin/reports.css"]}

    def get_context_data(self, parent_context):
        own = ReportPermissionPolicy(Report).own(parent_context["request"].user)
        asked = Q(sent_on=None) | Q(returned_on__isnull=False)
        found = own.select_related("measure__programme", "period").annotate(edition_number=Max("editions__number"))
        waiting = list(found.filter(asked).order_by("period__due_on")[:MOST_SHOWN])
        said = remarks(waiting)
        cards = [Card(each, said.get(each.pk, "")) for each in waiting]
        others = [Card(each) for each in found.exclude(asked).order_by("-period__due_on")[:MOST_SHOWN]]
        return {"asked": cards, "others": others}
