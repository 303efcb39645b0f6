"""Questions in the back office: the queue, a question with its answer, what is published of it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.log_actions import log
from wagtail.permission_policies import ModelPermissionPolicy

from portal.admin_filters import choice_filter

from .answering import AnswerForm
from .models import Question

READ, DECIDE = "questions.read", "questions.decide"
MAY_READ, MAY_ANSWER = "questions.view_question", "questions.change_question"
MAY_PUBLISH = "questions.publish_question"


class QuestionFilterSet(WagtailFilterSet):
    state = choice_filter(gettext_lazy("Состояние"), Question.State)

    class Meta:
        model = Question
        fields = ["state"]


class QuestionQueueView(ReportView):
    """What came, without a word of it: a question is read on its own page, where the reading is written down."""

    model = Question
    page_title = gettext_lazy("Вопросы о программах")
    header_icon = "help"
    index_url_name = "questions_queue"
    index_results_url_name = "questions_queue_results"
    permission_policy = ModelPermissionPolicy(Question)
    any_permission_required = ["view"]
    filterset_class = QuestionFilterSet
    results_template_name = "questions/admin/queue_results.html"
    columns = [
        TitleColumn("receipt", label=gettext_lazy("Номер"), url_name="questions_question"),
        Column("about", label=gettext_lazy("О чём")),
        Column("state", label=gettext_lazy("Состояние"), accessor="get_state_display"),
        DateColumn("created_at", label=gettext_lazy("Пришёл")),
    ]

    def get_queryset(self):
        return Question.objects.defer("original", "text", "answer").order_by("-created_at", "-pk")


class QuestionsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(MAY_READ)


def question_page(request: HttpRequest, question_id: int) -> HttpResponse:
    """The words of the asker and the answer, to those who work with them; each look is written down."""
    if not request.user.has_perm(MAY_READ):
        raise PermissionDenied
    question = get_object_or_404(Question.objects.select_related("measure__programme"), pk=question_id)
    form = AnswerForm(request.POST or None, question=question, may_publish=request.user.has_perm(MAY_PUBLISH))
    if request.method == "POST":
        if not request.user.has_perm(MAY_ANSWER):
            raise PermissionDenied
        if form.is_valid():
            return saved(request, question, form)
    log(question, READ, user=request.user)
    return render(request, "questions/admin/question.html", page_context(request, question, form))


def page_context(request: HttpRequest, question: Question, form: AnswerForm) -> dict:
    return {
        "question": question,
        "form": form,
        "may_answer": request.user.has_perm(MAY_ANSWER) and form.may_decide,
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Главная")},
            {"url": reverse("questions_queue"), "label": _("Вопросы о программах")},
            {"url": "", "label": question.receipt},
        ],
    }


def saved(request: HttpRequest, question: Question, form: AnswerForm) -> HttpResponse:
    if decide(question.pk, form.cleaned_data, request.user):
        messages.success(request, _("Сохранено."))
        return redirect("questions_queue")
    messages.error(request, _("Не сохранено: другой редактор уже изменил этот вопрос. Ваш текст остался ниже."))
    question.refresh_from_db()
    # Whoever has read what the other wrote may save over it.
    form.data = {**form.data.dict(), "version": question.version}
    context = {**page_context(request, question, form), "overtaken": True}
    return render(request, "questions/admin/question.html", context)


@transaction.atomic
def decide(pk: int, decision: dict, user) -> bool:
    """Write the answer and the state; false if somebody was faster."""
    question = Question.objects.select_for_update().get(pk=pk)
    if question.version != decision["version"]:
        return False
    was, question.state = question.state, decision["state"]
    for name in ("text", "answer", "answered_by", "refusal"):
        setattr(question, name, decision[name])
    question.decided_on = (question.decided_on or localdate()) if question.outcome.is_final else None
    question.version += 1
    question.save()
    log(question, DECIDE, user=user, data={"from": was, "to": question.state})
    return True
