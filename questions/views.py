"""The form, the receipt, the answers. The form sets no cookie and is kept by no cache; answers are public pages."""

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from feedback.guarding import Refused, SeeOther, check_origin, new_token
from measures.models import Measure, Programme
from portal.paging import page_of
from portal.sites import demand

from .forms import QuestionForm
from .models import Question, rules
from .receiving import FORM, receive

QUESTIONS_PER_PAGE = 20


# As the report form: where it came from, its signed token and limits stand in for Django's check, which needs a cookie.
@csrf_exempt
@never_cache
@sensitive_post_parameters("text")
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    measures = Measure.objects.published().select_related("programme__territory")
    measure = get_object_or_404(measures, programme__slug=slug, number=number)
    demand(measure.programme.territory_id)
    if request.method == "POST":
        return received(request, measure, QuestionForm(request.POST))
    return form_page(request, measure, QuestionForm(), token=new_token(FORM))


def received(request: HttpRequest, measure: Measure, form: QuestionForm) -> HttpResponse:
    token = request.POST.get("token", "")
    try:
        check_origin(request)
        if request.POST.get("remark"):
            raise Refused(_("Сообщение похоже на отправленное роботом."), 400)
        if not form.is_valid():
            return form_page(request, measure, form, 400, token=token)
        return SeeOther(receive(request, measure, form.cleaned_data).get_absolute_url())
    except Refused as refused:
        again = new_token(FORM) if refused.status == 400 else token
        return form_page(request, measure, form, refused.status, refusal=refused.reason, token=again)
    except DatabaseError:
        reason = _("Портал сейчас не может принять вопрос. Попробуйте через несколько минут.")
        return form_page(request, measure, form, 503, refusal=reason, token=token)


def form_page(
    request: HttpRequest, measure: Measure, form: QuestionForm, status: int = 200, *, token: str, refusal: str = ""
) -> HttpResponse:
    context = {
        "measure": measure,
        "programme": measure.programme,
        "form": form,
        "token": token,
        "refusal": refusal,
        "failed": status >= 400,
        "days": rules().original_days if status != 503 else None,
    }
    return render(request, "questions/ask.html", context, status=status)


@never_cache
@require_safe
def status(request: HttpRequest, receipt: str) -> HttpResponse:
    """What became of a question; what it said stands here only when everybody may read it."""
    shown = Question.objects.select_related("measure__programme").defer("original")
    question = get_object_or_404(shown, receipt=receipt.lower())
    measure = question.measure
    is_open = bool(measure and measure.live and measure.programme.live)
    return render(request, "questions/status.html", {"question": question, "measure": measure if is_open else None})


@require_safe
def answers(request: HttpRequest, slug: str) -> HttpResponse:
    """The answered questions about a programme."""
    programme = get_object_or_404(Programme.objects.published().select_related("territory"), slug=slug)
    demand(programme.territory_id)
    found = Question.objects.published().filter(measure__programme=programme).latest_first()
    rows = found.select_related("measure").only(
        "text", "answer", "answered_by", "decided_on", "measure__number", "measure__title"
    )
    page = page_of(request, rows, QUESTIONS_PER_PAGE)
    return render(request, "questions/answers.html", {"programme": programme, "page": page})
