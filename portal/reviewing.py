"""Pages whose next check is overdue: how many, and which, of those that the user may edit."""

from functools import reduce
from operator import or_

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.reports import PageReportView
from wagtail.models import get_page_models
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

from portal.pages import PortalPage
from portal.spreadsheets import SafeSpreadsheet

EDITING = ["add", "change", "publish"]


def kept_by_kinds(name: str) -> Coalesce:
    """The field of `PortalPage`, whichever kind of page has it."""
    kinds = [model for model in get_page_models() if issubclass(model, PortalPage)]
    return Coalesce(*(f"{kind._meta.model_name}__{name}" for kind in kinds))


def with_review_dates(pages: PageQuerySet) -> PageQuerySet:
    """Each page with the day of its next check and of its last one."""
    return pages.annotate(review_on=kept_by_kinds("next_review_on"), checked_on=kept_by_kinds("reviewed_on"))


def overdue_pages(user) -> PageQuerySet:
    """Published pages of every kind that keeps a date of its next check."""
    kinds = [model for model in get_page_models() if issubclass(model, PortalPage)]
    late = [Q(pk__in=kind.objects.filter(next_review_on__lt=localdate()).values("pk")) for kind in kinds]
    editable = page_permission_policy.instances_user_has_permission_for(user, "change")
    return editable.filter(reduce(or_, late), live=True)


class OverduePagesView(SafeSpreadsheet, PageReportView):
    page_title = _("Страницы, которые пора проверить снова")
    header_icon = "calendar-check"
    index_url_name = "portal_overdue_pages"
    index_results_url_name = "portal_overdue_pages_results"
    any_permission_required = EDITING

    def get_queryset(self):
        found = overdue_pages(self.request.user).select_related("content_type").order_by("title")
        self.queryset = found.prefetch_workflow_states().annotate_approved_schedule()
        return super().get_queryset()


class OverduePagesMenuItem(MenuItem):
    """For whoever may edit some page."""

    def is_shown(self, request):
        return page_permission_policy.user_has_any_permission(request.user, EDITING)
