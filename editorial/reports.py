"""Reports on pages for those who keep them: links that lead nowhere, pages that nobody has touched for long."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

from editorial.checking import check_later
from editorial.models import BrokenLink, LinkCheck
from portal.admin_filters import choice_filter
from portal.reviewing import EDITING, with_review_dates
from portal.spreadsheets import SafeSpreadsheet
from portal.viewsets import CountedPaginator

AGES = {
    "half": (gettext_lazy("больше полугода"), 182),
    "year": (gettext_lazy("больше года"), 365),
    "two": (gettext_lazy("больше двух лет"), 730),
}
NEVER = "never"


def editable(user) -> PageQuerySet:
    return page_permission_policy.instances_user_has_permission_for(user, "change")


def broken_links(user) -> QuerySet:
    """On pages that the user may put right."""
    return BrokenLink.objects.filter(page__in=editable(user).values("pk")).select_related("page")


def untouched(user, days: int) -> PageQuerySet:
    """Public pages that nobody has published or checked for so many days."""
    before = timezone.now() - datetime.timedelta(days=days)
    found = with_review_dates(editable(user).filter(live=True, depth__gt=2, last_published_at__lt=before))
    return found.filter(Q(checked_on=None) | Q(checked_on__lt=before.date()))


class PagesMenuItem(MenuItem):
    """For whoever may edit some page."""

    def is_shown(self, request):
        return page_permission_policy.user_has_any_permission(request.user, EDITING)


class PagesReport(SafeSpreadsheet, ReportView):
    """A report on pages, of those that its reader may edit."""

    paginator_class = CountedPaginator
    permission_policy = page_permission_policy
    any_permission_required = EDITING


class BrokenLinkFilterSet(WagtailFilterSet):
    fault = choice_filter(gettext_lazy("Что не так"), BrokenLink.Fault)

    class Meta:
        model = BrokenLink
        fields = ["fault"]


class BrokenLinksView(PagesReport):
    page_title = gettext_lazy("Битые ссылки")
    header_icon = "link"
    index_url_name = "editorial_broken_links"
    index_results_url_name = "editorial_broken_links_results"
    results_template_name = "editorial/admin/broken_links_results.html"
    filterset_class = BrokenLinkFilterSet
    columns = [
        TitleColumn(
            "page",
            label=gettext_lazy("Страница"),
            url_name="wagtailadmin_pages:edit",
            id_accessor="page_id",
            accessor=lambda link: link.page.get_admin_display_title(),
        ),
        Column("address", label=gettext_lazy("Куда ведёт"), accessor=lambda link: words_of(link.address)),
        Column("fault", label=gettext_lazy("Что не так"), accessor="get_fault_display"),
        Column("answer", label=gettext_lazy("Ответ")),
        DateColumn("found_at", label=gettext_lazy("Найдено")),
    ]
    list_export = ["page.title", "address", "get_fault_display", "answer", "found_at"]
    export_headings = {
        "page.title": gettext_lazy("Страница"),
        "address": gettext_lazy("Куда ведёт"),
        "get_fault_display": gettext_lazy("Что не так"),
        "answer": gettext_lazy("Ответ"),
        "found_at": gettext_lazy("Найдено"),
    }

    def get_queryset(self):
        return broken_links(self.request.user).order_by("page__path", "address")

    def get_context_data(self, *args, **kwargs):
        last = LinkCheck.objects.exclude(finished_at=None).order_by("-begun_at").first()
        return {**super().get_context_data(*args, **kwargs), "last_check": last}


def words_of(address: str) -> str:
    """A link to a page or a file is kept as its number."""
    kind, colon, number = address.partition(":")
    words = {"page": _("страница № %(number)s"), "document": _("файл № %(number)s")}
    return words[kind] % {"number": number} if colon and kind in words else address


@require_POST
def check_now(request: HttpRequest) -> HttpResponse:
    """The portal's own links, in the background."""
    if not page_permission_policy.user_has_any_permission(request.user, EDITING):
        raise PermissionDenied
    check_later.enqueue()
    messages.success(request, _("Проверка началась. Обычно она занимает меньше минуты: обновите страницу."))
    return redirect("editorial_broken_links")


class StaleFilterSet(WagtailFilterSet):
    age = choice_filter(
        gettext_lazy("Не трогали"),
        [(key, label) for key, (label, _days) in AGES.items()],
        empty_label=None,
        method="of_age",
    )
    checked = choice_filter(
        gettext_lazy("Проверка"), [(NEVER, gettext_lazy("ни разу не проверялись"))], method="never_checked"
    )

    class Meta:
        model = Page
        fields = ["age", "checked"]

    def of_age(self, pages, name, value):
        return pages.filter(last_published_at__lt=timezone.now() - datetime.timedelta(days=AGES[value][1]))

    def never_checked(self, pages, name, value):
        return pages.filter(checked_on=None)


class StalePagesView(PagesReport):
    page_title = gettext_lazy("Давно не трогали")
    header_icon = "history"
    index_url_name = "editorial_stale_pages"
    index_results_url_name = "editorial_stale_pages_results"
    results_template_name = "editorial/admin/stale_pages_results.html"
    filterset_class = StaleFilterSet
    columns = [
        TitleColumn("title", label=gettext_lazy("Страница"), url_name="wagtailadmin_pages:edit"),
        Column("kind", label=gettext_lazy("Что это"), accessor=lambda page: page.page_type_display_name),
        DateColumn("last_published_at", label=gettext_lazy("Опубликована")),
        Column("checked_on", label=gettext_lazy("Проверена")),
        Column("review_on", label=gettext_lazy("Проверить снова")),
    ]
    list_export = ["title", "page_type_display_name", "last_published_at", "checked_on", "review_on"]
    export_headings = {
        "title": gettext_lazy("Страница"),
        "page_type_display_name": gettext_lazy("Что это"),
        "last_published_at": gettext_lazy("Опубликована"),
        "checked_on": gettext_lazy("Проверена"),
        "review_on": gettext_lazy("Проверить снова"),
    }

    def get_queryset(self):
        return untouched(self.request.user, AGES["half"][1]).order_by("last_published_at")
