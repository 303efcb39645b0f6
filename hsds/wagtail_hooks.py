"""What of the open data the back office sees."""

from django.utils.translation import gettext_lazy
from wagtail import hooks

from hsds.bulk import build_bulk


@hooks.register("portal_tasks")
def name_tasks():
    return {build_bulk.module_path: gettext_lazy("Архив открытых данных")}
