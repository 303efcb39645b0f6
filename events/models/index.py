"""The list of events, its archive and its calendar."""

from django.utils.translation import gettext_lazy as _

from events.expiring import kept_while_true
from events.listing import coming_list
from portal.pages import PortalPage


class EventIndexPage(PortalPage):
    """Coming events. The archive, the calendar and the feeds stand beside it at addresses of their own."""

    content_panels = PortalPage.title_panels
    parent_page_types = ["home.HomePage"]
    subpage_types = ["events.EventPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("список событий")
        verbose_name_plural = _("списки событий")

    def get_context(self, request, *args, **kwargs):
        return {**super().get_context(request, *args, **kwargs), **coming_list(request, self)}

    def serve(self, request, *args, **kwargs):
        response = super().serve(request, *args, **kwargs)
        return kept_while_true(response, response.context_data["events"])
