from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList

from portal.viewsets import RecordViewSet
from sharing.models import EmbedHost


class EmbedHostViewSet(RecordViewSet):
    model = EmbedHost
    icon = "globe"
    menu_label = _("Сайты для встраивания")
    add_to_settings_menu = True
    list_display = ["host", "owner"]
    search_fields = ["host", "owner"]
    edit_handler = ObjectList([FieldPanel("host"), FieldPanel("owner")])
