"""The guide in the back office: a chapter beside the list of all, and its pictures."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from . import chapters

SECONDS_KEPT = 3600


@require_safe
def chapter(request: HttpRequest, chapter: str = chapters.FIRST) -> HttpResponse:
    found = chapters.chapter(chapter)
    if not found:
        raise Http404
    html, headings = found.rendered()
    crumbs = [{"url": reverse("manual"), "label": _("Руководство")}, {"url": "", "label": found.title}]
    context = {
        "chapter": found,
        "html": html,
        "headings": headings,
        "chapters": chapters.chapters(),
        "breadcrumbs_items": crumbs,
    }
    return render(request, "manual/admin/chapter.html", context)


@require_safe
def picture(request: HttpRequest, picture: str) -> HttpResponse:
    path = chapters.picture(picture)
    if not path:
        raise Http404
    response = FileResponse(path.open("rb"), content_type="image/png")
    patch_cache_control(response, private=True, max_age=SECONDS_KEPT)
    return response
