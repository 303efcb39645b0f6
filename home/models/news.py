"""News."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager

from portal.blocks import BodyBlock
from portal.pages import CARD, PortalPage, PortalPageQuerySet
from portal.paging import page_of, query_without_page


class NewsQuerySet(PortalPageQuerySet):
    def latest_first(self):
        return self.order_by("-date", "-pk")

    def for_list(self):
        """What a card of the list shows."""
        place = ("territory__name", "territory__short_name")
        return self.latest_first().select_related("territory").only(*CARD, "date", *place)


class NewsIndexPage(PortalPage):
    """All news, newest first."""

    per_page = 12

    content_panels = PortalPage.title_panels
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.NewsPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("список новостей")
        verbose_name_plural = _("списки новостей")

    def get_context(self, request, *args, **kwargs):
        news = NewsPage.objects.child_of(self).published().for_list()
        return {
            **super().get_context(request, *args, **kwargs),
            "news": page_of(request, news, self.per_page),
            "query": query_without_page(request),
        }


class NewsPage(PortalPage):
    """A piece of news."""

    date = models.DateField(_("дата"), default=timezone.localdate, db_index=True)
    territory = models.ForeignKey(
        "services_directory.Territory",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("территория"),
        help_text=_("Пусто: новость для всех"),
    )
    image = models.ForeignKey(
        "wagtailimages.Image", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("снимок")
    )
    image_alt = models.CharField(
        _("что на снимке"), max_length=255, blank=True, help_text=_("Для тех, кто не видит снимка: одна фраза")
    )
    body = StreamField(BodyBlock(), verbose_name=_("текст"), blank=True)

    objects = PageManager.from_queryset(NewsQuerySet)()

    content_panels = [
        *PortalPage.title_panels,
        FieldPanel("date"),
        FieldPanel("territory"),
        MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt")], heading=_("Снимок")),
        FieldPanel("body"),
        *PortalPage.source_panels,
    ]
    shown_with = {**PortalPage.shown_with, "territory": "name short_name"}
    parent_page_types = ["home.NewsIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("новость")
        verbose_name_plural = _("новости")
        constraints = [
            models.CheckConstraint(
                name="newspage_image_is_described",
                condition=models.Q(image=None) | ~models.Q(image_alt=""),
                violation_error_message=_("Опишите снимок: без описания его не поймут те, кто его не видит."),
            )
        ]

    def clean(self):
        super().clean()
        if self.image_id and not self.image_alt.strip():
            raise ValidationError({"image_alt": _("Опишите снимок: без описания его не поймут те, кто его не видит.")})
