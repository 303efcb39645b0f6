"""What screens in halls show between the helplines."""

import datetime

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.records import PublishedQuerySet, Record


class AnnouncementQuerySet(PublishedQuerySet):
    def due(self, day: datetime.date):
        """Published, and to be shown on that day."""
        begun = models.Q(shown_from=None) | models.Q(shown_from__lte=day)
        return self.published().filter(begun).exclude(shown_until__lt=day)


class Announcement(Record):
    """A few words that are read from five metres away, and where to read on."""

    title = models.CharField(_("главное"), max_length=90, help_text=_("Прочтут на ходу, с пяти метров: до 90 знаков"))
    text = models.CharField(_("пояснение"), max_length=200, blank=True)
    address = models.CharField(
        _("страница портала"),
        max_length=200,
        blank=True,
        help_text=_("Например, /navigator/. На экране станет кодом, который читает телефон"),
        validators=[RegexValidator(r"^/(?![/\\])\S*$", _("Адрес страницы портала начинается с «/»."))],
    )
    shown_from = models.DateField(_("показывать с"), null=True, blank=True)
    shown_until = models.DateField(_("показывать по"), null=True, blank=True, help_text=_("Последний день показа"))
    position = models.PositiveSmallIntegerField(_("порядок"), default=0)

    objects = AnnouncementQuerySet.as_manager()
    page_template = "screens/screen.html"

    class Meta:
        verbose_name = _("объявление для экранов")
        verbose_name_plural = _("объявления для экранов")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="announcement_dates_in_order",
                condition=models.Q(shown_from=None)
                | models.Q(shown_until=None)
                | models.Q(shown_from__lte=models.F("shown_until")),
                violation_error_message=_("Показ не может кончиться раньше, чем начался."),
            )
        ]

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        if self.shown_from and self.shown_until and self.shown_until < self.shown_from:
            raise ValidationError({"shown_until": _("Показ не может кончиться раньше, чем начался.")})

    def page_context(self):
        return {"slide": slide_of(self), "number": 1, "count": 1, "seconds": 0, "next_address": ""}


def slide_of(announcement: Announcement) -> dict:
    """What `screens/screen.html` draws of it."""
    return {
        "kind": "words",
        "title": announcement.title,
        "text": announcement.text,
        "address": announcement.address,
        "lines": [],
    }
