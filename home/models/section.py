"""The section that explains: what the help is, who may get it, how."""

from collections.abc import Iterator
from typing import ClassVar

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from home.around import MOST_RELATED, around
from home.blocks import SectionBodyBlock
from home.check_panel import CheckPanel
from home.checklist import hints
from home.headings import Contents, Heading, headings_of
from home.live import Live
from home.models.leaving import QuickExit
from portal.addresses import address
from portal.blocks import HelplineBlock, NeedBlock, StepBlock
from portal.chosen import PageKeyBlock
from portal.pages import PortalPage

# The headings that the template of a guide has by itself, in their order, each with the field that it stands above.
GUIDE_PARTS = (("needs", _("Что понадобится")), ("steps", _("Шаг за шагом")), ("helplines", _("Куда позвонить")))


class InSection(QuickExit, PortalPage):
    """What pages of the section have in common: their contents, what stands beside them, what to read next."""

    categories = ParentalManyToManyField(
        "services_directory.FamilyCategory",
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("для каких семей"),
    )
    related = StreamField(
        [("page", PageKeyBlock(label=_("Страница")))],
        verbose_name=_("смотрите также"),
        blank=True,
        max_num=MOST_RELATED,
        help_text=_("Пусто: портал сам покажет страницы на том же акте и для тех же семей"),
    )

    # By how much the search puts it above other pages: a guide leads to all that answers, see search.sources.base.
    search_lift: ClassVar[int] = 30
    shown_beside: ClassVar[dict[str, str]] = {"categories": "slug name live"}
    further_panels = [
        FieldPanel("quick_exit"),
        FieldPanel("related"),
        MultiFieldPanel(
            [FieldPanel("categories", widget=forms.CheckboxSelectMultiple)],
            heading=_("Для каких семей"),
            classname="collapsed",
        ),
    ]

    class Meta:
        abstract = True

    def headings(self) -> Iterator[Heading]:
        """In the order in which they stand on the page."""
        yield from headings_of(self.body)

    def get_context(self, request, *args, **kwargs):
        beside = around(self)
        return {
            **super().get_context(request, *args, **kwargs),
            **beside._asdict(),
            "contents": Contents(list(self.headings())),
            "live": Live.on(self.body),
            "categories": [category for category in self.categories.all() if category.live],
            "hints": hints(self) if getattr(request, "is_preview", False) else None,
            "feed": address("home:section-feed", (self.between or [self])[0].slug),
        }


class SectionPage(InSection):
    """A page of the section, and the list of the pages under it."""

    body = StreamField(SectionBodyBlock(), verbose_name=_("текст"), blank=True)

    content_panels = [
        CheckPanel(),
        *PortalPage.title_panels,
        FieldPanel("body"),
        *InSection.further_panels,
        *PortalPage.source_panels,
    ]
    parent_page_types = ["home.HomePage", "home.SectionPage"]
    subpage_types = ["home.SectionPage", "home.GuidePage"]

    class Meta:
        verbose_name = _("страница раздела")
        verbose_name_plural = _("страницы раздела")


class GuidePage(InSection):
    """«Как получить…»: what to do, step by step."""

    audience = models.CharField(_("для кого"), max_length=255, blank=True)
    steps = StreamField([("step", StepBlock())], verbose_name=_("шаги"), min_num=1)
    needs = StreamField([("need", NeedBlock())], verbose_name=_("что понадобится"), blank=True)
    helplines = StreamField([("helpline", HelplineBlock())], verbose_name=_("куда позвонить"), blank=True)
    body = StreamField(SectionBodyBlock(), verbose_name=_("что ещё важно знать"), blank=True)

    content_panels = [
        CheckPanel(),
        *PortalPage.title_panels,
        FieldPanel("audience"),
        FieldPanel("steps"),
        FieldPanel("needs"),
        FieldPanel("helplines"),
        FieldPanel("body"),
        *InSection.further_panels,
        *PortalPage.source_panels,
    ]
    parent_page_types = ["home.SectionPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("пошаговая инструкция")
        verbose_name_plural = _("пошаговые инструкции")

    def headings(self) -> Iterator[Heading]:
        yield from (Heading(str(text), 2, name) for name, text in GUIDE_PARTS if getattr(self, name))
        yield from headings_of(self.body)
