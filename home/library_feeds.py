"""What is new in the library: new materials and new editions, of all of it, of a topic, of a collection."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy as _

from home.models import CollectionPage, MaterialEdition, MaterialIndexPage, MaterialPage, MaterialTopic

LATEST = 30


@dataclass(frozen=True)
class Novelty:
    """A material that has come, or an edition of it."""

    key: str
    page: MaterialPage
    title: str
    text: str
    moment: datetime.datetime


def novelties(pages) -> list[Novelty]:
    """The newest first. Two queries for any number."""
    return sorted([*editions(pages), *without_files(pages)], key=lambda each: each.moment, reverse=True)[:LATEST]


def editions(pages) -> list[Novelty]:
    rows = MaterialEdition.objects.filter(page__in=pages).select_related("page").order_by("-added_at", "-pk")
    return [Novelty(f"edition-{each.pk}", each.page, titled(each), said(each), each.added_at) for each in rows[:LATEST]]


def titled(edition: MaterialEdition) -> str:
    number = _("редакция {number}").format(number=edition.number) if edition.number else ""
    return ": ".join(filter(None, [edition.page.title, number]))


def said(edition: MaterialEdition) -> str:
    return edition.changes or edition.page.lead


def without_files(pages) -> list[Novelty]:
    rows = pages.filter(editions=None, first_published_at__isnull=False).order_by("-first_published_at")
    return [Novelty(f"page-{each.pk}", each, each.title, each.lead, each.first_published_at) for each in rows[:LATEST]]


class LibraryFeed(Feed):
    feed_type = Atom1Feed
    language = "ru"
    item_guid_is_permalink = False

    def title(self, of):
        return f"{self.name(of)} — {settings.WAGTAIL_SITE_NAME}"

    def name(self, of):
        return _("Новое в библиотеке")

    def link(self, of):
        index = MaterialIndexPage.objects.live().first()
        return index.get_url() if index else "/"

    def pages(self, of):
        return MaterialPage.objects.published()

    def items(self, of):
        return novelties(self.pages(of))

    def item_title(self, item):
        return item.title

    def item_description(self, item):
        return item.text

    def item_link(self, item):
        return item.page.get_url() or "/"

    def item_guid(self, item):
        return f"material-{item.key}"

    def item_pubdate(self, item):
        return item.moment

    def item_updateddate(self, item):
        return item.moment


class TopicFeed(LibraryFeed):
    def get_object(self, request, slug):
        return get_object_or_404(MaterialTopic, slug=slug)

    def name(self, of):
        return of.name

    def pages(self, of):
        return super().pages(of).filter(topics=of)

    def feed_url(self, of):
        return reverse("home:topic-feed", args=[of.slug])


class CollectionFeed(LibraryFeed):
    def get_object(self, request, slug):
        found = CollectionPage.objects.published().filter(slug=slug).first()
        if found is None:
            raise Http404
        return found

    def name(self, of):
        return of.title

    def link(self, of):
        return of.get_url() or "/"

    def pages(self, of):
        return super().pages(of).filter(pk__in=of.items.values("material"))

    def feed_url(self, of):
        return reverse("home:collection-feed", args=[of.slug])
