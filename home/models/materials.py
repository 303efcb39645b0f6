"""The methodological library: files and texts for those who work with families, and for families."""

from functools import cache

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.models import PageManager

from home.files import MaterialFile, files_of, public_texts
from home.models.editions import MaterialEdition
from home.models.leaving import QuickExit
from home.panels import material_panels
from portal.blocks import BodyBlock
from portal.gathering import AMONG, KEY, Gathering
from portal.pages import CARD, PortalPage, PortalPageQuerySet

MOST_RELATED = 4


class MaterialTopic(models.Model):
    """What materials are about: a short list that the portal keeps."""

    name = models.CharField(_("название"), max_length=80, unique=True)
    slug = models.SlugField(_("адрес на сайте"), max_length=60, unique=True)

    class Meta:
        verbose_name = _("тема материалов")
        verbose_name_plural = _("темы материалов")
        ordering = ["name"]

    def __str__(self):
        return self.name


class MaterialQuerySet(PortalPageQuerySet):
    def in_order(self):
        return self.order_by(models.F("year").desc(nulls_last=True), "title", "pk")

    def with_file(self):
        """With the name of the file that it is now, and when the newest of its files came."""
        editions = MaterialEdition.objects.filter(page=models.OuterRef("pk"))
        now = editions.order_by("sort_order", "pk").values("document__file")[:1]
        return self.annotate(
            file_name=models.Subquery(now),
            renewed_at=models.Subquery(editions.order_by("-added_at").values("added_at")[:1]),
        )

    def for_list(self):
        """What a card of the list shows."""
        return self.with_file().only(*CARD, "kind", "audience", "year", "author", "language")


class MaterialPage(QuickExit, PortalPage):
    """A material: what it is, for whom, and its files, the present and the former ones."""

    class Kind(models.TextChoices):
        FORM = "form", _("форма документа")
        REPORT_FORM = "report-form", _("форма отчёта")
        JOURNAL = "journal", _("журнал учёта")
        CHECKLIST = "checklist", _("список для проверки")
        METHOD = "method", _("методика")
        MODEL = "model", _("модельный документ")
        LEAFLET = "leaflet", _("памятка")

    class Audience(models.TextChoices):
        FAMILIES = "families", _("семьям")
        SPECIALISTS = "specialists", _("специалистам")
        MANAGERS = "managers", _("руководителям и органам власти")

    class Language(models.TextChoices):
        RUSSIAN = "ru", _("русский")
        TATAR = "tt", _("татарский")
        ENGLISH = "en", _("английский")

    kind = models.CharField(_("вид"), max_length=12, choices=Kind)
    audience = models.CharField(_("кому"), max_length=12, choices=Audience, default=Audience.SPECIALISTS)
    language = models.CharField(_("на каком языке"), max_length=2, choices=Language, default=Language.RUSSIAN)
    year = models.PositiveSmallIntegerField(
        _("год"), null=True, blank=True, validators=[MinValueValidator(1991), MaxValueValidator(2100)]
    )
    author = models.CharField(_("организация-автор"), max_length=300, blank=True)
    topics = ParentalManyToManyField(MaterialTopic, blank=True, related_name="materials", verbose_name=_("темы"))
    practices = ParentalManyToManyField(
        "services_directory.Practice", blank=True, related_name="materials", verbose_name=_("практики")
    )
    categories = ParentalManyToManyField(
        "services_directory.FamilyCategory", blank=True, related_name="materials", verbose_name=_("каким семьям")
    )
    kinds = ParentalManyToManyField(
        "services_directory.HelpKind", blank=True, related_name="materials", verbose_name=_("виды помощи")
    )
    body = StreamField(BodyBlock(), verbose_name=_("текст"), blank=True)
    body_is_whole = models.BooleanField(
        _("на странице — весь текст файла"),
        default=False,
        help_text=_("Отметьте, если файл можно не открывать: так прочтут и те, кому файл недоступен"),
    )

    objects = PageManager.from_queryset(MaterialQuerySet)()
    content_panels = material_panels(PortalPage.title_panels, PortalPage.source_panels)
    parent_page_types = ["home.MaterialIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("материал")
        verbose_name_plural = _("материалы")
        constraints = [
            models.CheckConstraint(
                name="materialpage_sane_year",
                condition=models.Q(year=None) | models.Q(year__range=(1991, 2100)),
                violation_error_message=_("Год — от 1991 до 2100."),
            )
        ]

    @classmethod
    @cache
    def whole(cls) -> Gathering:
        """With its files and all that it is about, in one query."""
        return Gathering(
            cls.asked_for,
            one=cls.shown_with,
            many={
                "editions": "page_id document_id number date changes added_at",
                "topics": "name slug",
                "kinds": "name slug",
            },
            linked={"practices": "name slug live", "categories": "name slug live"},
        )

    def get_context(self, request, *args, **kwargs):
        files = self.files
        return {
            **super().get_context(request, *args, **kwargs),
            "now": files[0] if files else None,
            "former": files[1:],
            "related": RELATED(self.pk) if self.pk else [],
        }

    @cached_property
    def files(self) -> list[MaterialFile]:
        return files_of(self.editions.all())

    def texts_of_files(self) -> list[str]:
        """What its present file says, for the search; nothing of a file that is kept from the public."""
        return public_texts(self.editions.all())

    # As get_…_display(), which hashes every choice at each call.
    @property
    def kind_label(self) -> str:
        return str(self.Kind(self.kind).label).capitalize()

    @property
    def audience_label(self) -> str:
        return str(self.Audience(self.audience).label).capitalize()

    @property
    def language_label(self) -> str:
        return str(self.Language(self.language).label).capitalize()


def akin() -> MaterialQuerySet:
    """Public materials that share a topic, a practice or the act with the one that is asked for."""
    page = MaterialPage.objects.filter(pk=KEY)
    topics = MaterialPage.topics.through.objects.filter(materialpage=KEY).values("materialtopic")
    practices = MaterialPage.practices.through.objects.filter(materialpage=KEY).values("practice")
    shared = (
        models.Q(pk__in=MaterialPage.topics.through.objects.filter(materialtopic__in=topics).values("materialpage"))
        | models.Q(pk__in=MaterialPage.practices.through.objects.filter(practice__in=practices).values("materialpage"))
        | models.Q(source_act__in=page.exclude(source_act=None).values("source_act"))
    )
    return MaterialPage.objects.published().filter(shared).exclude(pk=KEY).in_order().only(*CARD, "kind")[:MOST_RELATED]


RELATED = Gathering(akin)
# Public materials of those numbers, as cards of a list.
CARDS = Gathering(lambda: MaterialPage.objects.published().filter(pk__in=AMONG).for_list())
