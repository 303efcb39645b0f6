"""Guides in the back office: which are ready, which are being made, what went wrong; «make it again»."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.log_actions import log
from wagtail.permission_policies import ModelPermissionPolicy

from .making import is_under_way, make_again
from .models import Guide

AGAIN = "guidebook.again"
MAY_SEE, MAY_MAKE = "guidebook.view_guide", "guidebook.change_guide"


class FileColumn(Column):
    """The file, and the way to have it made again."""

    cell_template_name = "guidebook/admin/file.html"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        may_make = parent_context["request"].user.has_perm(MAY_MAKE)
        return {**context, "may_make": may_make, "csrf_token": get_token(parent_context["request"])}


class StateColumn(Column):
    cell_template_name = "guidebook/admin/state.html"


class GuideListView(ReportView):
    """Those that readers have asked for, the last asked for first."""

    model = Guide
    page_title = gettext_lazy("Печатный путеводитель")
    header_icon = "doc-full"
    index_url_name = "guidebook_guides"
    index_results_url_name = "guidebook_guides_results"
    permission_policy = ModelPermissionPolicy(Guide)
    any_permission_required = ["view"]
    results_template_name = "guidebook/admin/guides_results.html"
    list_export = ()
    columns = [
        FileColumn("choice", label=gettext_lazy("О чём")),
        StateColumn("state", label=gettext_lazy("Состояние")),
        Column("pages", label=gettext_lazy("Страниц"), accessor=lambda guide: guide.pages or "—"),
        Column("size", label=gettext_lazy("Размер"), accessor=lambda guide: size_words(guide)),
        DateColumn("made_at", label=gettext_lazy("Сделан")),
        DateColumn("wanted_at", label=gettext_lazy("Спрашивали")),
    ]

    def get_queryset(self):
        named = Guide.objects.select_related("territory__parent", "kind", "category")
        return named.defer("services", "places").order_by("-wanted_at", "-pk")


def size_words(guide: Guide) -> str:
    return filesizeformat(guide.size) if guide.size else "—"


@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Put into the queue, unless it stands there."""
    if not request.user.has_perm(MAY_MAKE):
        raise PermissionDenied
    guide = get_object_or_404(Guide.objects.select_related("territory__parent", "kind", "category"), pk=pk)
    if is_under_way(guide):
        messages.warning(request, _("«%(guide)s» уже готовится.") % {"guide": guide})
    else:
        log(guide, AGAIN, user=request.user)
        make_again(guide)
        messages.success(request, _("«%(guide)s» будет сделан заново.") % {"guide": guide})
    return redirect("guidebook_guides")


class GuidesMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(MAY_SEE)
