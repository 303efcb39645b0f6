"""Proven ways of working with families, and who uses them."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from portal.records import PublishedQuerySet, Record, Sourced


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
    note = models.TextField(_("примечание к источнику"), blank=True)

    objects = PublishedQuerySet.as_manager()
    page_template = "services_directory/practice.html"

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
        return reverse("directory:practice", args=[self.slug])


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
