"""The words by which help is sorted: kinds of help, families, forms, levels, grounds and stages."""

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from portal.addresses import address
from portal.gathering import KEY, Gathering
from portal.records import PublishedQuerySet, Record, Sourced
from portal.sites import shown

from .linked import published_measures
from .practice import PRACTICES_OF_CATEGORY

# Counting stops here: «more than a thousand» says enough, and costs the same however many there are.
MOST_COUNTED = 1000


class HelpKindQuerySet(models.QuerySet):
    def kinds(self):
        """The kinds themselves, without the items under them."""
        return self.filter(parent=None)

    def items(self):
        return self.exclude(parent=None)


class HelpKind(Sourced):
    """A kind of help, or an item of one.

    Social accompaniment (442-FZ art. 22) is not a social service (art. 20): each is a branch of its own.
    """

    class Branch(models.TextChoices):
        ACCOMPANIMENT = "accompaniment", _("социальное сопровождение (статья 22)")
        SOCIAL_SERVICE = "social-service", _("социальные услуги (статья 20)")

    branch = models.CharField(_("ветвь"), max_length=16, choices=Branch)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="items", verbose_name=_("вид помощи")
    )
    slug = models.SlugField(_("адрес на сайте"), max_length=80, unique=True)
    code = models.CharField(_("код"), max_length=20, blank=True)
    name = models.CharField(_("название"), max_length=255)
    summary = models.TextField(_("простыми словами"), blank=True)
    synonyms = ArrayField(
        models.CharField(max_length=80),
        verbose_name=_("другие слова"),
        default=list,
        blank=True,
        help_text=_("Через запятую: как об этом говорят люди"),
    )
    position = models.PositiveSmallIntegerField(_("порядок"), default=0)

    objects = HelpKindQuerySet.as_manager()

    class Meta:
        verbose_name = _("вид помощи")
        verbose_name_plural = _("виды помощи")
        ordering = ["branch", "position", "name"]
        constraints = [
            models.UniqueConstraint(
                name="helpkind_unique_name",
                fields=["branch", "parent", "name"],
                nulls_distinct=False,
                violation_error_message=_("Такой вид помощи уже есть."),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def kind(self) -> "HelpKind":
        """The kind that this is an item of, or is itself."""
        return self.parent or self

    def clean(self):
        super().clean()
        if self.parent and self.parent.parent_id:
            raise ValidationError({"parent": _("Уровней два: вид помощи и его пункты.")})
        if self.parent and self.parent.branch != self.branch:
            raise ValidationError({"parent": _("Вид помощи должен быть той же ветви.")})


class FamilyCategory(Record, ClusterableModel):
    """A kind of family that is entitled to help, under one plain name; acts word it each in their own way."""

    slug = models.SlugField(_("адрес на сайте"), max_length=80, unique=True)
    name = models.CharField(_("название"), max_length=160, unique=True)
    summary = models.TextField(_("простыми словами"), blank=True)
    synonyms = ArrayField(
        models.CharField(max_length=80),
        verbose_name=_("другие слова"),
        default=list,
        blank=True,
        help_text=_("Через запятую: как об этом говорят люди"),
    )
    note = models.TextField(_("расхождения источников"), blank=True)
    position = models.PositiveSmallIntegerField(_("порядок"), default=0)

    objects = PublishedQuerySet.as_manager()
    page_template = "services_directory/category.html"

    class Meta:
        verbose_name = _("категория семей")
        verbose_name_plural = _("категории семей")
        ordering = ["position", "name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address("directory:category", self.slug)

    def page_context(self):
        saved = self.pk is not None
        return {
            "category": self,
            "wordings": self.wordings_by_place(),
            "service_count": self.services.published().here()[: MOST_COUNTED + 1].count() if saved else 0,
            "most_counted": MOST_COUNTED,
            "practices": shown(PRACTICES_OF_CATEGORY(self.pk)) if saved else [],
            "measures": published_measures(self),
        }

    def wordings_by_place(self) -> list[tuple]:
        """(territory or None, its wordings), in the order that editors gave them."""
        places = {}
        changed = self.pk is None or self.wordings.is_deferring
        for wording in self.wordings.all() if changed else WORDINGS_OF_CATEGORY(self.pk):
            places.setdefault(wording.territory, []).append(wording)
        return list(places.items())


class CategoryWording(Orderable, Sourced):
    """How one act words a family category."""

    category = ParentalKey(FamilyCategory, related_name="wordings")
    wording = models.CharField(_("формулировка"), max_length=500)
    territory = models.ForeignKey(
        "services_directory.Territory",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("регион"),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("формулировка акта")
        verbose_name_plural = _("формулировки актов")

    def __str__(self):
        return self.wording


WORDINGS_OF_CATEGORY = Gathering(
    lambda: CategoryWording.objects.filter(category=KEY),
    one={"territory": "name short_name", "source_act": "slug kind title number date"},
)


class ServiceForm(models.Model):
    """Where and how help is given: at home, for part of the day, in residence, at once, from afar."""

    slug = models.SlugField(_("адрес на сайте"), max_length=40, unique=True)
    name = models.CharField(_("название"), max_length=80, unique=True)
    summary = models.CharField(_("простыми словами"), max_length=255, blank=True)
    position = models.PositiveSmallIntegerField(_("порядок"), default=0)

    class Meta:
        verbose_name = _("форма обслуживания")
        verbose_name_plural = _("формы обслуживания")
        ordering = ["position"]

    def __str__(self):
        return self.name


class SupportLevel(Sourced, ClusterableModel):
    """A level of accompaniment: how close the specialist stays to the family."""

    slug = models.SlugField(_("адрес на сайте"), max_length=40, unique=True)
    name = models.CharField(_("название"), max_length=80, unique=True)
    name_note = models.CharField(
        _("расхождение в названии"), max_length=255, blank=True, help_text=_("Если акт называет уровень по-разному")
    )
    summary = models.TextField(_("простыми словами"))
    months = models.PositiveSmallIntegerField(_("срок, месяцев"), null=True, blank=True)
    families_per_specialist = models.PositiveSmallIntegerField(
        _("семей на специалиста, не больше"), null=True, blank=True
    )
    position = models.PositiveSmallIntegerField(_("порядок"), default=0)

    class Meta:
        verbose_name = _("уровень сопровождения")
        verbose_name_plural = _("уровни сопровождения")
        ordering = ["position"]

    def __str__(self):
        return self.name


class SupportLevelSign(Orderable):
    """A situation that points to a level."""

    level = ParentalKey(SupportLevel, related_name="signs")
    text = models.CharField(_("ситуация"), max_length=300)

    class Meta(Orderable.Meta):
        verbose_name = _("признак уровня")
        verbose_name_plural = _("признаки уровня")

    def __str__(self):
        return self.text


class SupportRule(Sourced):
    """A rule of accompaniment as a region sets it: a ground, a stage, a form of work."""

    class Kind(models.TextChoices):
        GROUND = "ground", _("основание")
        STAGE = "stage", _("этап")
        FORM = "form", _("форма работы")

    kind = models.CharField(_("что это"), max_length=10, choices=Kind)
    territory = models.ForeignKey(
        "services_directory.Territory", models.PROTECT, related_name="support_rules", verbose_name=_("регион")
    )
    position = models.PositiveSmallIntegerField(_("порядок"), default=0)
    title = models.CharField(_("название"), max_length=300)
    text = models.TextField(_("пояснение"), blank=True)
    deadline = models.CharField(_("срок"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("правило сопровождения")
        verbose_name_plural = _("правила сопровождения")
        ordering = ["territory", "kind", "position"]
        constraints = [
            models.UniqueConstraint(
                name="supportrule_unique_position",
                fields=["territory", "kind", "position"],
                violation_error_message=_("Это место в перечне занято."),
            )
        ]

    def __str__(self):
        return self.title
