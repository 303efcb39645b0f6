"""What a measure promises in figures, and the indicator by which the promise can be checked."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from .indicator import Period
from .programme import sane_year, year_field


class PromisedFigure(Orderable):
    """«35 specialists», «more than 3,000 families». Without an indicator nobody will see whether it was kept."""

    class Comparison(models.TextChoices):
        """How the figure stands to the indicator's planned value, if the act agrees with itself."""

        EQUAL = "equal", _("столько же, сколько в показателе")
        EXCEEDED = "exceeded", _("«более …»: в показателе должно быть больше")
        WITHIN = "within", _("не больше, чем в показателе")
        GAIN = "gain", _("прирост показателя от исходного, числом")
        GROWTH = "growth", _("рост показателя от исходного, в процентах")

    measure = ParentalKey("measures.Measure", related_name="promised")
    amount = models.DecimalField(_("сколько обещано"), max_digits=16, decimal_places=4)
    what = models.CharField(_("чего"), max_length=80, help_text=_("Например: семей, специалистов, %"))
    indicator = models.ForeignKey(
        "measures.Indicator",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="promises",
        verbose_name=_("показатель"),
        help_text=_("Пусто: показателя для этого обещания нет"),
    )
    comparison = models.CharField(_("как соотносится"), max_length=8, choices=Comparison, default=Comparison.EQUAL)
    period = models.CharField(_("за какое время"), max_length=8, choices=Period, default=Period.END)
    year = year_field(_("год"), null=True, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("обещанное число")
        verbose_name_plural = _("обещанные числа")
        constraints = [
            models.CheckConstraint(
                name="promisedfigure_year_where_due",
                condition=models.Q(period="year", year__isnull=False)
                | models.Q(period__in=["baseline", "end"], year=None),
                violation_error_message=_("Год нужен числу за год, и только ему."),
            ),
            models.CheckConstraint(
                name="promisedfigure_sane_year",
                condition=sane_year("year", optional=True),
                violation_error_message=_("Год — от 1991 до 2100."),
            ),
        ]

    def __str__(self):
        return f"{self.amount.normalize():f} {self.what}"

    def clean(self):
        super().clean()
        if self.indicator and self.measure_id and self.indicator.programme_id != self.measure.programme_id:
            raise ValidationError({"indicator": _("Это показатель другой программы.")})
