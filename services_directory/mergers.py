"""Mergers of organisations in the back office: what was made one, and the page that undoes it."""

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from .merging.undoing import undoing
from .merging.unmerging import unmerge
from .models import MergedProvider
from .twins import PER_PAGE, check_rights, crumbs


def mergers(request: HttpRequest) -> HttpResponse:
    check_rights(request)
    found = MergedProvider.objects.select_related("into", "merged_by").defer("traces")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
    context = {"page_obj": page, "breadcrumbs_items": crumbs(_("Объединённые"))}
    return render(request, "services_directory/admin/mergers.html", context)


def merger_page(request: HttpRequest, merger_id: int) -> HttpResponse:
    """What would come back and what would not; a POST does it."""
    check_rights(request)
    if request.method == "POST":
        return undone(request, merger_id)
    merger = get_object_or_404(MergedProvider.objects.select_related("into", "merged_by"), pk=merger_id)
    items = [*crumbs(_("Объединённые"))[:-1], {"url": reverse("directory_mergers"), "label": _("Объединённые")}]
    items.append({"url": "", "label": merger.name or merger.slug})
    context = {"undoing": undoing(merger), "merger": merger, "breadcrumbs_items": items}
    return render(request, "services_directory/admin/merger.html", context)


def undone(request: HttpRequest, merger_id: int) -> HttpResponse:
    try:
        provider, left = unmerge(merger_id, request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except IntegrityError:
        messages.error(request, _("Вернуть не удалось: то, что перешло, с тех пор занято другими. Ничего не изменено."))
    else:
        card = reverse("wagtailsnippets_services_directory_provider:edit", args=[provider.pk])
        told = _("«%(name)s» снова отдельная организация.") % {"name": provider.name}
        told += _(" Не вернулось: %(what)s.") % {"what": "; ".join(left)} if left else ""
        messages.success(request, told, buttons=[messages.button(card, _("Открыть"))])
    return redirect("directory_mergers")
