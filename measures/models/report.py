"""What an executor says of a measure for a quarter: a draft, until it is approved and frozen as an edition."""

from django.core.exceptions import PermissionDenied
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from measures.reports import faults, freezing, report_page
from measures.reports.expecting import Expected
from portal.formatting import quoted
from portal.quarters import Quarter
from portal.records import Record
from portal.uploads.whole import private_storage

from .measure import Measure
from .money import FundingSource
from .programme import year_field
from .reporting import ReportingPeriod
from .status import Status


class Outcome(models.TextChoices):
    """How the executor sees the measure; the same words as its status."""

    PLANNED = Status.PLANNED.value, _("ещё не начато")
    UNDER_WAY = Status.UNDER_WAY.value, _("идёт")
    DONE = Status.DONE.value, _("выполнено")
    LATE = Status.LATE.value, _("идёт с опозданием")
    STOPPED = Status.STOPPED.value, _("остановлено")


class Report(Record, ClusterableModel):
    """The report on a measure for a period. Where there is one, it is owed until it is sent."""

    measure = models.ForeignKey(
        Measure, models.CASCADE, related_name="reports", verbose_name=_("мероприятие"), editable=False
    )
    period = models.ForeignKey(
        ReportingPeriod, models.CASCADE, related_name="reports", verbose_name=_("период"), editable=False
    )
    status = models.CharField(_("как идёт мероприятие"), max_length=10, choices=Outcome, blank=True)
    phase = models.CharField(_("стадия"), max_length=16, choices=Measure.Phase, blank=True)
    narrative = models.TextField(
        _("что сделано за квартал"), blank=True, help_text=_("Простыми словами: это прочтут жители. Без имён людей")
    )
    deviation_reason = models.TextField(
        _("почему вышло не так, как в плане"),
        blank=True,
        help_text=_("Нужно, если деньги или числа расходятся с планом или веха не сделана в срок"),
    )
    correction_reason = models.CharField(
        _("почему исправляете"), max_length=500, blank=True, help_text=_("Будет стоять рядом с новой редакцией")
    )
    # Kept by the approval (measures.reports.sending), never by the form.
    sent_on = models.DateField(_("отправлен"), null=True, editable=False)
    returned_on = models.DateField(_("возвращён"), null=True, editable=False)

    page_template = "measures/reports/edition.html"

    class Meta:
        verbose_name = _("отчёт")
        verbose_name_plural = _("отчёты")
        ordering = ["-period__due_on", "measure__programme", "measure__position", "pk"]
        constraints = [models.UniqueConstraint(name="report_once", fields=["measure", "period"])]

    def __str__(self):
        return f"{self.period}: {self.measure}"

    @property
    def quarter(self) -> Quarter:
        return self.period.span

    def get_absolute_url(self):
        """Where its latest edition stands."""
        return reverse(
            "measures:report", args=[self.measure.programme.slug, self.measure.number, self.period.span.code]
        )

    def page_context(self):
        """The draft as its edition would be."""
        return report_page.of_draft(self)

    def with_content_json(self, content):
        """A draft knows only what its form asks: when it was sent is the approval's to say."""
        written = super().with_content_json(content)
        written.measure, written.period = self.measure, self.period
        written.sent_on, written.returned_on = self.sent_on, self.returned_on
        return written

    def faults(self) -> list[str]:
        """What keeps this version from being approved."""
        return [fault.text for fault in faults.of_report(self)]

    def remarks(self) -> list[str]:
        """What is not as planned, and what will be public beside it."""
        found = faults.deviations_of(self, Expected(self))
        names = quoted(self.files.filter(is_removed=False).values_list("name", flat=True))
        files = [_("Файлы увидят все, проверьте, нет ли в них имён и адресов: %(names)s.") % {"names": names}]
        return [*(_("Не по плану: %(what)s.") % {"what": what} for what in found), *(files if names else [])]

    def publish(self, revision, *args, **kwargs):
        """Approved and frozen at once, or neither."""
        if found := revision.as_object().faults():
            raise PermissionDenied(found[0])
        with transaction.atomic():
            super().publish(revision, *args, **kwargs)
            freezing.freeze(type(self).objects.select_for_update(of=("self",)).get(pk=self.pk))


class Instead(models.TextChoices):
    """What stands in a cell that has no amount. An empty one has an amount, or nobody has answered yet."""

    AMOUNT = "", _("— есть сумма —")
    NOT_REQUIRED = "not-required", _("деньги не требуются")
    ABSENT = "absent", _("данных нет")


class ReportSpending(Orderable):
    """Money spent since the beginning of the year, of one source."""

    report = ParentalKey(Report, related_name="spendings")
    year = year_field(_("год"), editable=False)
    source = models.ForeignKey(
        FundingSource, models.PROTECT, related_name="+", verbose_name=_("источник"), editable=False
    )
    amount = models.DecimalField(
        _("израсходовано, ₽"), max_digits=16, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    instead = models.CharField(_("вместо суммы"), max_length=12, choices=Instead, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("израсходованные деньги")
        verbose_name_plural = _("израсходованные деньги")
        constraints = [
            models.UniqueConstraint(name="reportspending_once", fields=["report", "year", "source"]),
            models.CheckConstraint(
                name="reportspending_amount_or_instead",
                condition=models.Q(amount=None) | models.Q(amount__gte=0, instead=""),
            ),
        ]

    def __str__(self):
        return f"{self.year} · {self.source}"


class ReportFact(Orderable):
    """What an indicator has come to since the beginning of the year, or why nobody measured it."""

    report = ParentalKey(Report, related_name="facts")
    indicator = models.ForeignKey(
        "measures.Indicator", models.CASCADE, related_name="+", verbose_name=_("показатель"), editable=False
    )
    value = models.DecimalField(_("значение"), max_digits=16, decimal_places=4, null=True, blank=True)
    not_measured = models.BooleanField(_("не измеряли"), default=False)
    reason = models.CharField(_("почему не измеряли"), max_length=255, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("значение показателя в отчёте")
        verbose_name_plural = _("значения показателей в отчёте")
        constraints = [
            models.UniqueConstraint(name="reportfact_once", fields=["report", "indicator"]),
            models.CheckConstraint(
                name="reportfact_value_or_not", condition=models.Q(value=None) | models.Q(not_measured=False)
            ),
        ]

    def __str__(self):
        return str(self.indicator)


class ReportMilestone(Orderable):
    """A milestone as the executor sees it; what it was and when it was due is copied, for the plan may change."""

    report = ParentalKey(Report, related_name="milestones")
    milestone = models.ForeignKey(
        "measures.Milestone", models.SET_NULL, null=True, related_name="+", verbose_name=_("веха"), editable=False
    )
    title = models.CharField(_("что должно быть сделано"), max_length=255, editable=False)
    due_on = models.DateField(_("к какому дню"), editable=False)
    done_on = models.DateField(_("сделано"), null=True, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("веха в отчёте")
        verbose_name_plural = _("вехи в отчёте")

    def __str__(self):
        return self.title


def upload_path(instance: "ReportFile", name: str) -> str:
    """Of the sender's name nothing is kept in the path."""
    return f"reports/{instance.digest}"


class ReportFile(models.Model):
    """A file beside a report. It is public where an edition names it, and is kept for as long as one does."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="files", verbose_name=_("отчёт"))
    name = models.CharField(_("название"), max_length=160)
    file = models.FileField(_("файл"), upload_to=upload_path, storage=private_storage)
    size = models.PositiveIntegerField(_("размер"))
    digest = models.CharField(_("отпечаток"), max_length=64)
    is_removed = models.BooleanField(_("убран из следующих редакций"), default=False)
    added_at = models.DateTimeField(_("добавлен"), auto_now_add=True)

    class Meta:
        verbose_name = _("файл отчёта")
        verbose_name_plural = _("файлы отчёта")
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self):
        return self.name
