"""Proven ways of working with families, and who uses them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from acts.models import LegalAct
from portal.addresses import address
from portal.gathering import KEY, Gathering
from portal.records import PublishedQuerySet, Record, Sourced

from .linked import live, published_materials, published_measures
from .service import SERVICES_OF_PRACTICE


class PracticeQuerySet(PublishedQuerySet):
    def in_order(self):
        """By region, and within it as the act numbers them."""
        shown = ("slug", "number", "name", "summary", "audience", "territory")
        return self.order_by("territory__name", "number", "name").only(*shown)


class Practice(Record, Sourced, ClusterableModel):
    """A way of working with families that a region has adopted."""

    slug = models.SlugField(_("адрес на сайте"), max_length=120, unique=True)
    number = models.PositiveSmallIntegerField(_("номер в акте"), null=True, blank=True)
    name = models.CharField(_("название"), max_length=255)
    official_name = models.CharField(_("название в акте"), max_length=500, blank=True)
    territory = models.ForeignKey(
        "services_directory.Territory", models.PROTECT, related_name="practices", verbose_name=_("регион")
    )
    summary = models.TextField(_("в чём суть"), blank=True)
    audience = models.CharField(_("для кого"), max_length=300, blank=True)
    categories = ParentalManyToManyField(
        "services_directory.FamilyCategory", blank=True, related_name="practices", verbose_name=_("категории семей")
    )
    results = models.TextField(
        _("что получилось"),
        blank=True,
        help_text=_("Своими словами, по опубликованному. Пусто — результатов не публиковали"),
    )
    note = models.TextField(_("примечание к источнику"), blank=True)

    objects = PracticeQuerySet.as_manager()
    page_template = "services_directory/practice.html"
    territory_path = "territory"

    class Meta:
        verbose_name = _("практика")
        verbose_name_plural = _("практики")
        ordering = ["territory", "number", "name"]
        constraints = [
            models.UniqueConstraint(
                name="practice_unique_number",
                fields=["territory", "number"],
                violation_error_message=_("Практика с таким номером в этом регионе уже есть."),
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address("directory:practice", self.slug)

    def page_context(self):
        changed = self.pk is None or self.sites.is_deferring
        sites = [site.provider for site in (self.sites.all() if changed else SITES_OF_PRACTICE(self.pk))]
        return {
            "practice": self,
            "providers": sorted(live(sites), key=lambda provider: provider.name),
            "categories": live(self.categories.all()),
            "services": SERVICES_OF_PRACTICE(self.pk) if self.pk else [],
            "measures": published_measures(self),
            "materials": published_materials(self),
            "figures": with_sources(list(self.figures.all())),
        }


# What the page of a public practice shows of it, by slug.
PRACTICE_PAGE = Gathering(
    lambda: Practice.objects.published().filter(slug=KEY),
    one={
        "territory": "slug name short_name level is_fictional",
        "source_act": "slug kind title number date",
    },
    many={
        "categories": "slug name live",
        "figures": "name value unit period source_act_id source_place",
    },
)


PRACTICES_OF_PROVIDER = Gathering(lambda: Practice.objects.published().filter(sites__provider=KEY))
PRACTICES_OF_CATEGORY = Gathering(lambda: Practice.objects.published().filter(categories=KEY))


class PracticeSite(Orderable):
    """A mark of the matrix: this provider uses this practice."""

    practice = ParentalKey(Practice, related_name="sites")
    provider = models.ForeignKey(
        "services_directory.Provider", models.CASCADE, related_name="practice_sites", verbose_name=_("организация")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("где работает")
        verbose_name_plural = _("где работает")
        constraints = [
            models.UniqueConstraint(
                name="practicesite_unique",
                fields=["practice", "provider"],
                violation_error_message=_("Эта организация уже отмечена."),
            )
        ]

    def __str__(self):
        return str(self.provider)


class PracticeFigure(Orderable, Sourced):
    """A result in a number, as somebody has published it."""

    practice = ParentalKey(Practice, related_name="figures")
    name = models.CharField(_("что посчитано"), max_length=255, help_text=_("Например, «семей получили помощь»"))
    value = models.DecimalField(_("сколько"), max_digits=14, decimal_places=2)
    unit = models.CharField(_("единица"), max_length=40, blank=True, help_text=_("Например, «семей», «%»"))
    period = models.CharField(_("за какое время"), max_length=80, help_text=_("Например, «2021 год»"))

    class Meta(Orderable.Meta):
        verbose_name = _("результат в числах")
        verbose_name_plural = _("результаты в числах")
        constraints = [
            models.CheckConstraint(
                name="practicefigure_has_a_source",
                condition=models.Q(source_act__isnull=False) | ~models.Q(source_place=""),
                violation_error_message=_("Назовите акт или отчёт, в котором это число опубликовано."),
            )
        ]

    def __str__(self):
        return f"{self.name}, {self.period}"

    def clean(self):
        super().clean()
        if not (self.source_act_id or self.source_place):
            raise ValidationError({"source_place": _("Назовите акт или отчёт, в котором это число опубликовано.")})


def with_sources(figures: list[PracticeFigure]) -> list[PracticeFigure]:
    """Their acts in one query; none where no number is from an act."""
    ids = {figure.source_act_id for figure in figures} - {None}
    acts = LegalAct.objects.in_bulk(ids) if ids else {}
    for figure in figures:
        figure.source_act = acts.get(figure.source_act_id)
    return figures


SITES_OF_PRACTICE = Gathering(lambda: PracticeSite.objects.filter(practice=KEY), one={"provider": "slug name live"})
