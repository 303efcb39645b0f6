"""What an institution must tell about itself beside its card, and the days in which it must."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from .provider import Provider


class Disclosure(Orderable):
    """Facts of article 13 that no field of a card holds: where the institution publishes them, and since when."""

    class Item(models.TextChoices):
        STRUCTURE = "structure", _("структура и органы управления")
        RECIPIENTS = "recipients", _("сколько человек получают услуги")
        STAFF = "staff", _("заместители, руководители филиалов, работники")
        EQUIPMENT = "equipment", _("помещения, оборудование, питание")
        VOLUME = "volume", _("объём услуг за счёт бюджета и за плату")
        FINANCES = "finances", _("финансово-хозяйственная деятельность")
        HOUSE_RULES = "house-rules", _("правила внутреннего распорядка")
        ORDERS = "orders", _("предписания и отчёты об их исполнении")
        EXPERIENCE = "experience", _("опыт работы за пять лет")

    provider = ParentalKey(Provider, related_name="disclosures")
    item = models.CharField(_("что"), max_length=12, choices=Item)
    address = models.URLField(_("где опубликовано"), blank=True)
    note = models.CharField(_("примечание"), max_length=255, blank=True)
    changed_on = models.DateField(
        _("когда создано или изменилось"), help_text=_("От этого дня считаются десять рабочих дней")
    )
    published_on = models.DateField(_("когда опубликовано"), null=True, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("сведения по статье 13")
        verbose_name_plural = _("сведения по статье 13")
        constraints = [
            models.UniqueConstraint(
                name="disclosure_item_once",
                fields=["provider", "item"],
                violation_error_message=_("Эти сведения уже есть в списке."),
            ),
            models.CheckConstraint(
                name="disclosure_days_in_order",
                condition=models.Q(published_on=None) | models.Q(published_on__gte=models.F("changed_on")),
                violation_error_message=_("Опубликовать раньше, чем изменилось, нельзя."),
            ),
        ]

    def __str__(self):
        return self.get_item_display()

    def clean(self):
        super().clean()
        if self.published_on and self.changed_on and self.published_on < self.changed_on:
            raise ValidationError({"published_on": _("Опубликовать раньше, чем изменилось, нельзя.")})
        if self.published_on and not (self.address or self.note):
            raise ValidationError({"address": _("Укажите, где опубликовано.")})


class CalendarDay(models.Model):
    """A day that differs from the common rule: a weekend moved by the government."""

    date = models.DateField(_("день"), unique=True)
    is_day_off = models.BooleanField(_("выходной"), default=True)
    note = models.CharField(_("почему"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("перенос выходного")
        verbose_name_plural = _("переносы выходных")
        ordering = ["date"]

    def __str__(self):
        return f"{self.date:%d.%m.%Y}"


def moved_days() -> dict[datetime.date, bool]:
    """Days that differ from the rule, and whether each is off."""
    return dict(CalendarDay.objects.values_list("date", "is_day_off"))
