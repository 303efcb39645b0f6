"""What the newsroom adds to the back office: reports, their numbers on the first page, and the work of the day."""

from django.db.models import Q
from django.urls import path, reverse
from django.utils.translation import gettext_lazy, ngettext_lazy
from wagtail import hooks
from wagtail.models import Page

from editorial.checking import check_later
from editorial.images import ImagesMenuItem, UndescribedImagesView, undescribed
from editorial.reports import (
    BrokenLinksView,
    PagesMenuItem,
    StalePagesView,
    broken_links,
    check_now,
    editable,
    untouched,
)
from editorial.today import TodayPanel
from portal.attention import Case, capped
from portal.pages import public
from portal.reporters import is_reporter

A_YEAR = 365
REPORTS = {
    "broken-links": BrokenLinksView,
    "stale-pages": StalePagesView,
    "undescribed-images": UndescribedImagesView,
}


def name_of(report: str) -> str:
    return f"editorial_{report.replace('-', '_')}"


@hooks.register("register_admin_urls")
def report_urls():
    return [
        *(path(f"reports/{key}/", view.as_view(), name=name_of(key)) for key, view in REPORTS.items()),
        *(
            path(f"reports/{key}/results/", view.as_view(results_only=True), name=f"{name_of(key)}_results")
            for key, view in REPORTS.items()
        ),
        path("reports/broken-links/check/", check_now, name="editorial_check_links"),
    ]


@hooks.register("register_reports_menu_item")
def broken_links_menu():
    url = reverse("editorial_broken_links")
    return PagesMenuItem(gettext_lazy("Битые ссылки"), url, name="broken-links", icon_name="link", order=1060)


@hooks.register("register_reports_menu_item")
def stale_pages_menu():
    url = reverse("editorial_stale_pages")
    return PagesMenuItem(gettext_lazy("Давно не трогали"), url, name="stale-pages", icon_name="history", order=1070)


@hooks.register("register_reports_menu_item")
def undescribed_images_menu():
    label, url = gettext_lazy("Снимки без описания"), reverse("editorial_undescribed_images")
    return ImagesMenuItem(label, url, name="undescribed-images", icon_name="image", order=1080)


@hooks.register("construct_page_chooser_queryset")
def offer_what_is_public_or_ones_own(pages, request):
    """A page that others have not published is nothing to link to, and its title is not for everybody."""
    return pages.filter(
        Q(pk__in=public(Page.objects.all()).values("pk")) | Q(pk__in=editable(request.user).values("pk"))
    )


# After portal's own, which takes away Wagtail's panels.
@hooks.register("construct_homepage_panels", order=10)
def add_today(request, panels):
    if not is_reporter(request.user):
        panels.append(TodayPanel())


@hooks.register("portal_attention")
def editorial_cases(user) -> list[Case]:
    return [
        Case(
            ngettext_lazy("битая ссылка на страницах", "битых ссылок на страницах"),
            "wagtailadmin.access_admin",
            lambda: capped(broken_links(user)),
            reverse("editorial_broken_links"),
        ),
        Case(
            ngettext_lazy("страницу никто не трогал больше года", "страниц никто не трогал больше года"),
            "wagtailadmin.access_admin",
            lambda: capped(untouched(user, A_YEAR)),
            f"{reverse('editorial_stale_pages')}?age=year",
        ),
        Case(
            ngettext_lazy(
                "снимок без описания: его не поймут те, кто его не видит",
                "снимков без описания: их не поймут те, кто их не видит",
            ),
            "wagtailadmin.access_admin",
            lambda: capped(undescribed(user)),
            reverse("editorial_undescribed_images"),
        ),
    ]


@hooks.register("portal_tasks")
def name_tasks():
    return {check_later.module_path: gettext_lazy("Проверка ссылок")}
