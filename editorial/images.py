"""Pictures that nothing is said of: who cannot see them learns nothing."""

from django.contrib.admin.utils import quote
from django.db.models import CharField, Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.images import get_image_model
from wagtail.images.permissions import permission_policy
from wagtail.models import Page, ReferenceIndex

from portal.admin_filters import choice_filter
from portal.spreadsheets import SafeSpreadsheet
from portal.viewsets import CountedPaginator

Image = get_image_model()
RIGHTS = ["add", "change"]
MOST_NAMED = 5


def uses() -> QuerySet:
    """Where the outer picture stands."""
    key = Cast(OuterRef("pk"), CharField())
    return ReferenceIndex.objects.filter(to_content_type__app_label="wagtailimages", to_object_id=key).order_by()


def undescribed(user) -> QuerySet:
    """Of the pictures that the user may put right, with in how many places each stands."""
    own = permission_policy.instances_user_has_permission_for(user, "change").filter(description="")
    places = uses().values("to_object_id").annotate(number=Count("object_id", distinct=True)).values("number")
    return own.annotate(used=Coalesce(Subquery(places), 0))


class UsedFilterSet(WagtailFilterSet):
    used = choice_filter(
        gettext_lazy("Где стоят"),
        [("yes", gettext_lazy("на страницах")), ("no", gettext_lazy("нигде"))],
        method="where_used",
    )

    class Meta:
        model = Image
        fields = ["used"]

    def where_used(self, images, name, value):
        stands = Exists(uses())
        return images.filter(stands if value == "yes" else ~stands)


class ImagesMenuItem(MenuItem):
    def is_shown(self, request):
        return permission_policy.user_has_any_permission(request.user, RIGHTS)


class UndescribedImagesView(SafeSpreadsheet, ReportView):
    page_title = gettext_lazy("Снимки без описания")
    header_icon = "image"
    index_url_name = "editorial_undescribed_images"
    index_results_url_name = "editorial_undescribed_images_results"
    results_template_name = "editorial/admin/undescribed_images_results.html"
    paginator_class = CountedPaginator
    permission_policy = permission_policy
    any_permission_required = RIGHTS
    filterset_class = UsedFilterSet
    columns = [
        TitleColumn("title", label=gettext_lazy("Снимок"), get_url=lambda image: address(image)),
        Column("used", label=gettext_lazy("Стоит в стольких местах")),
        Column("places", label=gettext_lazy("Где"), accessor=lambda image: ", ".join(image.places)),
        DateColumn("created_at", label=gettext_lazy("Загружен")),
    ]
    list_export = ["title", "used", "created_at"]
    export_headings = {
        "title": gettext_lazy("Снимок"),
        "used": gettext_lazy("Стоит в стольких местах"),
        "created_at": gettext_lazy("Загружен"),
    }

    def get_queryset(self):
        return undescribed(self.request.user).order_by("-used", "-created_at")

    def decorate_paginated_queryset(self, images):
        images = list(images)
        named = pages_with(images)
        for image in images:
            image.places = named.get(str(image.pk), [])[:MOST_NAMED]
        return images


def address(image) -> str:
    return reverse("wagtailimages:edit", args=[quote(image.pk)])


def pages_with(images) -> dict[str, list[str]]:
    """Titles of the pages where each stands, by its number, in two queries."""
    keys = [str(image.pk) for image in images]
    links = ReferenceIndex.objects.filter(
        to_content_type__app_label="wagtailimages",
        to_object_id__in=keys,
        base_content_type__app_label="wagtailcore",
    ).values_list("to_object_id", "object_id")
    links = set(links)
    titles = dict(Page.objects.filter(pk__in={page for _image, page in links}).values_list("pk", "draft_title"))
    named: dict[str, list[str]] = {}
    for image, page in sorted(links):
        if title := titles.get(int(page)):
            named.setdefault(image, []).append(title)
    return named
