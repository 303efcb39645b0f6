"""Where: regions and their municipalities."""

import zoneinfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.sites import Reach, Reached


class TerritoryQuerySet(Reached, models.QuerySet):
    def regions(self):
        return self.filter(level=Territory.Level.REGION)


class Territory(models.Model):
    """A region or a municipality of a region."""

    class Level(models.IntegerChoices):
        COUNTRY = 0, _("страна")
        REGION = 1, _("регион")
        MUNICIPALITY = 2, _("муниципальное образование")

    slug = models.SlugField(_("адрес на сайте"), max_length=80, unique=True)
    name = models.CharField(_("название"), max_length=160)
    short_name = models.CharField(_("коротко"), max_length=80, blank=True)
    level = models.PositiveSmallIntegerField(_("уровень"), choices=Level)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("входит в")
    )
    oktmo = models.CharField(_("код ОКТМО"), max_length=11, blank=True)
    time_zone = models.CharField(
        _("часовой пояс"), max_length=40, blank=True, help_text=_("Например, Asia/Yekaterinburg")
    )
    is_fictional = models.BooleanField(
        _("вымышленная"), default=False, help_text=_("Для показа и проверок: на страницах об этом сказано прямо")
    )

    objects = TerritoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("территория")
        verbose_name_plural = _("территории")
        ordering = ["level", "name"]
        constraints = [
            models.CheckConstraint(
                name="territory_municipality_has_parent",
                condition=models.Q(level=2, parent__isnull=False) | models.Q(level__lt=2),
                violation_error_message=_("Муниципальное образование входит в регион: укажите его."),
            ),
            models.UniqueConstraint(
                name="territory_unique_name",
                fields=["parent", "name"],
                nulls_distinct=False,
                violation_error_message=_("Такая территория уже есть."),
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        """The region decides: what lies in a made-up region is made up, and nothing else is."""
        if self.level == self.Level.MUNICIPALITY:
            self.is_fictional = self.parent.is_fictional
        super().save(*args, **kwargs)
        if self.level == self.Level.REGION:
            self.children.exclude(is_fictional=self.is_fictional).update(is_fictional=self.is_fictional)

    @classmethod
    def within(cls, reach: Reach) -> models.Q:
        """Those that a site offers to choose from: not what holds its own."""
        return models.Q(pk__in=reach.within)

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name

    @property
    def full_label(self) -> str:
        """With the region where it is a part of one: «Киржачский район, Владимирская область»."""
        return self.label if self.region is self else f"{self.label}, {self.region.label}"

    @property
    def region(self) -> "Territory":
        """The region that holds this territory, or the territory itself."""
        return self.parent if self.level == self.Level.MUNICIPALITY else self

    @property
    def zone(self) -> str:
        """Its own time zone, else its region's, else the portal's."""
        return self.time_zone or self.region.time_zone or settings.TIME_ZONE

    def clean(self):
        super().clean()
        if self.time_zone and self.time_zone not in zoneinfo.available_timezones():
            raise ValidationError({"time_zone": _("Такого часового пояса нет. Пример: Asia/Yekaterinburg.")})
        if self.parent and self.parent.level >= self.level:
            raise ValidationError({"parent": _("Территория не может входить в равную или меньшую.")})
        if self.oktmo and not (self.oktmo.isascii() and self.oktmo.isdecimal() and len(self.oktmo) in (8, 11)):
            raise ValidationError({"oktmo": _("Код ОКТМО — 8 или 11 цифр.")})
