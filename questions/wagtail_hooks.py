from django.urls import path, reverse, reverse_lazy
from django.utils.translation import gettext_lazy, ngettext_lazy
from wagtail import hooks

from portal.attention import Case, capped

from .models import Question
from .queue import DECIDE, MAY_PUBLISH, MAY_READ, READ, QuestionQueueView, QuestionsMenuItem, question_page

QUEUE = reverse_lazy("questions_queue")
SHOWN_ON_A_MEASURE = 5


@hooks.register("register_admin_urls")
def queue_urls():
    return [
        path("questions/", QuestionQueueView.as_view(), name="questions_queue"),
        path("questions/results/", QuestionQueueView.as_view(results_only=True), name="questions_queue_results"),
        path("questions/<int:question_id>/", question_page, name="questions_question"),
    ]


@hooks.register("register_admin_menu_item")
def queue_menu():
    label, url = gettext_lazy("Вопросы"), reverse("questions_queue")
    return QuestionsMenuItem(label, url, name="questions", icon_name="help", order=99)


@hooks.register("register_log_actions")
def name_actions(actions):
    actions.register_action(READ, gettext_lazy("Просмотр"), gettext_lazy("Вопрос прочитан"))
    actions.register_action(DECIDE, gettext_lazy("Решение"), gettext_lazy("Состояние вопроса изменено"))


@hooks.register("portal_attention")
def question_cases(user) -> list[Case]:
    waiting = Question.objects.filter(state=Question.State.NEW)
    drafted = Question.objects.filter(state=Question.State.DRAFTED)
    return [
        Case(
            ngettext_lazy("новый вопрос о программах", "новых вопросов о программах"),
            MAY_READ,
            lambda: capped(waiting),
            f"{QUEUE}?state=new",
        ),
        Case(
            ngettext_lazy("ответ ждёт публикации", "ответов ждут публикации"),
            MAY_PUBLISH,
            lambda: capped(drafted),
            f"{QUEUE}?state=drafted",
        ),
    ]


@hooks.register("measure_page_parts")
def answers_of(measure) -> tuple[str, dict]:
    """What the page of a measure shows of its questions: the latest answers, and the way to ask."""
    found = Question.objects.published().filter(measure=measure.pk).latest_first()
    shown = list(found.only("text", "answer", "answered_by", "decided_on")[: SHOWN_ON_A_MEASURE + 1])
    return "questions/_of_measure.html", {"shown": shown[:SHOWN_ON_A_MEASURE], "more": len(shown) > SHOWN_ON_A_MEASURE}
