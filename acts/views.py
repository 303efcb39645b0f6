"""Public pages of acts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from acts.filters import LegalActFilter
from acts.models import LegalAct
from portal.paging import page_of, query_without_page

PER_PAGE = 25


def act_list(request: HttpRequest) -> HttpResponse:
    acts = LegalActFilter(request.GET, LegalAct.objects.published().for_list())
    context = {
        "form": acts.form,
        "acts": page_of(request, acts.qs, PER_PAGE),
        "query": query_without_page(request),
        "filtered": acts.form.is_valid() and any(acts.form.cleaned_data.values()),
    }
    return render(request, "acts/acts.html", context)


def act_detail(request: HttpRequest, slug: str) -> HttpResponse:
    act = get_object_or_404(LegalAct.objects.published().select_related("amends"), slug=slug)
    return render(request, act.page_template, act.page_context())
