"""«Перед публикацией»: beside the form of a page, what it lacks and how hard it is to read, as it was saved last."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import Panel

from home.checklist import hints


class CheckPanel(Panel):
    """Advice only: nothing here keeps anybody from saving or publishing. Other apps add to it by `page_check_parts`."""

    def __init__(self, **options):
        super().__init__(**{"heading": _("Перед публикацией"), "icon": "check", **options})

    class BoundPanel(Panel.BoundPanel):
        template_name = "home/admin/check_panel.html"

        def is_shown(self):
            return super().is_shown() and bool(self.instance.pk)

        def get_context_data(self, parent_context=None):
            page = self.instance
            parts = [part(page, self.request) for part in hooks.get_hooks("page_check_parts")]
            return {
                **super().get_context_data(parent_context),
                "hints": hints(page),
                "parts": [part for part in parts if part],
            }
