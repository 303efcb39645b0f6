"""By what it is judged: indicators and their values. «-» in an act is an absent value, not a zero."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from measures import indicator_page
from portal.records import PublishedQuerySet, Record

from .programme import sane_year, year_field


class IndicatorQuerySet(PublishedQuerySet):
    def published(self):
        """Indicators that are public: they and their programme are published."""
        return self.filter(live=True, programme__live=True)


class Indicator(Record, ClusterableModel):
    """A figure by which a programme is judged."""

    class ValueKind(models.TextChoices):
        COUNT = "count", _("число")
        SHARE = "share", _("доля, %")
        YES_NO = "yes-no", _("да или нет")

    class Better(models.TextChoices):
        MORE = "more", _("больше — лучше")
        LESS = "less", _("меньше — лучше")
        UNKNOWN = "", _("не определено")

    class Aggregation(models.TextChoices):
        """How the value «at the end» follows from the years, where it does."""

        LAST = "last", _("последний год")
        SUM = "sum", _("сумма лет")
        MAXIMUM = "max", _("наибольшее")
        NONE = "", _("правило не определено")

    programme = models.ForeignKey(
        "measures.Programme", models.CASCADE, related_name="indicators", verbose_name=_("программа")
    )
    number = models.CharField(_("номер"), max_length=12)
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="parts", verbose_name=_("часть показателя")
    )
    name = models.CharField(_("название"), max_length=255, help_text=_("Коротко, своими словами"))
    official_name = models.CharField(_("название в акте"), max_length=500, blank=True)
    unit = models.CharField(_("единица"), max_length=40, blank=True)
    value_kind = models.CharField(_("вид значения"), max_length=8, choices=ValueKind, default=ValueKind.COUNT)
    better = models.CharField(_("что лучше"), max_length=6, choices=Better, blank=True)
    aggregation = models.CharField(_("как получен итог"), max_length=6, choices=Aggregation, blank=True)
    note = models.TextField(_("примечание к источнику"), blank=True)
    position = models.PositiveSmallIntegerField(_("порядок"), default=0)

    objects = IndicatorQuerySet.as_manager()
    page_template = "measures/indicators.html"

    class Meta:
        verbose_name = _("показатель")
        verbose_name_plural = _("показатели")
        ordering = ["programme", "position"]
        constraints = [
            models.UniqueConstraint(
                name="indicator_unique_number",
                fields=["programme", "number"],
                violation_error_message=_("Показатель с таким номером в этой программе уже есть."),
            )
        ]

    def __str__(self):
        return f"{self.number}. {self.name}"

    @property
    def better_label(self) -> str:
        """As get_better_display(), which hashes every choice at each call; a page shows it for each indicator."""
        return str(self.Better(self.better).label) if self.better else ""

    @property
    def aggregation_label(self) -> str:
        return str(self.Aggregation(self.aggregation).label)

    def page_context(self):
        """The indicators of its programme, with this one as it is written here."""
        return indicator_page.context(self.programme, written=self)

    def clean(self):
        super().clean()
        if self.parent and self.parent.programme_id != self.programme_id:
            raise ValidationError({"parent": _("Это показатель другой программы.")})
        if self.parent and self.parent.parent_id:
            raise ValidationError({"parent": _("Частей у части не бывает.")})


class IndicatorValue(models.Model):
    """A planned or actual value for a period. `value` is empty where the act has «-»: stated to be absent."""

    class Period(models.TextChoices):
        BASELINE = "baseline", _("до начала")
        YEAR = "year", _("год")
        END = "end", _("в конце")

    class Kind(models.TextChoices):
        PLAN = "plan", _("план")
        FACT = "fact", _("факт")

    indicator = ParentalKey(Indicator, related_name="values")
    period = models.CharField(_("когда"), max_length=8, choices=Period)
    year = year_field(_("год"), null=True, blank=True)
    kind = models.CharField(_("план или факт"), max_length=4, choices=Kind, default=Kind.PLAN)
    value = models.DecimalField(_("значение"), max_digits=16, decimal_places=4, null=True, blank=True)
    as_written = models.CharField(_("как в акте"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("значение показателя")
        verbose_name_plural = _("значения показателя")
        ordering = ["indicator", "kind", "period", "year"]
        constraints = [
            models.UniqueConstraint(
                name="indicatorvalue_one_per_cell",
                fields=["indicator", "period", "year", "kind"],
                nulls_distinct=False,
                violation_error_message=_("Значение за этот период уже есть."),
            ),
            models.CheckConstraint(
                name="indicatorvalue_year_where_due",
                condition=models.Q(period="year", year__isnull=False)
                | models.Q(period__in=["baseline", "end"], year=None),
                violation_error_message=_("Год нужен значению за год, и только ему."),
            ),
            models.CheckConstraint(
                name="indicatorvalue_sane_year",
                condition=sane_year("year", optional=True),
                violation_error_message=_("Год — от 1991 до 2100."),
            ),
        ]

    def __str__(self):
        return f"{self.year or self.get_period_display()}, {self.get_kind_display()}"
