"""Who reports on measures, and by which day: rules, periods, people, reminders."""

import datetime

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from measures.reports.deadlines import Shift, due_on
from portal.quarters import Quarter
from portal.reminders import Reminder
from portal.working_days import Moved

from .measure import Measure
from .programme import Programme, sane_year, year_field


class ReportingRule(models.Model):
    """By which day executors report on a quarter of this programme. A programme without a rule asks for no reports."""

    class OnDayOff(models.TextChoices):
        """Where the deadline goes that falls on a day off."""

        AS_IS = Shift.NONE.value, _("остаётся как есть")
        NEXT = Shift.NEXT.value, _("на следующий рабочий день")
        PREVIOUS = Shift.PREVIOUS.value, _("на предыдущий рабочий день")

    programme = models.OneToOneField(
        Programme, models.CASCADE, related_name="reporting_rule", verbose_name=_("программа")
    )
    day = models.PositiveSmallIntegerField(
        _("число следующего месяца"),
        validators=[MinValueValidator(1), MaxValueValidator(28)],
        help_text=_("Отчёт ждут до этого числа месяца, который идёт за кварталом"),
    )
    inclusive = models.BooleanField(
        _("это число входит в срок"), default=True, help_text=_("Без отметки последний день — накануне")
    )
    on_day_off = models.CharField(
        _("если срок выпал на выходной"), max_length=8, choices=OnDayOff, default=OnDayOff.AS_IS
    )
    opens_before = models.PositiveSmallIntegerField(
        _("за сколько дней до конца квартала открыть отчёт"), default=10, validators=[MaxValueValidator(60)]
    )
    remind_before = models.PositiveSmallIntegerField(
        _("за сколько дней до срока напомнить"), default=5, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    since = models.DateField(
        _("начиная с квартала, в который входит день"),
        null=True,
        blank=True,
        help_text=_("Пусто: с первого квартала программы"),
    )
    place = models.CharField(_("место в акте"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("срок отчётов")
        verbose_name_plural = _("сроки отчётов")
        ordering = ["programme__title"]
        constraints = [
            models.CheckConstraint(
                name="reportingrule_day_of_any_month",
                condition=models.Q(day__range=(1, 28)),
                violation_error_message=_("Число месяца — от 1 до 28."),
            )
        ]

    def __str__(self):
        return str(self.programme)

    def due_on(self, quarter: Quarter, moved: Moved) -> datetime.date:
        return due_on(quarter, self.day, self.inclusive, self.on_day_off, moved)

    def opens_on(self, quarter: Quarter, moved: Moved) -> datetime.date:
        """Some days before the quarter ends; never later than the deadline."""
        opens = quarter.last_day - datetime.timedelta(days=self.opens_before)
        return min(opens, self.due_on(quarter, moved))

    def asks_for(self, quarter: Quarter) -> bool:
        return self.since is None or quarter.last_day >= self.since


class ReportingPeriod(models.Model):
    """A quarter of a programme for which reports are asked. It opens by itself (measures.reports.opening)."""

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="reporting_periods", verbose_name=_("программа")
    )
    year = year_field(_("год"))
    quarter = models.PositiveSmallIntegerField(_("квартал"), validators=[MinValueValidator(1), MaxValueValidator(4)])
    opens_on = models.DateField(_("открыт с"))
    due_on = models.DateField(_("последний день"))

    class Meta:
        verbose_name = _("отчётный период")
        verbose_name_plural = _("отчётные периоды")
        ordering = ["programme", "year", "quarter"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="reportingperiod_once", fields=["programme", "year", "quarter"]),
            models.CheckConstraint(name="reportingperiod_quarter", condition=models.Q(quarter__range=(1, 4))),
            models.CheckConstraint(name="reportingperiod_sane_year", condition=sane_year("year")),
        ]

    def __str__(self):
        return self.span.label

    @property
    def span(self) -> Quarter:
        return Quarter(self.year, self.quarter)


class Responsibility(models.Model):
    """A person who fills the reports of a measure. The site names the body and the position, never the person."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="responsibilities", verbose_name=_("кто отчитывается")
    )
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="responsibilities", verbose_name=_("мероприятие"))
    position = models.CharField(_("должность"), max_length=160, blank=True)
    is_active = models.BooleanField(
        _("доступ открыт"), default=True, help_text=_("Снимите отметку: отчёты этого мероприятия закроются сразу")
    )

    class Meta:
        verbose_name = _("ответственный за отчёт")
        verbose_name_plural = _("ответственные за отчёты")
        ordering = ["measure__programme", "measure__position", "user__last_name", "user__username"]
        constraints = [
            models.UniqueConstraint(
                name="responsibility_once",
                fields=["user", "measure"],
                violation_error_message=_("Этот человек уже отвечает за это мероприятие."),
            )
        ]

    def __str__(self):
        return f"{self.person} — {self.measure}"

    @property
    def person(self) -> str:
        return self.user.get_full_name() or self.user.get_username()


class ReportReminder(Reminder):
    """A reminder of one report to one person: each stage once."""

    class Stage(models.IntegerChoices):
        BEFORE = 1, _("до срока")
        AFTER = 2, _("после срока")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("кому"))
    report = models.ForeignKey("measures.Report", models.CASCADE, related_name="reminders", verbose_name=_("отчёт"))
    stage = models.PositiveSmallIntegerField(_("какое"), choices=Stage)

    class Meta(Reminder.Meta):
        verbose_name = _("напоминание об отчёте")
        verbose_name_plural = _("напоминания об отчётах")
        constraints = [
            models.UniqueConstraint(name="reportreminder_once", fields=["user", "report", "stage"]),
        ]

    def __str__(self):
        return f"{self.get_stage_display()}, {self.report}"
