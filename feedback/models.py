"""Reports of readers, kept apart from the contacts that some of them leave."""

import secrets
from dataclasses import dataclass

from django.core.cache import cache
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

# Neither 0 and o nor 1, i and l: a receipt may be dictated over the phone.
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
LONGEST_TEXT = 2000
CACHE_KEY = "feedback.rules"
CACHE_SECONDS = 60


def new_receipt() -> str:
    """«k7m2p-x9q4t»: nobody guesses one."""
    return "-".join("".join(secrets.choice(LETTERS) for _each in range(5)) for _half in range(2))


class Report(models.Model):
    """«Something is wrong here», about a card or about the portal as a whole. Its text is for the editors only."""

    class Kind(models.TextChoices):
        PHONE = "phone", _("Телефон")
        ADDRESS = "address", _("Адрес")
        HOURS = "hours", _("Часы работы")
        CLOSED = "closed", _("Здесь больше не работают")
        PRICE = "price", _("Цена")
        OTHER = "other", _("Другое")

    class State(models.TextChoices):
        NEW = "new", _("новое")
        CHECKING = "checking", _("проверяем")
        FIXED = "fixed", _("исправлено")
        NOT_CONFIRMED = "not-confirmed", _("не подтвердилось")
        DUPLICATE = "duplicate", _("об этом уже сообщили")

        @property
        def is_final(self) -> bool:
            return self not in (Report.State.NEW, Report.State.CHECKING)

    receipt = models.SlugField(_("номер"), max_length=11, unique=True, default=new_receipt, editable=False)
    # Of the form that was sent and what stood in it: the same form sent twice is one report.
    digest = models.CharField(max_length=64, unique=True, editable=False)
    provider = models.ForeignKey(
        "services_directory.Provider", models.SET_NULL, null=True, related_name="+", verbose_name=_("организация")
    )
    service = models.ForeignKey(
        "services_directory.Service", models.SET_NULL, null=True, related_name="+", verbose_name=_("услуга")
    )
    practice = models.ForeignKey(
        "services_directory.Practice", models.SET_NULL, null=True, related_name="+", verbose_name=_("практика")
    )
    about = models.CharField(_("о чём"), max_length=255, blank=True)
    kind = models.CharField(_("что не так"), max_length=8, choices=Kind)
    text = models.TextField(_("что написали"), max_length=LONGEST_TEXT, blank=True)
    state = models.CharField(_("состояние"), max_length=13, choices=State, default=State.NEW)
    created_at = models.DateTimeField(_("пришло"), auto_now_add=True)
    decided_on = models.DateField(_("проверено"), null=True)

    class Meta:
        verbose_name = _("сообщение об ошибке")
        verbose_name_plural = _("сообщения об ошибках")
        default_permissions = ("view", "change")
        ordering = ["-created_at"]
        indexes = [models.Index("state", models.F("created_at").desc(), name="report_queue")]
        constraints = [
            models.CheckConstraint(
                name="report_about_one_card",
                condition=models.Q(provider=None, service=None)
                | models.Q(provider=None, practice=None)
                | models.Q(service=None, practice=None),
            ),
            models.CheckConstraint(
                name="report_decided_when_final",
                condition=models.Q(state__in=["new", "checking"]) | models.Q(decided_on__isnull=False),
            ),
        ]

    def __str__(self):
        return self.receipt

    def get_absolute_url(self):
        return reverse("feedback:status", args=[self.receipt])

    @property
    def card(self):
        """What it is about, where that still exists."""
        return self.provider or self.service or self.practice

    @property
    def outcome(self) -> "Report.State":
        return self.State(self.state)


class ReportContact(models.Model):
    """How to reach the reader who wished to be reached. Personal data: deleted when its time has come."""

    report = models.OneToOneField(Report, models.CASCADE, related_name="contact")
    value = models.CharField(_("почта или телефон"), max_length=120, db_index=True)
    consent_version = models.CharField(_("согласие, редакция"), max_length=20)
    given_at = models.DateTimeField(_("когда"), auto_now_add=True)

    class Meta:
        verbose_name = _("контакт из сообщения")
        verbose_name_plural = _("контакты из сообщений")
        default_permissions = ("delete",)

    def __str__(self):
        return self.report.receipt


class DailySalt(models.Model):
    """What addresses of visitors are hashed with: gone with its day, and with it every way back to an address."""

    day = models.DateField(unique=True)
    salt = models.BinaryField(max_length=32)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.day}"


class Allowance(models.Model):
    """How many reports came from one place that day, or from everybody in that hour."""

    key = models.CharField(max_length=80, unique=True)
    day = models.DateField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.day}: {self.count}"


@dataclass(frozen=True)
class Rules:
    """The settings as plain values, so that they can be cached."""

    contact_days: int
    per_visitor: int
    per_hour: int


@register_setting(icon="warning", order=210)
class FeedbackRules(BaseGenericSetting):
    """How long contacts are kept, how many reports are taken."""

    contact_days = models.PositiveSmallIntegerField(
        _("хранить контакты, дней"), default=90, validators=[MinValueValidator(1)], help_text=_("Потом удалятся сами")
    )
    per_visitor = models.PositiveSmallIntegerField(
        _("сообщений в сутки с одного адреса, не больше"), default=10, validators=[MinValueValidator(1)]
    )
    per_hour = models.PositiveIntegerField(
        _("сообщений в час от всех, не больше"), default=300, validators=[MinValueValidator(1)]
    )

    panels = [
        FieldPanel("contact_days"),
        MultiFieldPanel([FieldPanel("per_visitor"), FieldPanel("per_hour")], heading=_("Защита от потока")),
    ]

    class Meta:
        verbose_name = _("приём сообщений об ошибках")
        verbose_name_plural = _("приём сообщений об ошибках")

    def __str__(self):
        return str(_("Приём сообщений об ошибках"))

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        cache.delete(CACHE_KEY)


def rules() -> Rules:
    """The settings in force; asked of the database at most once a minute."""
    found = cache.get(CACHE_KEY)
    if found is None:
        kept = FeedbackRules.objects.first() or FeedbackRules()
        found = Rules(kept.contact_days, kept.per_visitor, kept.per_hour)
        cache.set(CACHE_KEY, found, CACHE_SECONDS)
    return found
