"""How old a card may grow: when it is checked again, when its institution is reminded, when it leaves the lists."""

import datetime
import enum
from dataclasses import dataclass

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import DatabaseError, models
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from portal.records import PublishedQuerySet, Verified
from portal.reminders import Reminder

CACHE_KEY = "services_directory.verification_rules"
# Other processes of the same site see a change after this many seconds.
CACHE_SECONDS = 60


class Freshness(enum.Enum):
    """How far a reader may trust a card."""

    NEVER = "never"
    FRESH = "fresh"
    OLD = "old"
    HIDDEN = "hidden"


@dataclass(frozen=True)
class Rules:
    """The terms in days, as plain values that can be cached. A day of a reminder is counted from the day of review."""

    organisation: str
    review_every: int
    old_after: int
    first_reminder: int
    second_reminder: int
    urgent_reminder: int
    hide_after: int

    def next_review(self, verified_on: datetime.date) -> datetime.date:
        return verified_on + datetime.timedelta(days=self.review_every)

    def hidden_before(self, today: datetime.date) -> datetime.date:
        """Cards that were to be checked before this day are left out of the lists."""
        return today - datetime.timedelta(days=self.hide_after)

    def freshness(self, record: "Reviewed", today: datetime.date) -> Freshness:
        if record.next_review_on and record.next_review_on < self.hidden_before(today):
            return Freshness.HIDDEN
        if not record.verified_on:
            return Freshness.NEVER
        is_old = (today - record.verified_on).days > self.old_after
        return Freshness.OLD if is_old else Freshness.FRESH


@register_setting(icon="calendar-check", order=200)
class VerificationRules(BaseGenericSetting):
    """The terms as editors set them."""

    organisation = models.CharField(
        _("кто проверяет"),
        max_length=160,
        blank=True,
        help_text=_("Организация, которая ведёт портал: стоит на карточках рядом с должностью"),
    )
    review_every = models.PositiveSmallIntegerField(_("проверять карточку каждые, дней"), default=180)
    old_after = models.PositiveSmallIntegerField(
        _("сведения считаются старыми через, дней"),
        default=183,
        help_text=_("После этого на карточке написано «Давно не проверяли»"),
    )
    first_reminder = models.PositiveSmallIntegerField(_("первое напоминание: за сколько дней до срока"), default=30)
    second_reminder = models.PositiveSmallIntegerField(_("второе: через сколько дней после срока"), default=14)
    urgent_reminder = models.PositiveSmallIntegerField(_("срочное: через сколько дней после срока"), default=30)
    hide_after = models.PositiveSmallIntegerField(
        _("убрать из списков: через сколько дней после срока"),
        default=60,
        help_text=_("Страница карточки остаётся, на ней предупреждение"),
    )

    panels = [
        FieldPanel("organisation"),
        MultiFieldPanel([FieldRowPanel([FieldPanel("review_every"), FieldPanel("old_after")])], heading=_("Сроки")),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("first_reminder", "second_reminder", "urgent_reminder", "hide_after")],
            heading=_("Если карточку не проверили"),
        ),
    ]

    class Meta:
        verbose_name = _("сроки проверки сведений")
        verbose_name_plural = _("сроки проверки сведений")

    def __str__(self):
        return str(_("Сроки проверки сведений"))

    def clean(self):
        super().clean()
        if not self.second_reminder < self.urgent_reminder < self.hide_after:
            raise ValidationError(_("Сначала второе напоминание, потом срочное, и только потом карточка уходит."))
        if self.first_reminder >= self.review_every:
            raise ValidationError({"first_reminder": _("Напоминание придёт раньше, чем карточку проверят.")})

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        cache.delete(CACHE_KEY)

    def plain(self) -> Rules:
        return Rules(**{name: getattr(self, name) for name in Rules.__dataclass_fields__})


def verification_rules() -> Rules:
    """The rules in force; asked of the database at most once a minute, and never by a page that cannot reach it."""
    found = cache.get(CACHE_KEY)
    if found is None:
        try:
            found = (VerificationRules.objects.first() or VerificationRules()).plain()
        except DatabaseError:
            return VerificationRules().plain()
        cache.set(CACHE_KEY, found, CACHE_SECONDS)
    return found


class ReviewedQuerySet(PublishedQuerySet):
    """Cards by how fresh they are."""

    def never_verified(self):
        return self.filter(verified_on=None)

    def overdue(self):
        return self.filter(next_review_on__lt=localdate())

    def hidden(self):
        """Those that nobody has checked for so long that lists leave them out."""
        return self.filter(next_review_on__lt=verification_rules().hidden_before(localdate()))

    def shown(self):
        """All the others. A card that was never checked has no term to miss, so it stays."""
        kept = models.Q(next_review_on__gte=verification_rules().hidden_before(localdate()))
        return self.filter(kept | models.Q(next_review_on=None))


class Reviewed(Verified):
    """A card that grows old."""

    class Meta:
        abstract = True

    @property
    def freshness(self) -> Freshness:
        return verification_rules().freshness(self, localdate())


class ReviewReminder(Reminder):
    """A reminder of one term of one card: each stage once."""

    class Stage(models.IntegerChoices):
        FIRST = 1, _("первое")
        SECOND = 2, _("второе")
        URGENT = 3, _("срочное")

    provider = models.ForeignKey(
        "services_directory.Provider",
        models.CASCADE,
        null=True,
        related_name="reminders",
        verbose_name=_("организация"),
    )
    service = models.ForeignKey(
        "services_directory.Service", models.CASCADE, null=True, related_name="reminders", verbose_name=_("услуга")
    )
    due_on = models.DateField(_("срок проверки"))
    stage = models.PositiveSmallIntegerField(_("какое"), choices=Stage)

    class Meta(Reminder.Meta):
        verbose_name = _("напоминание")
        verbose_name_plural = _("напоминания")
        constraints = [
            models.CheckConstraint(
                name="reviewreminder_one_card",
                condition=models.Q(provider__isnull=False, service=None)
                | models.Q(provider=None, service__isnull=False),
            ),
            models.UniqueConstraint(
                name="reviewreminder_once",
                fields=["provider", "service", "due_on", "stage"],
                nulls_distinct=False,
            ),
        ]

    def __str__(self):
        return f"{self.get_stage_display()}, {self.due_on}"
