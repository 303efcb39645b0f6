"""«Did this page help?»: one press, and after a «no» a form that may be left empty. No cookie; no cache keeps it."""

from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Page

from feedback.guarding import Refused, SeeOther, check_origin, new_token
from portal.pages import HOME_DEPTH, public

from .figures import figures
from .forms import ReasonForm
from .receiving import COUNTERS, FORM, YES, count, explain


def page_or_404(page_id: int) -> Page:
    """A page that anybody may read."""
    page = public(Page.objects.filter(pk=page_id, depth__gt=HOME_DEPTH)).first()
    if page is None:
        raise Http404
    return page


def unavailable() -> Refused:
    return Refused(_("Портал сейчас не может принять ответ. Попробуйте через несколько минут."), 503)


# The pages that ask are kept by caches and carry no token: there is nothing to steal but one count, so that the answer
# comes from a page of ours, and the limits, are guard enough.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, page_id: int) -> HttpResponse:
    page = page_or_404(page_id)
    if request.method != "POST":
        return render(request, "usefulness/answer.html", {"page": page, "refusal": ""})
    try:
        check_origin(request)
        given = request.POST.get("answer", "")
        if given not in COUNTERS:
            raise Refused(_("Ответьте «да» или «нет»."), 400)
        count(request, page, given)
    except Refused as refused:
        return refused_page(request, page, refused)
    except DatabaseError:
        return refused_page(request, page, unavailable())
    return SeeOther(reverse("usefulness:thanks" if given == YES else "usefulness:why", args=[page.pk]))


def refused_page(request: HttpRequest, page: Page, refused: Refused) -> HttpResponse:
    context = {"page": page, "refusal": refused.reason}
    return render(request, "usefulness/answer.html", context, status=refused.status)


# As the report form: where it came from, its signed token and limits stand in for Django's check, which needs a cookie.
@csrf_exempt
@never_cache
@sensitive_post_parameters("text")
@require_http_methods(["GET", "HEAD", "POST"])
def why(request: HttpRequest, page_id: int) -> HttpResponse:
    page = page_or_404(page_id)
    if request.method == "POST":
        return received(request, page, ReasonForm(request.POST))
    return form_page(request, page, ReasonForm(), token=new_token(FORM))


def received(request: HttpRequest, page: Page, form: ReasonForm) -> HttpResponse:
    token = request.POST.get("token", "")
    try:
        check_origin(request)
        if request.POST.get("remark"):
            raise Refused(_("Сообщение похоже на отправленное роботом."), 400)
        if not form.is_valid():
            return form_page(request, page, form, 400, token=token)
        explain(request, page, form.cleaned_data)
        return SeeOther(reverse("usefulness:thanks", args=[page.pk]))
    except Refused as refused:
        again = new_token(FORM) if refused.status == 400 else token
        return form_page(request, page, form, refused.status, refusal=refused.reason, token=again)
    except DatabaseError:
        return form_page(request, page, form, 503, refusal=unavailable().reason, token=token)


def form_page(
    request: HttpRequest, page: Page, form: ReasonForm, status: int = 200, *, token: str, refusal: str = ""
) -> HttpResponse:
    context = {"page": page, "form": form, "token": token, "refusal": refusal, "failed": status >= 400}
    return render(request, "usefulness/why.html", context, status=status)


@never_cache
@require_safe
def thanks(request: HttpRequest, page_id: int) -> HttpResponse:
    """What becomes of an answer, and what others have said, if they are enough."""
    page = page_or_404(page_id)
    found = figures(page.pk)
    return render(request, "usefulness/thanks.html", {"page": page, "figures": found if found.may_be_public else None})
