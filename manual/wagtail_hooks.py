"""The guide is one click away from every page of the back office, for everybody who works there."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.reporters import OUTSIDERS

from . import views

DOORS = frozenset({"manual", "manual_chapter", "manual_picture"})


@hooks.register("register_admin_urls")
def manual_urls():
    return [
        path("manual/", views.chapter, name="manual"),
        path("manual/<slug:chapter>/", views.chapter, name="manual_chapter"),
        path("manual/pictures/<slug:picture>.png", views.picture, name="manual_picture"),
    ]


@hooks.register("register_help_menu_item")
def manual_item():
    label = gettext_lazy("Руководство редактора")
    return MenuItem(label, reverse("manual"), name="manual", icon_name="help", order=10)


def doors_of(group: str):
    return lambda: (group, DOORS)


for outsiders in OUTSIDERS:
    hooks.register("portal_doors", doors_of(outsiders))
