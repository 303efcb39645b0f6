"""Announcements in the back office."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList, PublishingPanel

from portal.editing import RecordForm
from portal.viewsets import STATUS_COLUMNS, RecordViewSet
from screens.models import Announcement


class AnnouncementViewSet(RecordViewSet):
    model = Announcement
    icon = "desktop"
    menu_label = _("Экраны в залах")
    menu_order = 98
    add_to_admin_menu = True
    list_display = ["title", "shown_from", "shown_until", *STATUS_COLUMNS]
    search_fields = ["title", "text"]
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            FieldPanel("text"),
            FieldPanel("address"),
            FieldRowPanel([FieldPanel("shown_from"), FieldPanel("shown_until"), FieldPanel("position")]),
            PublishingPanel(),
        ],
        base_form_class=RecordForm,
    )
