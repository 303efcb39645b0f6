from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy, ngettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.attention import Case, capped

from . import keeping, views
from .models import Return
from .owing import DECIDE, may_enter
from .respondents import RespondentViewSet

ROOT = "returns/"
RETURNS = reverse_lazy("returns_list")
RESPONDENTS = RespondentViewSet()


@hooks.register("register_admin_viewset")
def respondents():
    return RESPONDENTS


@hooks.register("register_admin_urls")
def urls():
    summary = f"{ROOT}summary/<slug:slug>/<int:year>-<int:quarter>"
    return [
        path(ROOT, views.returns_list, name="returns_list"),
        path(f"{ROOT}<int:respondent_id>/<int:year>-<int:quarter>/", views.one_return, name="returns_return"),
        path(f"{summary}/", views.consolidated, name="returns_summary"),
        path(f"{summary}.<slug:extension>", views.consolidated_file, name="returns_summary_file"),
    ]


class ReturnsMenuItem(MenuItem):
    def is_shown(self, request):
        return may_enter(request.user)


@hooks.register("register_admin_menu_item")
def menu():
    return ReturnsMenuItem(gettext_lazy("Отчётность"), RETURNS, name="returns", icon_name="form", order=97)


@hooks.register("register_log_actions")
def name_actions(actions):
    actions.register_action(keeping.SAVE, gettext_lazy("Сохранить отчёт"), gettext_lazy("Отчёт сохранён"))
    actions.register_action(keeping.SEND, gettext_lazy("Отправить отчёт"), gettext_lazy("Отчёт отправлен"))
    actions.register_action(keeping.ACCEPT, gettext_lazy("Принять отчёт"), gettext_lazy("Отчёт принят"))
    actions.register_action(keeping.GIVE_BACK, gettext_lazy("Вернуть отчёт"), gettext_lazy("Отчёт возвращён"))


@hooks.register("portal_attention")
def return_cases(user) -> list[Case]:
    sent = Return.objects.filter(state=Return.State.SENT)
    return [
        Case(
            ngettext_lazy("отчёт организации ждёт решения", "отчётов организаций ждут решения"),
            DECIDE,
            lambda: capped(sent),
            RETURNS,
        )
    ]
