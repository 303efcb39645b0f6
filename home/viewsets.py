"""The back office of the library's own words."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList

from home.models import MaterialTopic
from portal.editing import RecordForm, name_panel, slug_panel
from portal.viewsets import UPDATED, RecordViewSet

# Where the items of the menu «Публикации» come from, beside its own.
PUBLICATIONS_MENU = "register_publications_menu_item"


class MaterialTopicViewSet(RecordViewSet):
    model = MaterialTopic
    icon = "tag"
    menu_label = _("Темы материалов")
    menu_order = 25
    add_to_admin_menu = True
    menu_hook = PUBLICATIONS_MENU
    list_display = ["name", UPDATED]
    search_fields = ["name"]
    edit_handler = ObjectList([name_panel(), slug_panel()], base_form_class=RecordForm)
