"""Collections: chosen materials in an order that tells something."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.models import Orderable

from home.models.materials import MaterialPage
from portal.pages import PortalPage, PortalPageManager


class CollectionPage(PortalPage):
    """«С чего начать новому специалисту»: a few materials, one after another, each with a word why."""

    objects = PortalPageManager()

    content_panels = [
        *PortalPage.title_panels,
        InlinePanel(
            "items",
            panels=[PageChooserPanel("material", "home.MaterialPage"), FieldPanel("note")],
            heading=_("Материалы по порядку"),
            label=_("материал"),
            min_num=1,
        ),
        *PortalPage.source_panels,
    ]
    parent_page_types = ["home.MaterialIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("подборка материалов")
        verbose_name_plural = _("подборки материалов")

    def get_context(self, request, *args, **kwargs):
        return {**super().get_context(request, *args, **kwargs), "materials": self.shown()}

    def shown(self) -> list[tuple[MaterialPage, str]]:
        """Public materials with what is said of each, in their order."""
        items = list(self.items.all())
        public = MaterialPage.objects.published().for_list().in_bulk([item.material_id for item in items])
        return [(public[item.material_id], item.note) for item in items if item.material_id in public]


class CollectionItem(Orderable):
    """A place in a collection."""

    collection = ParentalKey(CollectionPage, related_name="items")
    material = models.ForeignKey(MaterialPage, models.CASCADE, related_name="+", verbose_name=_("материал"))
    note = models.CharField(_("зачем он здесь"), max_length=300, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("материал подборки")
        verbose_name_plural = _("материалы подборок")
        constraints = [
            models.UniqueConstraint(
                name="collectionitem_once",
                fields=["collection", "material"],
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message=_("Этот материал в подборке уже есть."),
            )
        ]

    def __str__(self):
        return self.note
