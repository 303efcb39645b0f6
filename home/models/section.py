"""The section that explains: what the help is, who may get it, how."""

from django.db import models
from django.db.models.functions import Coalesce, Left, Length
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.query import PageQuerySet

from home.blocks import SectionBodyBlock
from portal.blocks import HelplineBlock, NeedBlock, StepBlock
from portal.gathering import KEY, Gathering
from portal.pages import HOME_DEPTH, PortalPage, public


def pages_under() -> PageQuerySet:
    """Public pages whose parent has the path that is asked for."""
    parent = Left("path", Length("path") - Page.steplen)
    return public(Page.objects.alias(parent=parent).filter(parent=KEY)).order_by("path").only("title", "slug")


PAGES_UNDER = Gathering(pages_under)


class SectionContext:
    """What stands beside a page of the section: its neighbours."""

    def get_context(self, request, *args, **kwargs):
        return {
            **super().get_context(request, *args, **kwargs),
            "siblings": self.neighbours(),
            "feed": reverse("home:section-feed", args=[(self.between or [self])[0].slug]),
        }

    def neighbours(self):
        if self.depth <= HOME_DEPTH + 1:
            return []
        return PAGES_UNDER(self.path[: -self.steplen])


class SectionPage(SectionContext, PortalPage):
    """A page of the section, and the list of the pages under it."""

    body = StreamField(SectionBodyBlock(), verbose_name=_("текст"), blank=True)

    content_panels = [*PortalPage.title_panels, FieldPanel("body"), *PortalPage.source_panels]
    parent_page_types = ["home.HomePage", "home.SectionPage"]
    subpage_types = ["home.SectionPage", "home.GuidePage"]

    class Meta:
        verbose_name = _("страница раздела")
        verbose_name_plural = _("страницы раздела")

    def get_context(self, request, *args, **kwargs):
        return {**super().get_context(request, *args, **kwargs), "children": self.below()}

    def below(self):
        """Its public pages, of either kind, with their leads."""
        lead = Coalesce("sectionpage__lead", "guidepage__lead")
        return public(self.get_children()).annotate(lead=lead).only("title", "url_path")


class GuidePage(SectionContext, PortalPage):
    """«Как получить…»: what to do, step by step."""

    audience = models.CharField(_("для кого"), max_length=255, blank=True)
    steps = StreamField([("step", StepBlock())], verbose_name=_("шаги"), min_num=1)
    needs = StreamField([("need", NeedBlock())], verbose_name=_("что понадобится"), blank=True)
    helplines = StreamField([("helpline", HelplineBlock())], verbose_name=_("куда позвонить"), blank=True)
    body = StreamField(SectionBodyBlock(), verbose_name=_("что ещё важно знать"), blank=True)

    content_panels = [
        *PortalPage.title_panels,
        FieldPanel("audience"),
        FieldPanel("steps"),
        FieldPanel("needs"),
        FieldPanel("helplines"),
        FieldPanel("body"),
        *PortalPage.source_panels,
    ]
    parent_page_types = ["home.SectionPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("пошаговая инструкция")
        verbose_name_plural = _("пошаговые инструкции")
