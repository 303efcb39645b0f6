"""The page of the back office that lists what examples lead to and the portal does not have."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from wagtail.admin.auth import permission_denied

from search.precedents import likeness
from search.precedents.titles import dead

MAY_READ, MAY_NAME = "search.view_precedent", "search.add_renaming"
# Mended one by one, the most often named first.
MOST_SHOWN = 100


def leading_nowhere(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm(MAY_READ):
        return permission_denied(request)
    found = dead(likeness.kept())
    title = _("Примеры без карточек")
    context = {"page_title": title, "header_title": title, "header_icon": "comment"}
    context |= {"found": found[:MOST_SHOWN], "left_out": max(0, len(found) - MOST_SHOWN)}
    context |= {"may_name": request.user.has_perm(MAY_NAME)}
    return render(request, "search/admin/leading_nowhere.html", context)
