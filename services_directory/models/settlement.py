"""The gazetteer: towns and villages with a point, so that a family can say where it lives without a geocoder."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from .. import gazetteer


class Settlement(models.Model):
    """A town or village; its point is its middle."""

    class Kind(models.TextChoices):
        TOWN = "town", _("город")
        URBAN = "urban", _("посёлок городского типа")
        HAMLET = "hamlet", _("посёлок")
        CHURCH_VILLAGE = "church-village", _("село")
        VILLAGE = "village", _("деревня")
        FARM = "farm", _("хутор")
        OTHER = "other", _("иной населённый пункт")

    # Before a name on the portal's pages.
    SHORT = {
        Kind.TOWN: _("г."),
        Kind.URBAN: _("пгт"),
        Kind.HAMLET: _("пос."),
        Kind.CHURCH_VILLAGE: _("с."),
        Kind.VILLAGE: _("дер."),
        Kind.FARM: _("хут."),
        Kind.OTHER: "",
    }

    name = models.CharField(_("название"), max_length=120, help_text=_("Без слов «город», «село»: «Муром»"))
    kind = models.CharField(_("вид"), max_length=16, choices=Kind, default=Kind.TOWN)
    territory = models.ForeignKey(
        "services_directory.Territory", models.PROTECT, related_name="settlements", verbose_name=_("территория")
    )
    latitude = models.DecimalField(
        _("широта"), max_digits=8, decimal_places=6, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.DecimalField(
        _("долгота"), max_digits=9, decimal_places=6, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    is_centre = models.BooleanField(
        _("центр территории"), default=False, help_text=_("Стоит первым среди мест с таким же названием")
    )
    key = models.CharField(max_length=120, editable=False, db_index=True)

    class Meta:
        verbose_name = _("населённый пункт")
        verbose_name_plural = _("населённые пункты")
        ordering = ["name", "territory__name"]
        constraints = [
            models.UniqueConstraint(
                name="settlement_unique_name",
                fields=["territory", "kind", "name"],
                violation_error_message=_("Такой населённый пункт на этой территории уже есть."),
            )
        ]

    def __str__(self):
        return f"{self.SHORT[self.Kind(self.kind)]} {self.name}".strip()

    def save(self, *args, **kwargs):
        self.key = gazetteer.key(self.name)
        super().save(*args, **kwargs)

    @property
    def point(self) -> tuple[float, float]:
        return float(self.latitude), float(self.longitude)

    def clean(self):
        super().clean()
        if self.name and not gazetteer.key(self.name):
            raise ValidationError({"name": _("Укажите название.")})
