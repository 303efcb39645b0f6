"""With what money. A figure that is absent, a zero and «not required» are three things, and stay three."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from .measure import Measure
from .programme import Programme, sane_year, year_field


class FundingSource(models.Model):
    """Whose money."""

    code = models.SlugField(_("код"), max_length=40, unique=True)
    name = models.CharField(_("название"), max_length=120, unique=True)
    position = models.PositiveSmallIntegerField(_("порядок"), default=0)

    class Meta:
        verbose_name = _("источник денег")
        verbose_name_plural = _("источники денег")
        ordering = ["position", "name"]

    def __str__(self):
        return self.name


class ProgrammeSource(Orderable):
    """How one programme's act names a source."""

    programme = ParentalKey(Programme, related_name="sources")
    source = models.ForeignKey(FundingSource, models.PROTECT, related_name="+", verbose_name=_("источник"))
    name_in_act = models.CharField(_("как в акте"), max_length=255)

    class Meta(Orderable.Meta):
        verbose_name = _("источник в акте")
        verbose_name_plural = _("источники в акте")
        constraints = [
            models.UniqueConstraint(
                name="programmesource_unique",
                fields=["programme", "source"],
                violation_error_message=_("Этот источник уже назван."),
            )
        ]

    def __str__(self):
        return self.name_in_act


class Stage(models.TextChoices):
    """Which money: what the act first approved, what an amendment made of it, what was spent."""

    APPROVED = "approved", _("утверждено")
    AMENDED = "amended", _("уточнено")
    SPENT = "spent", _("израсходовано")


class BudgetLine(Orderable):
    """One cell of a measure's budget: year (or not split by year) × source × stage.

    A cell that nobody entered has no line. `amount` is roubles, exact; it is empty only where money is not required.
    """

    measure = ParentalKey(Measure, related_name="budget_lines")
    year = year_field(_("год"), null=True, blank=True, help_text=_("Пусто: акт не делит деньги по годам"))
    source = models.ForeignKey(FundingSource, models.PROTECT, related_name="budget_lines", verbose_name=_("источник"))
    stage = models.CharField(_("что это"), max_length=8, choices=Stage, default=Stage.APPROVED)
    not_required = models.BooleanField(_("деньги не требуются"), default=False)
    amount = models.DecimalField(
        _("сумма, ₽"), max_digits=16, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    as_written = models.CharField(_("как в акте"), max_length=120, blank=True)
    note = models.CharField(_("примечание"), max_length=255, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("строка бюджета")
        verbose_name_plural = _("строки бюджета")
        constraints = [
            models.UniqueConstraint(
                name="budgetline_one_per_cell",
                fields=["measure", "year", "source", "stage"],
                nulls_distinct=False,
                violation_error_message=_("Эта сумма уже есть: год, источник и вид совпадают."),
            ),
            models.CheckConstraint(
                name="budgetline_not_negative",
                condition=models.Q(amount=None) | models.Q(amount__gte=0),
                violation_error_message=_("Сумма не может быть меньше нуля."),
            ),
            models.CheckConstraint(
                name="budgetline_amount_or_not_required",
                condition=models.Q(not_required=True, amount=None) | models.Q(not_required=False, amount__isnull=False),
                violation_error_message=_("Укажите сумму или отметьте, что деньги не требуются."),
            ),
            models.CheckConstraint(
                name="budgetline_sane_year",
                condition=sane_year("year", optional=True),
                violation_error_message=_("Год — от 1991 до 2100."),
            ),
        ]

    def __str__(self):
        return f"{self.year or _('без года')} · {self.source} · {self.get_stage_display()}"


class StatedTotal(Orderable):
    """A total that the act itself states: of the programme or one measure, for a year or all, of a source or all.

    Sums of budget lines are held against it; it never replaces them.
    """

    programme = ParentalKey(Programme, related_name="stated_totals")
    measure_number = models.CharField(_("мероприятие"), max_length=12, blank=True, help_text=_("Пусто: вся программа"))
    direction_number = models.CharField(
        _("направление"), max_length=12, blank=True, help_text=_("Пусто: по всем направлениям")
    )
    year = year_field(_("год"), null=True, blank=True, help_text=_("Пусто: за все годы"))
    source = models.ForeignKey(
        FundingSource,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("источник"),
        help_text=_("Пусто: из всех источников"),
    )
    stage = models.CharField(_("что это"), max_length=8, choices=Stage, default=Stage.APPROVED)
    amount = models.DecimalField(_("сумма, ₽"), max_digits=16, decimal_places=2, validators=[MinValueValidator(0)])
    as_written = models.CharField(_("как в акте"), max_length=120, blank=True)
    place = models.CharField(_("место в акте"), max_length=255, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("итог в акте")
        verbose_name_plural = _("итоги в акте")
        constraints = [
            models.UniqueConstraint(
                name="statedtotal_one_per_scope",
                fields=["programme", "measure_number", "direction_number", "year", "source", "stage", "place"],
                nulls_distinct=False,
                violation_error_message=_("Этот итог уже есть."),
            ),
            models.CheckConstraint(
                name="statedtotal_not_negative",
                condition=models.Q(amount__gte=0),
                violation_error_message=_("Сумма не может быть меньше нуля."),
            ),
            models.CheckConstraint(
                name="statedtotal_sane_year",
                condition=sane_year("year", optional=True),
                violation_error_message=_("Год — от 1991 до 2100."),
            ),
        ]

    def __str__(self):
        return f"{self.measure_number or _('Всего')} {self.year or ''}".strip()

    def clean(self):
        super().clean()
        if self.amount is not None and self.amount < 0:
            raise ValidationError({"amount": _("Сумма не может быть меньше нуля.")})
