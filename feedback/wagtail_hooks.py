from django.urls import path, reverse, reverse_lazy
from django.utils.translation import gettext_lazy, ngettext_lazy
from wagtail import hooks

from portal.attention import Case, capped

from .models import Report
from .personal import personal_data
from .queue import DECIDE, MAY_READ, READ, ReportQueueView, ReportsMenuItem, report_page

QUEUE = reverse_lazy("feedback_queue")


@hooks.register("register_admin_urls")
def queue_urls():
    return [
        path("feedback/", ReportQueueView.as_view(), name="feedback_queue"),
        path("feedback/results/", ReportQueueView.as_view(results_only=True), name="feedback_queue_results"),
        path("feedback/personal/", personal_data, name="feedback_personal"),
        path("feedback/<int:report_id>/", report_page, name="feedback_report"),
    ]


@hooks.register("register_admin_menu_item")
def queue_menu():
    label, url = gettext_lazy("Сообщения"), reverse("feedback_queue")
    return ReportsMenuItem(label, url, name="feedback", icon_name="warning", order=98)


@hooks.register("register_log_actions")
def name_actions(actions):
    actions.register_action(READ, gettext_lazy("Просмотр"), gettext_lazy("Сообщение прочитано"))
    actions.register_action(DECIDE, gettext_lazy("Решение"), gettext_lazy("Состояние сообщения изменено"))


@hooks.register("portal_attention")
def report_cases(user) -> list[Case]:
    new = Report.objects.filter(state=Report.State.NEW)
    return [
        Case(
            ngettext_lazy("новое сообщение об ошибке", "новых сообщений об ошибках"),
            MAY_READ,
            lambda: capped(new),
            f"{QUEUE}?state=new",
        )
    ]
