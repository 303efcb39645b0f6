"""Events in the back office: their list, and the way to hold one again."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from events.models import EventPage
from events.repeating import again, may_repeat
from events.viewsets import EventListingViewSet


@hooks.register("register_admin_viewset")
def viewset():
    return EventListingViewSet()


@hooks.register("register_admin_urls")
def urls():
    return [path("publications/events/<int:pk>/again/", again, name="events_again")]


@hooks.register("register_page_listing_more_buttons")
def in_list(page, user, next_url=None):
    yield from again_button(page, user)


@hooks.register("register_page_header_buttons")
def in_header(page, user, view_name, next_url=None):
    yield from again_button(page, user)


def again_button(page, user):
    if page.specific_class is EventPage and may_repeat(page, user):
        url = reverse("events_again", args=[page.pk])
        yield Button(_("Повторить на другой день"), url, icon_name="date", priority=12)
