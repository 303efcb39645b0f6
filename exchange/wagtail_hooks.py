"""Import and export in the back office."""

from django.urls import path, reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from . import downloads, draft_views, tasks, views
from .columns import KINDS
from .following import refer
from .running import ACTION
from .undoing import ACTION as UNDO

ROOT = "directory/import/"


@hooks.register("register_admin_urls")
def urls():
    one = f"{ROOT}<uuid:uuid>/"
    return [
        path(ROOT, views.imports, name="exchange_imports"),
        path(f"{ROOT}template/<slug:kind>.xlsx", downloads.empty_table, name="exchange_template"),
        path(f"{ROOT}export/<slug:kind>.<slug:extension>", downloads.export, name="exchange_export"),
        path(one, views.show, name="exchange_import"),
        path(f"{one}columns/", views.columns, name="exchange_columns"),
        path(f"{one}status/", views.status, name="exchange_status"),
        path(f"{one}start/", views.start, name="exchange_start"),
        path(f"{one}check/", views.check_again, name="exchange_check"),
        path(f"{one}publish/", draft_views.publish, name="exchange_publish"),
        path(f"{one}send/", draft_views.send, name="exchange_send"),
        path(f"{one}undo/", views.take_back, name="exchange_undo"),
        path(f"{one}delete/", views.delete, name="exchange_delete"),
    ]


class ImportMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("exchange.add_import")


@hooks.register("directory_menu_item")
def menu():
    label, url = gettext_lazy("Импорт"), reverse_lazy("exchange_imports")
    return ImportMenuItem(label, url, name="import", icon_name="upload", order=2000)


@hooks.register("directory_list_buttons")
def export_buttons(request, model) -> list[Button]:
    """Beside the list, what it shows as a table, and the way back in."""
    kind = next((each for each in KINDS.values() if each.model is model), None)
    if kind is None or not request.user.has_perm("exchange.add_import"):
        return []
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    tables = [
        Button(
            _("Скачать для правки: %(format)s") % {"format": extension.upper()},
            url=reverse("exchange_export", args=[kind.key, extension]) + query,
            icon_name="download",
            priority=90 + place,
        )
        for place, extension in enumerate(downloads.TYPES)
    ]
    return [*tables, Button(_("Загрузить таблицу"), url=reverse("exchange_imports"), icon_name="upload", priority=95)]


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action(ACTION, gettext_lazy("Загрузить из таблицы"), gettext_lazy("Загружено из таблицы"))
    actions.register_action(UNDO, gettext_lazy("Отменить загрузку"), gettext_lazy("Загрузка таблицы отменена"))


@hooks.register("portal_tasks")
def name_tasks():
    return {
        tasks.check_later.module_path: gettext_lazy("Проверка таблицы"),
        tasks.load_later.module_path: gettext_lazy("Загрузка таблицы"),
        tasks.undo_later.module_path: gettext_lazy("Отмена загрузки таблицы"),
        tasks.publish_later.module_path: gettext_lazy("Публикация загруженного"),
        tasks.send_later.module_path: gettext_lazy("Отправка загруженного на проверку"),
        refer.module_path: gettext_lazy("Учёт, где что используется"),
    }
