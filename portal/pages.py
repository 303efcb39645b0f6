"""The abstract base of the narrative pages. Imports no app of the portal."""

from functools import cache
from typing import ClassVar

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import Left, Length
from django.http import Http404
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet
from wagtail.url_routing import RouteResult

from portal.editing import PublicationForm
from portal.gathering import KEY, Gathering
from portal.languages import alternates, elsewhere, home_here, language_in, versions
from portal.records import Sourced
from portal.routing import restricted, way_to
from portal.sites import address_here, address_of, current


def public(pages: PageQuerySet) -> PageQuerySet:
    """Those of the pages that anybody may read: published and not behind a restriction, their own or a parent's.

    The stock `public()` says the same after a query of its own for the restrictions.
    """
    return pages.live().exclude(restricted())


class PortalPageQuerySet(PageQuerySet):
    def published(self):
        return public(self)

    def here(self):
        """Those in the tree of the site that is being answered for, in the language of the address."""
        home = home_here(current())
        return self.filter(path__startswith=home.path) if home else self


# What a page's card in a list shows.
CARD = ("title", "url_path", "lead")

# Wagtail's root is 1, the home page of the site 2.
HOME_DEPTH = 2


# Whose child a page is, by the path: `alias(parent=PARENT).filter(parent=KEY)`.
PARENT = Left("path", Length("path") - Page.steplen)

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
    # What the page's own template shows of related records.
    shown_with = {"source_act": "slug kind title number date"}
    # Published records that it is linked with and shows, by the names of their fields.
    shown_beside: ClassVar[dict[str, str]] = {}
    # Routing sets it where it saw that nothing on the way to the page is restricted.
    is_open = False

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

    def route(self, request, path_components):
        """The page of that address, with what was read on the way to it."""
        way = way_to(self, path_components)
        if len(way) <= len(path_components):
            raise Http404
        page = next(iter(way[-1].specific_class.whole()(way[-1].pk)), None)
        if page is None:
            raise Http404
        page.between = way[1:-1]
        page.is_open = not (way[-1].is_restricted or any(each.alias_of_id for each in way))
        return RouteResult(page)

    @classmethod
    def asked_for(cls) -> QuerySet:
        """The published page of a number, and where it stands in other languages."""
        paths = ArraySubquery(elsewhere(OuterRef("translation_key"), OuterRef("pk")))
        return cls.objects.live().filter(pk=KEY).annotate(elsewhere=paths)

    @classmethod
    @cache
    def whole(cls) -> Gathering:
        """Published pages of this kind, by number, with the records they show."""
        return Gathering(cls.asked_for, one=cls.shown_with, linked=cls.shown_beside)

    @cached_property
    def elsewhere(self) -> list[str]:
        """Of a page that was not asked for by its address, as in a preview."""
        return list(elsewhere(self.translation_key, self.pk))

    def get_view_restrictions(self):
        return PageViewRestriction.objects.none() if self.is_open else super().get_view_restrictions()

    @cached_property
    def between(self) -> list[Page]:
        """The pages between the home page and this one."""
        if self.depth <= HOME_DEPTH + 1:
            return []
        return list(self.get_ancestors().filter(depth__gt=HOME_DEPTH))

    @property
    def localized(self):
        """In the language of the address; the stock way asks for that language's record at every link."""
        site = current()
        same = site and language_in(self.url_path, site) in (translation.get_language(), None)
        return self if same else super().localized

    def get_context(self, request, *args, **kwargs):
        found = versions(self)
        shown = {"versions": found, "alternates": alternates(found, request.build_absolute_uri)}
        return {**super().get_context(request, *args, **kwargs), **shown}

    def get_url(self, request=None, current_site=None):
        """As a link from the site that is being answered for."""
        site = current()
        here = address_here(self.url_path) if current_site in (None, site) else None
        return here or super().get_url(request, current_site or site)

    url = property(get_url)

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        return [(page.title, address_of(page)) for page in self.between]

    @property
    def parent_url(self) -> str:
        return address_of(self.between[-1])
