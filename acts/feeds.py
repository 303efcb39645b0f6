"""The feed of what happened to acts."""

from django.contrib.syndication.views import Feed
from django.urls import reverse_lazy
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy as _

from acts.changes import changes


class ActFeed(Feed):
    feed_type = Atom1Feed
    title = _("Изменения правовых актов")
    subtitle = _("Что изменилось в актах, на которых держится портал")
    link = reverse_lazy("acts:acts")
    feed_url = reverse_lazy("acts:feed")
    language = "ru"
    item_guid_is_permalink = False

    def items(self):
        return changes()

    def item_title(self, item):
        return item.title

    def item_description(self, item):
        return item.text

    def item_link(self, item):
        return item.act.get_absolute_url()

    def item_guid(self, item):
        return f"act-{item.key}"

    def item_pubdate(self, item):
        return item.noted_at

    def item_updateddate(self, item):
        return item.noted_at
