"""What the screens of an import share: whose it is, and the frame around it."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.auth import permission_required

from .forms import may_import
from .models import Import

may_enter = permission_required("exchange.add_import")


def own(request: HttpRequest, uuid) -> Import:
    """An import of a kind that the user may import; who loaded for publication must be able to publish."""
    importing = get_object_or_404(Import, uuid=uuid)
    publisher = not importing.publishes or importing.exchanged.may(request.user, "publish")
    reads = request.method in ("GET", "HEAD")
    if not may_import(request.user, importing.exchanged) or not (publisher or reads):
        raise PermissionDenied
    return importing


def page(request: HttpRequest, name: str, title: str, context: dict, importing: Import | None = None) -> HttpResponse:
    crumbs = [
        {"url": reverse("wagtailadmin_home"), "label": _("Главная")},
        {"url": reverse("exchange_imports"), "label": _("Импорт")},
    ]
    if importing:
        crumbs.append({"url": reverse("exchange_import", args=[importing.uuid]), "label": importing.file_name})
    if importing and title != importing.file_name:
        crumbs.append({"url": "", "label": title})
    common = {"header_title": title, "header_icon": "upload", "breadcrumbs_items": crumbs}
    return render(request, f"exchange/{name}.html", {**common, **context})
