"""The back office as a whole: its first page, its looks, what of Wagtail's own it leaves out."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from portal.attention import AttentionPanel, AwaitingPanel

# Links to pages in English elsewhere.
FOREIGN_HELP = ("whats-new-in-wagtail", "editor-guide")


@hooks.register("construct_homepage_panels")
def replace_panels(request, panels):
    panels[:] = [AttentionPanel(), AwaitingPanel()]


@hooks.register("insert_global_admin_css")
def look():
    return format_html('<link rel="stylesheet" href="{}">', static("portal/admin/back-office.css"))


@hooks.register("construct_help_menu")
def keep_help_at_home(request, items):
    items[:] = [item for item in items if not item.name.startswith(FOREIGN_HELP)]
