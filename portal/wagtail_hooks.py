"""The back office as a whole: its first page, its looks, what of Wagtail's own it leaves out."""

from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy, ngettext_lazy
from wagtail import hooks
from wagtail.tasks import delete_file_from_storage_task, update_reference_index_task

from portal.approving import EditReviewView
from portal.attention import AttentionPanel, AwaitingPanel, Case, capped
from portal.doors import leads_in
from portal.page_links import OpenPageLink
from portal.reporters import is_reporter
from portal.restoring import FIRST
from portal.revealing import ACTION as REVEALED
from portal.revealing import STOPPED
from portal.reviewing import OverduePagesMenuItem, OverduePagesView, overdue_pages
from portal.unfinished import AGAIN, LEFT, MAY, UnfinishedMenuItem, UnfinishedView, decide, failed

# Links to pages in English elsewhere.
FOREIGN_HELP = ("whats-new-in-wagtail", "editor-guide")


@hooks.register("construct_homepage_panels")
def replace_panels(request, panels):
    panels[:] = [] if is_reporter(request.user) else [AttentionPanel(), AwaitingPanel()]


@hooks.register("construct_main_menu")
@hooks.register("construct_reports_menu")
def keep_open_links(request, items):
    if is_reporter(request.user):
        items[:] = [item for item in items if leads_in(str(item.url), request.user)]


@hooks.register("register_rich_text_features", order=1)
def keep_hidden_pages_to_themselves(features):
    """After Wagtail's own handler of links to pages, in its place."""
    features.register_link_type(OpenPageLink)


@hooks.register("insert_global_admin_css")
def look():
    return format_html('<link rel="stylesheet" href="{}">', static("portal/admin/back-office.css"))


@hooks.register("insert_global_admin_js")
def dates():
    return format_html('<script src="{}"></script>', static("portal/admin/dates.js"))


@hooks.register("construct_help_menu")
def keep_help_at_home(request, items):
    items[:] = [item for item in items if not item.name.startswith(FOREIGN_HELP)]


@hooks.register("register_admin_urls")
def overdue_pages_urls():
    results = OverduePagesView.as_view(results_only=True)
    return [
        path("reports/overdue-pages/", OverduePagesView.as_view(), name="portal_overdue_pages"),
        path("reports/overdue-pages/results/", results, name="portal_overdue_pages_results"),
    ]


@hooks.register("register_admin_urls")
def review_urls():
    return [path("review/<int:state_id>/", EditReviewView.as_view(), name="portal_edit_review")]


@hooks.register("register_admin_urls")
def unfinished_urls():
    results = UnfinishedView.as_view(results_only=True)
    return [
        path("reports/background/", UnfinishedView.as_view(), name="portal_unfinished"),
        path("reports/background/results/", results, name="portal_unfinished_results"),
        path("reports/background/<uuid:result_id>/", decide, name="portal_task"),
    ]


@hooks.register("register_reports_menu_item")
def unfinished_menu():
    label, url = gettext_lazy("Фоновые работы"), reverse("portal_unfinished")
    return UnfinishedMenuItem(label, url, name="background", icon_name="cogs", order=1200)


@hooks.register("register_reports_menu_item")
def overdue_pages_menu():
    label, url = gettext_lazy("Пора проверить"), reverse("portal_overdue_pages")
    return OverduePagesMenuItem(label, url, name="overdue-pages", icon_name="calendar-check", order=1050)


@hooks.register("portal_attention")
def own_cases(user) -> list[Case]:
    return [
        Case(
            ngettext_lazy("страницу пора проверить снова", "страниц пора проверить снова"),
            "wagtailadmin.access_admin",
            lambda: capped(overdue_pages(user)),
            reverse("portal_overdue_pages"),
        ),
        Case(
            ngettext_lazy("фоновая работа не получилась", "фоновых работ не получилось"),
            MAY,
            lambda: capped(failed()),
            reverse("portal_unfinished"),
        ),
    ]


@hooks.register("register_log_actions")
def name_actions(actions):
    actions.register_action(AGAIN, gettext_lazy("Запустить снова"), gettext_lazy("Фоновая работа запущена снова"))
    actions.register_action(LEFT, gettext_lazy("Убрать из списка"), gettext_lazy("Фоновая работа убрана из списка"))
    actions.register_action(REVEALED, gettext_lazy("Открыть скрытое"), gettext_lazy("Скрытое открыто для всех"))
    unseen = gettext_lazy("Не вышло в назначенный день: адрес скрыли")
    actions.register_action(STOPPED, gettext_lazy("Не показать скрытое"), unseen)
    actions.register_action(FIRST, gettext_lazy("Прежний вид"), gettext_lazy("Так было до первой правки"))


@hooks.register("portal_tasks")
def name_tasks():
    return {
        update_reference_index_task.module_path: gettext_lazy("Учёт, где что используется"),
        delete_file_from_storage_task.module_path: gettext_lazy("Удаление файла"),
    }
