"""The menu group «Публикации»: the pages an editor of publications comes for, one click away."""

from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail import hooks
from wagtail.admin.compare import register_comparison_class
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.permissions import page_permission_policy
from wagtail.snippets.models import register_snippet

from home import downloads, news_about
from home.comparing import NamedTagsComparison
from home.models import MaterialIndexPage, NewsIndexPage, PortalSettings, SectionPage
from home.reading import read_document
from home.translations import tell_if_behind
from home.viewsets import PUBLICATIONS_MENU, MaterialTopicViewSet

register_snippet(MaterialTopicViewSet)
register_comparison_class(TaggableManager, comparison_class=NamedTagsComparison)
# After Wagtail's own look at restrictions of collections: what is refused is not counted.
hooks.register("before_serve_document", downloads.only_offered, order=10)
hooks.register("before_serve_document", downloads.count, order=20)
hooks.register("measure_page_parts", news_about.of_measure)
hooks.register("programme_page_parts", news_about.of_programme)

INDEX_PAGES = {"news": NewsIndexPage, "materials": MaterialIndexPage, "section": SectionPage}


class PagesMenuItem(MenuItem):
    """For whoever may edit some page."""

    def is_shown(self, request):
        return page_permission_policy.user_has_any_permission(request.user, {"add", "change", "publish"})


class SettingsMenuItem(MenuItem):
    def is_shown(self, request):
        return PortalSettings.get_permission_policy().user_has_permission(request.user, "change")


def open_pages(request, kind: str):
    """The explorer below the first index page of that kind that one may edit; else the top of the tree."""
    own = page_permission_policy.instances_user_has_any_permission_for(request.user, {"add", "change", "publish"})
    index = INDEX_PAGES[kind].objects.filter(pk__in=own.values("pk")).order_by("depth", "path").first()
    return redirect("wagtailadmin_explore", index.pk) if index else redirect("wagtailadmin_explore_root")


hooks.register("before_edit_page", tell_if_behind)


@hooks.register("register_admin_urls")
def publication_urls():
    return [path(f"publications/{kind}/", open_pages, {"kind": kind}, name=f"home_{kind}") for kind in INDEX_PAGES]


@hooks.register("register_admin_menu_item")
def publications_menu():
    items = [
        PagesMenuItem(_("Новости"), reverse("home_news"), name="news", icon_name="calendar-alt", order=10),
        PagesMenuItem(_("События"), reverse("events_admin:index"), name="events", icon_name="date", order=15),
        PagesMenuItem(_("Материалы"), reverse("home_materials"), name="materials", icon_name="doc-full", order=20),
        PagesMenuItem(_("Раздел"), reverse("home_section"), name="section", icon_name="info-circle", order=30),
        SettingsMenuItem(
            _("Настройки портала"),
            reverse("wagtailsettings:edit", args=["home", "portalsettings"]),
            name="portal-settings",
            icon_name="cog",
            order=40,
        ),
    ]
    return SubmenuMenuItem(
        _("Публикации"),
        Menu(register_hook_name=PUBLICATIONS_MENU, items=items),
        name="publications",
        icon_name="doc-full-inverse",
        order=97,
    )


@hooks.register("portal_tasks")
def name_tasks():
    return {read_document.module_path: _("Чтение файла для поиска")}
