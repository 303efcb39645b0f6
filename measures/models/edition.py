"""What approved reports have said: frozen editions, and the figures of the latest of each period."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .indicator import Indicator
from .measure import Measure, Milestone
from .money import FundingSource
from .programme import sane_year, year_field
from .report import Report


class ReportEdition(models.Model):
    """An approved report as it was that day. The database itself keeps it so: a correction is a new one.

    `content` needs no other record to be read (measures.reports.content).
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="editions", verbose_name=_("отчёт"))
    number = models.PositiveSmallIntegerField(_("номер редакции"))
    made_at = models.DateTimeField(_("утверждена"), default=timezone.now)
    reason = models.CharField(_("почему исправлено"), max_length=500, blank=True)
    content = models.JSONField(_("содержание"))

    class Meta:
        verbose_name = _("редакция отчёта")
        verbose_name_plural = _("редакции отчётов")
        ordering = ["report", "number"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(name="reportedition_once", fields=["report", "number"])]

    def __str__(self):
        return _("%(report)s, редакция %(number)s") % {"report": self.report, "number": self.number}


class Reported(models.Model):
    """A figure of the latest edition of a period. Written when a report is frozen, never by hand."""

    edition = models.ForeignKey(
        ReportEdition, models.PROTECT, related_name="%(class)s_rows", verbose_name=_("редакция")
    )
    year = year_field(_("год"))
    quarter = models.PositiveSmallIntegerField(_("квартал"))

    class Meta:
        abstract = True
        default_permissions = ()


class ReportedSpending(Reported):
    """Money spent from the beginning of the year to the end of the quarter. What is unknown has no row."""

    measure = models.ForeignKey(
        Measure, models.CASCADE, related_name="reported_spendings", verbose_name=_("мероприятие")
    )
    source = models.ForeignKey(FundingSource, models.PROTECT, related_name="+", verbose_name=_("источник"))
    amount = models.DecimalField(_("израсходовано, ₽"), max_digits=16, decimal_places=2, null=True)
    not_required = models.BooleanField(_("деньги не требуются"), default=False)

    class Meta(Reported.Meta):
        verbose_name = _("израсходовано по отчёту")
        verbose_name_plural = _("израсходовано по отчётам")
        ordering = ["measure", "year", "quarter"]
        constraints = [
            models.UniqueConstraint(name="reportedspending_once", fields=["measure", "year", "quarter", "source"]),
            models.CheckConstraint(
                name="reportedspending_amount_or_not_required",
                condition=models.Q(not_required=True, amount=None) | models.Q(not_required=False, amount__gte=0),
            ),
            models.CheckConstraint(name="reportedspending_sane_year", condition=sane_year("year")),
        ]

    def __str__(self):
        return f"{self.year}-{self.quarter} · {self.source}"


class ReportedFact(Reported):
    """The value of an indicator from the beginning of the year, or why there is none, by each reporting measure."""

    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="reported_facts", verbose_name=_("показатель")
    )
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="reported_facts", verbose_name=_("мероприятие"))
    value = models.DecimalField(_("значение"), max_digits=16, decimal_places=4, null=True)
    reason = models.CharField(_("почему не измеряли"), max_length=255, blank=True)

    class Meta(Reported.Meta):
        verbose_name = _("значение по отчёту")
        verbose_name_plural = _("значения по отчётам")
        ordering = ["indicator", "year", "quarter", "measure"]
        constraints = [
            models.UniqueConstraint(name="reportedfact_once", fields=["indicator", "measure", "year", "quarter"]),
            models.CheckConstraint(
                name="reportedfact_value_or_reason",
                condition=models.Q(value=None) & ~models.Q(reason="") | models.Q(value__isnull=False, reason=""),
            ),
        ]

    def __str__(self):
        return f"{self.indicator}, {self.year}-{self.quarter}"


class ReportedMilestone(Reported):
    """Whether a milestone is done, as of the quarter's end."""

    measure = models.ForeignKey(
        Measure, models.CASCADE, related_name="reported_milestones", verbose_name=_("мероприятие")
    )
    milestone = models.ForeignKey(
        Milestone, models.SET_NULL, null=True, related_name="reported", verbose_name=_("веха")
    )
    title = models.CharField(_("что должно быть сделано"), max_length=255)
    due_on = models.DateField(_("к какому дню"))
    done_on = models.DateField(_("сделано"), null=True)

    class Meta(Reported.Meta):
        verbose_name = _("веха по отчёту")
        verbose_name_plural = _("вехи по отчётам")
        ordering = ["measure", "year", "quarter", "due_on", "pk"]

    def __str__(self):
        return self.title
