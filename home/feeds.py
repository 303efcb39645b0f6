"""The feed of news."""

import datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse_lazy
from django.utils.feedgenerator import Atom1Feed
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from home.models import NewsPage

LATEST = 20


class NewsFeed(Feed):
    feed_type = Atom1Feed
    title = settings.WAGTAIL_SITE_NAME
    subtitle = _("Новости портала")
    link = reverse_lazy("home:news-feed")
    language = "ru"

    def items(self):
        return NewsPage.objects.published().here().latest_first()[:LATEST]

    def item_title(self, item):
        return item.title

    def item_description(self, item):
        return item.lead

    def item_link(self, item):
        return item.get_url() or "/"

    def item_pubdate(self, item):
        return make_aware(datetime.datetime.combine(item.date, datetime.time()))

    def item_updateddate(self, item):
        return item.last_published_at or self.item_pubdate(item)
