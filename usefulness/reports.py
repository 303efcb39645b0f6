"""Which pages help and which do not, for those who may put them right: exact numbers, and what readers said."""

from django.core.exceptions import PermissionDenied
from django.db.models import F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

from portal.reviewing import EDITING
from portal.viewsets import CountedPaginator

from .figures import figures, since
from .models import Reason, Tally

MOST_REASONS = 200
# Of so many answers a share says something.
ENOUGH_ANSWERS = 10


def editable(user) -> PageQuerySet:
    return page_permission_policy.instances_user_has_permission_for(user, "change")


def answered(pages: PageQuerySet) -> QuerySet[Page]:
    """Pages that readers have answered about lately, each with `helped`, `missed` and the percent of «no»."""
    lately = Tally.objects.filter(page=OuterRef("pk"), day__gte=since()).order_by().values("page")
    sums = {name: Coalesce(Subquery(lately.annotate(all=Sum(name)).values("all")), 0) for name in ("helped", "missed")}
    answers = F("helped") + F("missed")
    # Of whole numbers, to the nearest percent.
    share = (F("missed") * 200 + answers) / (answers * 2)
    counted = pages.annotate(**sums).filter(Q(helped__gt=0) | Q(missed__gt=0))
    return counted.annotate(missed_share=share)


def failing(user) -> QuerySet[Page]:
    """Pages that have not helped half of those who answered, and they were not few."""
    enough = Value(ENOUGH_ANSWERS, IntegerField())
    return (
        answered(editable(user))
        .annotate(answers=F("helped") + F("missed"))
        .filter(answers__gte=enough, missed_share__gte=50)
    )


class UsefulnessReportView(ReportView):
    """Those that help least come first."""

    paginator_class = CountedPaginator
    model = Page
    page_title = gettext_lazy("Помогли ли страницы за 90 дней")
    header_icon = "success"
    index_url_name = "usefulness_report"
    index_results_url_name = "usefulness_report_results"
    permission_policy = page_permission_policy
    any_permission_required = EDITING
    results_template_name = "usefulness/admin/report_results.html"
    columns = [
        TitleColumn("title", label=gettext_lazy("Страница"), url_name="usefulness_page"),
        Column("helped", label=gettext_lazy("Помогла")),
        Column("missed", label=gettext_lazy("Не помогла")),
        Column("missed_share", label=gettext_lazy("Доля «нет», %")),
    ]

    def get_queryset(self):
        return answered(editable(self.request.user)).order_by("-missed_share", "-missed", "pk")


class UsefulnessMenuItem(MenuItem):
    """For whoever may edit some page."""

    def is_shown(self, request):
        return page_permission_policy.user_has_any_permission(request.user, EDITING)


def page_report(request: HttpRequest, page_id: int) -> HttpResponse:
    """What readers said of one page, to whoever may edit it."""
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    reasons = Reason.objects.filter(page=page)
    kinds = {kind: reasons.filter(kind=kind).count() for kind in Reason.Kind}
    crumbs = [
        {"url": reverse("wagtailadmin_home"), "label": _("Главная")},
        {"url": reverse("usefulness_report"), "label": _("Помогли ли страницы")},
        {"url": "", "label": page.title},
    ]
    context = {
        "page": page,
        "figures": figures(page.pk),
        "kinds": [(kind.label, number) for kind, number in kinds.items() if number],
        "reasons": reasons.exclude(text="")[:MOST_REASONS],
        "breadcrumbs_items": crumbs,
    }
    return render(request, "usefulness/admin/page.html", context)
