"""Closed for a while, with dates: a place or a service."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..schedule import Special
from ..schedule_words import closing_words, coming_closing_words


class Closable(models.Model):
    """What may close for a time. It stays in the lists, and says when it opens again."""

    closed_from = models.DateField(_("временно закрыто с"), null=True, blank=True)
    closed_until = models.DateField(
        _("временно закрыто по"),
        null=True,
        blank=True,
        help_text=_("Последний день. Пусто — пока не известно, до какого дня"),
    )
    closed_reason = models.CharField(
        _("почему временно закрыто"), max_length=160, blank=True, help_text=_("Например, «ремонт»")
    )

    class Meta:
        abstract = True

    @property
    def closing(self) -> Special | None:
        """The temporary closing, whether past, present or to come."""
        if self.closed_from is None:
            return None
        return Special(self.closed_from, self.closed_until, reason=self.closed_reason, is_closing=True)

    @property
    def closing_line(self) -> str:
        """«Временно закрыто с 1 по 15 марта: ремонт», also when that is still to come; nothing once it is over."""
        closing, today = self.closing, timezone.localdate()
        if closing is None or (closing.last and closing.last < today):
            return ""
        return closing_words(closing) if closing.covers(today) else coming_closing_words(closing)

    def clean(self):
        super().clean()
        if self.closed_until and not self.closed_from:
            raise ValidationError({"closed_from": _("Укажите, с какого дня закрыто.")})
        if self.closed_until and self.closed_until < self.closed_from:
            raise ValidationError({"closed_until": _("Последний день раньше первого.")})


def closing_in_order(model: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=f"{model}_closing_in_order",
        condition=models.Q(closed_until=None)
        | models.Q(closed_from__isnull=False, closed_until__gte=models.F("closed_from")),
        violation_error_message=_("Временное закрытие: последний день раньше первого."),
    )
