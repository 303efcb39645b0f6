"""The library's own page."""

from django.utils.translation import gettext_lazy as _

from home.library import library_shelf
from home.models.collections import CollectionPage
from home.models.materials import CARDS
from home.passages import passages
from portal.gathering import KEY, Gathering
from portal.pages import CARD, PARENT, PortalPage
from portal.paging import page_of, query_without_page


class MaterialIndexPage(PortalPage):
    """The library, narrowed by words and by what materials are about, and its collections."""

    per_page = 20

    content_panels = PortalPage.title_panels
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.MaterialPage", "home.CollectionPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("библиотека материалов")
        verbose_name_plural = _("библиотеки материалов")

    def get_context(self, request, *args, **kwargs):
        shelf = library_shelf(self.path, request.GET)
        found = page_of(request, shelf.found, self.per_page)
        materials = CARDS.in_order(found.object_list)
        return {
            **super().get_context(request, *args, **kwargs),
            "form": shelf.form,
            "found": found,
            "materials": materials,
            "passages": passages(materials, shelf.words) if shelf.words else {},
            "query": query_without_page(request),
            "filtered": shelf.is_narrowed,
            "collections": COLLECTIONS(self.path) if found.number == 1 and not shelf.is_narrowed else [],
        }


COLLECTIONS = Gathering(
    lambda: CollectionPage.objects.published().alias(parent=PARENT).filter(parent=KEY).order_by("path").only(*CARD)
)
