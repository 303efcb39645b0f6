"""News."""

from functools import cache

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager

from home import social_card
from home.models.leaving import QuickExit
from home.models.news_list import NewsFilter, NewsQuerySet, conditions, offered
from home.models.news_tags import NewsTag, TaggedNews
from measures.models import Measure
from portal.answers import Answers
from portal.blocks import BodyBlock
from portal.choosing import RecordPicker
from portal.gathering import AMONG, KEY, Gathering, key_at
from portal.pages import PARENT, PortalPage
from portal.paging import page_of, query_without_page

# What a picture of the news in its sizes needs, so that nothing more is asked of the database.
PICTURE = (
    "title file width height file_hash collection_id description "
    "focal_point_x focal_point_y focal_point_width focal_point_height"
)


class NewsIndexPage(PortalPage):
    """All news: what is pinned, then the newest; narrowed by year, territory and theme."""

    per_page = 12

    content_panels = PortalPage.title_panels
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.NewsPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("список новостей")
        verbose_name_plural = _("списки новостей")

    def get_context(self, request, *args, **kwargs):
        form = NewsFilter(request.GET, offered(CONDITIONS(self.path)))
        chosen = form.chosen
        news = page_of(request, numbers(self, chosen), self.per_page)
        news.object_list = CARDS.in_order(news.object_list)
        return {
            **super().get_context(request, *args, **kwargs),
            "form": form,
            "chosen": chosen,
            "chosen_words": form.chosen_words,
            "feeds": feeds_of(**chosen),
            "news": news,
            "query": query_without_page(request),
        }


def feeds_of(territory: str = "", tag: str = "", **others) -> list[tuple[str, str]]:
    """Addresses and names of feeds: of all news, then of what is chosen."""
    found = [(reverse("home:news-feed"), _("Новости портала"))]
    if territory:
        found.append((reverse("home:news-territory-feed", args=[territory]), _("Новости территории")))
    if tag:
        found.append((reverse("home:news-tag-feed", args=[tag]), _("Новости на эту тему")))
    return found


class NewsPage(QuickExit, PortalPage):
    """A piece of news."""

    date = models.DateField(_("дата"), default=timezone.localdate, db_index=True)
    territories = ParentalManyToManyField(
        "services_directory.Territory",
        related_name="news",
        blank=True,
        verbose_name=_("территории"),
        help_text=_("Кого касается. Пусто: новость для всех"),
    )
    tags = ClusterTaggableManager(
        through=TaggedNews,
        blank=True,
        verbose_name=_("темы"),
        help_text=_("Через запятую. Две-три: по ним новости собираются в списки и ленты"),
    )
    programmes = ParentalManyToManyField(
        "measures.Programme", related_name="news", blank=True, verbose_name=_("программы")
    )
    measures = ParentalManyToManyField(
        "measures.Measure", related_name="news", blank=True, verbose_name=_("мероприятия программ")
    )
    pinned_until = models.DateField(
        _("закрепить до"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("По этот день новость стоит первой в списке и на главной. Пусто: не закреплена"),
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
        MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt")], heading=_("Снимок")),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldPanel("tags"),
                FieldPanel("territories", widget=RecordPicker("services_directory.Territory")),
                FieldPanel("programmes", widget=RecordPicker("measures.Programme")),
                FieldPanel("measures", widget=RecordPicker("measures.Measure")),
            ],
            heading=_("О чём и для кого"),
        ),
        MultiFieldPanel(
            [
                HelpPanel(
                    content=_(
                        "Когда появиться на сайте и когда уйти с него: значок «i» вверху, «Установить расписание»."
                    )
                ),
                FieldPanel("pinned_until"),
                FieldPanel("quick_exit"),
            ],
            heading=_("Показ"),
        ),
        *PortalPage.source_panels,
    ]
    shown_with = {**PortalPage.shown_with, "image": PICTURE}
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

    @classmethod
    @cache
    def whole(cls) -> Gathering:
        return Gathering(
            cls.asked_for,
            one=cls.shown_with,
            many={"territories": "slug name short_name level", "tagged_items": "tag_id", "measures": "number"},
            linked={"programmes": "slug title live"},
        )

    def get_context(self, request, *args, **kwargs):
        return {
            **super().get_context(request, *args, **kwargs),
            "tags": self.shown_tags,
            "programmes": [programme for programme in self.programmes.all() if programme.live],
            "measures": self.shown_measures,
            "card": social_card.address(self),
            "card_size": social_card.SIZE,
        }

    @cached_property
    def shown_tags(self) -> list[NewsTag]:
        chosen = [item.tag_id for item in self.tagged_items.all()]
        return list(NewsTag.objects.filter(pk__in=chosen).order_by("name")) if chosen else []

    @cached_property
    def shown_measures(self) -> list[Measure]:
        """Those that are public, with what their addresses need."""
        chosen = [measure.pk for measure in self.measures.all()]
        if not chosen:
            return []
        found = Measure.objects.published().filter(pk__in=chosen).select_related("programme")
        return list(found.only("number", "title", "programme__slug", "programme__title"))


def news_below(key) -> NewsQuerySet:
    """The public news of the list with that path."""
    return NewsPage.objects.published().alias(parent=PARENT).filter(parent=key)


@cache
def narrowed_by(*names: str) -> Answers:
    """The numbers of the news that meet conditions of those names, in their order."""
    wanted = {name: key_at(place) for place, name in enumerate(names, 2)}
    if "year" in wanted:
        wanted["year"] = Cast(wanted["year"], models.IntegerField())
    found = news_below(key_at(1)).narrowed(**wanted)
    return Answers(lambda: (found.latest_first() if names else found.pinned_first()).values_list("pk"))


def numbers(index: NewsIndexPage, chosen: dict[str, str]) -> list[int]:
    return [pk for (pk,) in narrowed_by(*chosen)([index.path, *chosen.values()])]


CONDITIONS = Answers(lambda: conditions(news_below(KEY)))
CARDS = Gathering(lambda: NewsPage.objects.published().filter(pk__in=AMONG).for_list())
