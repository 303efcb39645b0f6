from django.urls import path, reverse, reverse_lazy
from django.utils.translation import gettext_lazy, ngettext_lazy
from wagtail import hooks

from portal.attention import Case, capped

from .listing import AGAIN, MAY_SEE, GuideListView, GuidesMenuItem, again
from .making import build_guide
from .models import Guide

LIST = reverse_lazy("guidebook_guides")


@hooks.register("register_admin_urls")
def guide_urls():
    return [
        path("reports/guides/", GuideListView.as_view(), name="guidebook_guides"),
        path("reports/guides/results/", GuideListView.as_view(results_only=True), name="guidebook_guides_results"),
        path("reports/guides/<int:pk>/again/", again, name="guidebook_again"),
    ]


@hooks.register("register_reports_menu_item")
def guides_menu():
    label, url = gettext_lazy("Печатный путеводитель"), reverse("guidebook_guides")
    return GuidesMenuItem(label, url, name="guides", icon_name="doc-full", order=1030)


@hooks.register("register_log_actions")
def name_actions(actions):
    actions.register_action(AGAIN, gettext_lazy("Сделать заново"), gettext_lazy("Путеводитель сделан заново"))


@hooks.register("portal_attention")
def guide_cases(user) -> list[Case]:
    failed = Guide.objects.filter(state=Guide.State.FAILED)
    return [
        Case(
            ngettext_lazy(
                "печатный путеводитель не получилось сделать", "печатных путеводителей не получилось сделать"
            ),
            MAY_SEE,
            lambda: capped(failed),
            str(LIST),
        )
    ]


@hooks.register("portal_tasks")
def name_tasks():
    return {build_guide.module_path: gettext_lazy("Печатный путеводитель")}
