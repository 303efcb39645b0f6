"""By what it is judged: indicators and their values. «-» in an act is an absent value, not a zero."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from measures import indicator_page
from portal.records import PublishedQuerySet, Record
from portal.speaking import label

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
        APART = "apart", _("годы не сводятся")
        NONE = "", _("правило не определено")

    class DenominatorAt(models.TextChoices):
        """Of which time the whole of a share is taken."""

        SAME = "", _("за тот же период")
        BASELINE = "baseline", _("до начала программы")

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
    sums_parts = models.BooleanField(
        _("целое равно сумме частей"),
        default=True,
        help_text=_("Снимите, если одна семья может попасть сразу в несколько частей"),
    )
    within = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="holds",
        verbose_name=_("не больше, чем показатель"),
        help_text=_("Например, преодолевших трудности не может быть больше, чем тех, кого сопровождали"),
    )
    numerator = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("доля: какой показатель")
    )
    denominator = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("доля: от какого показателя")
    )
    denominator_at = models.CharField(
        _("доля: целое берётся"), max_length=8, choices=DenominatorAt, blank=True, default=DenominatorAt.SAME
    )
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
        return label(self.Better(self.better)) if self.better else ""

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
        self.clean_formula()

    def clean_formula(self):
        """A share is made of two indicators of its own programme, neither of them itself."""
        for name in ("within", "numerator", "denominator"):
            other = getattr(self, name)
            if other and other.programme_id != self.programme_id:
                raise ValidationError({name: _("Это показатель другой программы.")})
            if other and other.pk == self.pk:
                raise ValidationError({name: _("Показатель не может считаться сам из себя.")})
        if bool(self.numerator_id) != bool(self.denominator_id):
            raise ValidationError({"denominator": _("Для доли нужны оба показателя: какой и от какого.")})
        if self.numerator_id and self.value_kind != self.ValueKind.SHARE:
            raise ValidationError({"value_kind": _("По формуле считается только доля.")})


class Period(models.TextChoices):
    """Of which time a figure is."""

    BASELINE = "baseline", _("до начала")
    YEAR = "year", _("год")
    END = "end", _("в конце")


class IndicatorValue(models.Model):
    """A planned or actual value for a period. `value` is empty where the act has «-»: stated to be absent.

    «Not measured» is a third thing: nobody was to measure it in that period.
    """

    Period = Period

    class Kind(models.TextChoices):
        PLAN = "plan", _("план")
        FACT = "fact", _("факт")

    indicator = ParentalKey(Indicator, related_name="values")
    period = models.CharField(_("когда"), max_length=8, choices=Period)
    year = year_field(_("год"), null=True, blank=True)
    kind = models.CharField(_("план или факт"), max_length=4, choices=Kind, default=Kind.PLAN)
    value = models.DecimalField(_("значение"), max_digits=16, decimal_places=4, null=True, blank=True)
    not_measured = models.BooleanField(_("не измеряется"), default=False)
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
                name="indicatorvalue_measured_or_not",
                condition=models.Q(not_measured=False) | models.Q(value=None),
                violation_error_message=_("Либо число, либо «не измеряется»."),
            ),
            models.CheckConstraint(
                name="indicatorvalue_sane_year",
                condition=sane_year("year", optional=True),
                violation_error_message=_("Год — от 1991 до 2100."),
            ),
        ]

    def __str__(self):
        return f"{self.year or self.get_period_display()}, {self.get_kind_display()}"
