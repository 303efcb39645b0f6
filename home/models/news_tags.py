"""What news are about."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase

from portal.editing import transliterated


class NewsTag(TagBase):
    """A theme. Its address is in Latin letters."""

    free_tagging = True

    class Meta:
        verbose_name = _("тема новостей")
        verbose_name_plural = _("темы новостей")

    def slugify(self, tag, i=None):
        stem = transliterated(tag) or "tag"
        return stem if i is None else f"{stem}-{i}"


class TaggedNews(ItemBase):
    tag = models.ForeignKey(NewsTag, models.CASCADE, related_name="tagged_items")
    content_object = ParentalKey("home.NewsPage", related_name="tagged_items")
