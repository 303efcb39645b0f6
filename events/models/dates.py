"""When an event is: one row a date, by the clock of its territory."""

import datetime
import zoneinfo

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

MIDNIGHT = datetime.time()
DAY = datetime.timedelta(days=1)
# Nothing of a portal's happens outside; a mistyped year is caught here.
FIRST_YEAR, LAST_YEAR = 2000, 2100


class EventDate(models.Model):
    """A date of an event: some hours of a day, a whole day, or several days.

    Editors write what the clock on the wall of that place will show. `begins` and `ends` are the same moments for
    everybody: the database compares them with now.
    """

    page = ParentalKey("events.EventPage", related_name="dates")
    day = models.DateField(_("день"))
    starts_at = models.TimeField(_("начало"), null=True, blank=True, help_text=_("Пусто: весь день"))
    ends_day = models.DateField(_("последний день"), null=True, blank=True, help_text=_("Если дней несколько"))
    ends_at = models.TimeField(_("конец"), null=True, blank=True)
    is_cancelled = models.BooleanField(_("эта дата отменена"), default=False)
    begins = models.DateTimeField(editable=False, db_index=True)
    ends = models.DateTimeField(editable=False, db_index=True)

    class Meta:
        verbose_name = _("дата события")
        verbose_name_plural = _("даты событий")
        ordering = ["day", "starts_at"]
        constraints = [
            models.CheckConstraint(
                name="eventdate_days_in_order",
                condition=models.Q(ends_day=None) | models.Q(ends_day__gte=models.F("day")),
                violation_error_message=_("Последний день раньше первого."),
            ),
            models.CheckConstraint(
                name="eventdate_ends_what_begins",
                condition=models.Q(ends_at=None) | models.Q(starts_at__isnull=False),
                violation_error_message=_("Указан конец, а начала нет."),
            ),
        ]

    def __str__(self):
        return self.day.isoformat()

    def save(self, *args, **kwargs):
        self.reckon(self.page.zone)
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        if self.day and not FIRST_YEAR <= self.day.year <= LAST_YEAR:
            raise ValidationError({"day": _("Проверьте год.")})
        if self.day and self.ends_day and self.ends_day < self.day:
            raise ValidationError({"ends_day": _("Последний день раньше первого.")})
        if self.ends_day and self.ends_day.year > LAST_YEAR:
            raise ValidationError({"ends_day": _("Проверьте год.")})
        if self.ends_at and not self.starts_at:
            raise ValidationError({"starts_at": _("Указан конец, а начала нет.")})
        if self.is_one_day and self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("Конец должен быть позже начала.")})

    @property
    def is_one_day(self) -> bool:
        return not self.ends_day or self.ends_day == self.day

    def reckon(self, zone: str) -> None:
        """The moments by the clock of that time zone. Without an hour of its end, a date is over with its day."""
        clock = zoneinfo.ZoneInfo(zone)
        last = self.ends_day or self.day
        self.begins = datetime.datetime.combine(self.day, self.starts_at or MIDNIGHT, clock)
        self.ends = (
            datetime.datetime.combine(last, self.ends_at, clock)
            if self.ends_at
            else datetime.datetime.combine(last + DAY, MIDNIGHT, clock)
        )
