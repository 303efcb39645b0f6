"""The form, the receipt, the consent. No cookie, no account, and nothing here is kept by any cache."""

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from .consent import IN_FORCE_SINCE, VERSION
from .forms import LONGEST_NAME, ReportForm
from .guarding import Refused, SeeOther, check_origin, new_token
from .models import Report, rules
from .receiving import FORM, card_named, receive


# The check of where the form came from, its signed token and its limits stand in for Django's, which needs a cookie.
@csrf_exempt
@never_cache
@sensitive_post_parameters("text", "contact")
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return received(request, ReportForm(request.POST))
    about = request.GET.get("about", "")[:LONGEST_NAME].replace("\0", "")
    card = card_named(about)
    return form_page(request, ReportForm(initial={"about": about if card else ""}), card=card, token=new_token(FORM))


def received(request: HttpRequest, form: ReportForm) -> HttpResponse:
    token = request.POST.get("token", "")
    try:
        check_origin(request)
        if request.POST.get("remark"):
            raise Refused(_("Сообщение похоже на отправленное роботом."), 400)
        if not form.is_valid():
            return form_page(
                request, form, 400, card=card_named(form.data.get("about", "")[:LONGEST_NAME]), token=token
            )
        return SeeOther(receive(request, form.cleaned_data).get_absolute_url())
    except Refused as refused:
        again = new_token(FORM) if refused.status == 400 else token
        card = card_named(form.data.get("about", "")[:LONGEST_NAME])
        return form_page(request, form, refused.status, card=card, refusal=refused.reason, token=again)
    except DatabaseError:
        reason = _("Портал сейчас не может принять сообщение. Попробуйте через несколько минут.")
        return form_page(request, form, 503, refusal=reason, token=token)


def form_page(
    request, form: ReportForm, status: int = 200, *, token: str, card=None, refusal: str = ""
) -> HttpResponse:
    context = {"form": form, "card": card, "token": token, "refusal": refusal, "failed": status >= 400}
    return render(request, "feedback/report.html", context, status=status)


@never_cache
@require_safe
def status(request: HttpRequest, receipt: str) -> HttpResponse:
    """What became of a report: when it was checked and how it ended, never what it said."""
    shown = Report.objects.select_related("provider", "service__provider", "practice")
    found = get_object_or_404(shown.defer("text"), receipt=receipt.lower())
    return render(request, "feedback/status.html", {"report": found, "card": public(found.card)})


def public(card):
    """The card, if anybody may see it now."""
    is_open = card and card.live and getattr(card, "provider", card).live
    return card if is_open else None


@require_safe
def consent(request: HttpRequest) -> HttpResponse:
    context = {"version": VERSION, "since": IN_FORCE_SINCE, "days": rules().contact_days}
    return render(request, "feedback/consent.html", context)
