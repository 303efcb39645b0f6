"""Feeds: all news, those of a territory or of a theme, and what is new in a section. One kind, Atom."""

import datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _

from home.models import NewsPage, NewsTag, SectionPage
from portal.formatting import nested
from portal.pages import HOME_DEPTH, public
from services_directory.models import Territory

LATEST = 20


class NewsFeed(Feed):
    feed_type = Atom1Feed
    language = "ru"
    address = "home:news-feed"

    def title(self, obj):
        return f"{settings.WAGTAIL_SITE_NAME}: {self.subtitle(obj)}"

    def subtitle(self, obj):
        return _("новости портала")

    def link(self, obj):
        return reverse(self.address, args=[obj.slug] if obj else [])

    def items(self, obj):
        return self.news(obj).latest_first().for_list()[:LATEST]

    def news(self, obj):
        return NewsPage.objects.published().here()

    def item_title(self, item):
        return item.title

    def item_description(self, item):
        return item.lead

    def item_link(self, item):
        return item.get_url() or "/"

    def item_categories(self, item):
        return item.tag_names

    def item_pubdate(self, item):
        return make_aware(datetime.datetime.combine(item.date, datetime.time()))

    def item_updateddate(self, item):
        return item.last_published_at or self.item_pubdate(item)


class TerritoryFeed(NewsFeed):
    """A region's are those of its municipalities too."""

    address = "home:news-territory-feed"

    def get_object(self, request, slug):
        return get_object_or_404(Territory, slug=slug)

    def subtitle(self, obj):
        return _("новости, %(territory)s") % {"territory": obj.label}

    def news(self, obj):
        return super().news(obj).narrowed(territory=obj.slug)


class TagFeed(NewsFeed):
    address = "home:news-tag-feed"

    def get_object(self, request, slug):
        return get_object_or_404(NewsTag, slug=slug)

    def subtitle(self, obj):
        return nested(_("новости на тему «%(tag)s»") % {"tag": obj.name})

    def news(self, obj):
        return super().news(obj).narrowed(tag=obj.slug)


class SectionFeed(NewsFeed):
    """Pages of a section of the site, the latest published first."""

    address = "home:section-feed"

    def get_object(self, request, slug):
        return get_object_or_404(public(SectionPage.objects.here().filter(depth=HOME_DEPTH + 1)), slug=slug)

    def subtitle(self, obj):
        return nested(_("что нового в разделе «%(title)s»") % {"title": obj.title})

    def items(self, obj):
        lead = Coalesce("sectionpage__lead", "guidepage__lead")
        found = public(obj.get_descendants(inclusive=True)).annotate(lead=lead).exclude(lead=None)
        return found.order_by("-last_published_at", "-pk")[:LATEST]

    def item_categories(self, item):
        return []

    def item_pubdate(self, item):
        return item.first_published_at

    def item_updateddate(self, item):
        return item.last_published_at
