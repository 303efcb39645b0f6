"""When a place is open: its week, and the dates on which the week does not hold."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from ..opening import Hours, opening_lines
from ..schedule import Calendar, Special, shifts_of, state
from ..schedule_words import Line, line, special_words

WEEKDAYS = range(1, 8)
# How far ahead a card tells of exceptions.
SOON = datetime.timedelta(days=30)


def this_minute() -> datetime.datetime:
    return timezone.now().replace(second=0, microsecond=0)


class Scheduled(models.Model):
    """What has `hours`, `exceptions`, a `closing` and a territory with a time zone."""

    class Meta:
        abstract = True

    @property
    def opening(self) -> list[Hours]:
        return opening_lines(self.hours.all())

    @property
    def calendar(self) -> Calendar:
        week = {day.weekday: day.shifts for day in self.hours.all()}
        specials = [exception.special for exception in self.exceptions.all()]
        closing = [self.closing] if self.closing else []
        return Calendar(self.territory.zone, tuple(week.get(day, ()) for day in WEEKDAYS), tuple([*closing, *specials]))

    @property
    def open_line(self) -> Line | None:
        """«Сейчас открыто, до 18:00»; nothing where no hours are known and nothing is closed."""
        now = state(self.calendar, this_minute())
        return line(now) if self.calendar.is_known or (now.special and now.special.is_closing) else None

    @property
    def coming_exceptions(self) -> list[str]:
        """Dates of the next month on which the hours are others, in words."""
        calendar = self.calendar
        today = calendar.local(this_minute()).date()
        soon = [
            each
            for each in calendar.specials
            if (each.last is None or each.last >= today) and each.first <= today + SOON and not is_on(each, today)
        ]
        return [special_words(each) for each in sorted(soon, key=lambda each: each.first)]


def is_on(special: Special, today: datetime.date) -> bool:
    """It says itself in the line of the day."""
    return special.is_closing and special.covers(today)


class OpeningHours(models.Model):
    """One weekday's opening hours, with a break where there is one. Past midnight they close before they open."""

    class Weekday(models.IntegerChoices):
        MONDAY = 1, _("понедельник")
        TUESDAY = 2, _("вторник")
        WEDNESDAY = 3, _("среда")
        THURSDAY = 4, _("четверг")
        FRIDAY = 5, _("пятница")
        SATURDAY = 6, _("суббота")
        SUNDAY = 7, _("воскресенье")

    location = ParentalKey("services_directory.Location", related_name="hours")
    weekday = models.PositiveSmallIntegerField(_("день"), choices=Weekday)
    opens = models.TimeField(_("с"))
    closes = models.TimeField(_("до"), help_text=_("Если работа кончается после полуночи, «до» меньше, чем «с»"))
    break_starts = models.TimeField(_("перерыв с"), null=True, blank=True)
    break_ends = models.TimeField(_("перерыв до"), null=True, blank=True)

    class Meta:
        verbose_name = _("часы работы")
        verbose_name_plural = _("часы работы")
        ordering = ["weekday", "opens"]
        constraints = [
            models.UniqueConstraint(
                name="openinghours_one_a_day",
                fields=["location", "weekday"],
                violation_error_message=_("Часы этого дня уже указаны."),
            ),
            models.CheckConstraint(
                name="openinghours_break_within",
                condition=models.Q(break_starts=None, break_ends=None)
                | models.Q(
                    break_starts__gt=models.F("opens"),
                    break_ends__gt=models.F("break_starts"),
                    closes__gt=models.F("break_ends"),
                ),
                violation_error_message=_("Перерыв должен лежать внутри рабочего дня; после полуночи его не бывает."),
            ),
        ]

    def __str__(self):
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"

    @property
    def shifts(self):
        return shifts_of(self.opens, self.closes, (self.break_starts, self.break_ends))

    def clean(self):
        super().clean()
        if (self.break_starts is None) != (self.break_ends is None):
            raise ValidationError(_("Укажите и начало, и конец перерыва."))


class ScheduleException(models.Model):
    """A day, or several, on which the place is closed or keeps other hours."""

    location = ParentalKey("services_directory.Location", related_name="exceptions")
    starts_on = models.DateField(_("день"))
    ends_on = models.DateField(_("по какой день"), null=True, blank=True, help_text=_("Пусто — один день"))
    opens = models.TimeField(_("с"), null=True, blank=True, help_text=_("Пусто — в эти дни закрыто"))
    closes = models.TimeField(_("до"), null=True, blank=True)
    reason = models.CharField(_("почему"), max_length=160, blank=True, help_text=_("Например, «санитарный день»"))

    class Meta:
        verbose_name = _("исключение из расписания")
        verbose_name_plural = _("исключения из расписания")
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                name="scheduleexception_days_in_order",
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                violation_error_message=_("Последний день раньше первого."),
            ),
            models.CheckConstraint(
                name="scheduleexception_hours_are_whole",
                condition=models.Q(opens=None, closes=None) | models.Q(opens__isnull=False, closes__isnull=False),
                violation_error_message=_("Укажите и начало, и конец работы — или ни то, ни другое."),
            ),
        ]

    def __str__(self):
        return special_words(self.special)

    @property
    def special(self) -> Special:
        shifts = () if self.opens is None or self.closes is None else shifts_of(self.opens, self.closes)
        return Special(self.starts_on, self.ends_on or self.starts_on, shifts, self.reason)
