"""The page of the back office that tells why something is found where it is."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from search.explaining import explain
from search.question import Question


@permission_required("wagtailadmin.access_admin", login_url="wagtailadmin_login")
def explain_view(request: HttpRequest) -> HttpResponse:
    explanation = explain(Question.of(request.GET))
    title = _("Почему так найдено")
    context = {"page_title": title, "header_title": title, "header_icon": "search"}
    context |= {"explanation": explanation, "words": request.GET.get("q", "").replace("\0", "")}
    return render(request, "search/admin/explain.html", context)
