"""The abstract base of the narrative pages. Imports no app of the portal."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef
from django.db.models.lookups import StartsWith
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet

from portal.editing import PublicationForm
from portal.records import Sourced


def public(pages: PageQuerySet) -> PageQuerySet:
    """Those of the pages that anybody may read: published and not behind a restriction, their own or a parent's.

    The stock `public()` says the same after a query of its own for the restrictions.
    """
    restrictions = PageViewRestriction.objects.filter(StartsWith(OuterRef("path"), F("page__path")))
    return pages.live().exclude(Exists(restrictions))


class PortalPageQuerySet(PageQuerySet):
    def published(self):
        return public(self)


# Wagtail's root is 1, the home page of the site 2.
HOME_DEPTH = 2


PortalPageManager = PageManager.from_queryset(PortalPageQuerySet)


class PortalPage(Sourced, Page):
    """A page that says what it rests on, who keeps it and when it was last checked."""

    lead = models.TextField(_("коротко"), blank=True, help_text=_("Одна-две простые фразы под заголовком"))
    responsible = models.CharField(
        _("кто отвечает"), max_length=255, blank=True, help_text=_("Должность и организация, без фамилии")
    )
    reviewed_on = models.DateField(_("проверено"), null=True, blank=True)
    next_review_on = models.DateField(_("проверить снова"), null=True, blank=True, db_index=True)

    objects = PortalPageManager()
    base_form_class = PublicationForm

    title_panels = [*Page.content_panels, FieldPanel("lead")]
    source_panels = [
        MultiFieldPanel(
            [FieldPanel("source_act"), FieldPanel("source_place")],
            heading=_("Источник"),
            help_text=_("На чём основана страница: акт и место в нём"),
        ),
        MultiFieldPanel(
            [FieldPanel("responsible"), FieldPanel("reviewed_on"), FieldPanel("next_review_on")],
            heading=_("Проверка"),
        ),
    ]

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.reviewed_on and self.next_review_on and self.next_review_on <= self.reviewed_on:
            raise ValidationError({"next_review_on": _("Следующая проверка должна быть позже последней.")})

    @property
    def description(self) -> str:
        """What search engines and link previews show."""
        return self.search_description or self.lead

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        """The pages between the home page and this one."""
        if self.depth <= HOME_DEPTH + 1:
            return []
        return [(page.title, page.url) for page in self.get_ancestors().filter(depth__gt=HOME_DEPTH)]

    def route(self, request, path_components):
        """Find the page of a long address in one step; stock routing asks for each part of the way, twice."""
        if not path_components:
            return super().route(request, path_components)
        address = f"{self.url_path}{'/'.join(path_components)}/"
        page = Page.objects.descendant_of(self).filter(url_path=address).first()
        if page is None:
            raise Http404
        return page.specific.route(request, [])

    @property
    def parent_url(self) -> str:
        return self.get_parent().url
