"""Whether pages help: answers counted by day, and what was missing, in words that name nobody."""

from dataclasses import dataclass

from django.core.cache import cache
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

LONGEST_TEXT = 300
CACHE_KEY = "usefulness.rules"
CACHE_SECONDS = 60


class Tally(models.Model):
    """Answers about a page on one day. Who gave them is nowhere."""

    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="+", verbose_name=_("страница"))
    day = models.DateField(_("день"), default=timezone.localdate, db_index=True)
    helped = models.PositiveIntegerField(_("помогла"), default=0)
    missed = models.PositiveIntegerField(_("не помогла"), default=0)

    class Meta:
        verbose_name = _("ответы о странице за день")
        verbose_name_plural = _("ответы о страницах по дням")
        default_permissions = ()
        constraints = [models.UniqueConstraint(name="tally_once_a_day", fields=["page", "day"])]

    def __str__(self):
        return f"{self.day}: {self.helped} / {self.missed}"


class Reason(models.Model):
    """Why a page did not help. The words are kept for their time; no hour of the day stands beside them."""

    class Kind(models.TextChoices):
        UNCLEAR = "unclear", _("Непонятно написано")
        MISSING = "missing", _("Нет того, что нужно")
        OUTDATED = "outdated", _("Сведения устарели")
        BROKEN = "broken", _("Не работает ссылка или телефон")
        OTHER = "other", _("Другое")

    # Of the form that was sent and what stood in it: the same form sent twice is one reason.
    digest = models.CharField(max_length=64, unique=True, editable=False)
    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="+", verbose_name=_("страница"))
    day = models.DateField(_("день"), default=timezone.localdate, db_index=True)
    kind = models.CharField(_("почему"), max_length=8, choices=Kind)
    text = models.CharField(_("чего не хватило"), max_length=LONGEST_TEXT, blank=True)

    class Meta:
        verbose_name = _("почему страница не помогла")
        verbose_name_plural = _("почему страницы не помогли")
        default_permissions = ()
        ordering = ["-day", "-pk"]

    def __str__(self):
        return f"{self.day}: {self.get_kind_display()}"


@dataclass(frozen=True)
class Rules:
    """The settings as plain values, so that they can be cached."""

    text_days: int
    tally_days: int
    per_page: int
    per_visitor: int
    per_hour: int


@register_setting(icon="success", order=215)
class UsefulnessRules(BaseGenericSetting):
    """How long answers are kept, how many are taken."""

    text_days = models.PositiveSmallIntegerField(
        _("хранить слова читателей, дней"), default=180, validators=[MinValueValidator(1)]
    )
    tally_days = models.PositiveSmallIntegerField(
        _("хранить числа по дням, дней"), default=1095, validators=[MinValueValidator(90)]
    )
    per_page = models.PositiveSmallIntegerField(
        _("ответов об одной странице в сутки с одного адреса, не больше"),
        default=5,
        validators=[MinValueValidator(1)],
        help_text=_("С одного адреса отвечает целая школа или центр"),
    )
    per_visitor = models.PositiveSmallIntegerField(
        _("ответов в сутки с одного адреса, не больше"), default=50, validators=[MinValueValidator(1)]
    )
    per_hour = models.PositiveIntegerField(
        _("ответов в час от всех, не больше"), default=2000, validators=[MinValueValidator(1)]
    )

    panels = [
        MultiFieldPanel([FieldPanel("text_days"), FieldPanel("tally_days")], heading=_("Сколько хранить")),
        MultiFieldPanel(
            [FieldPanel("per_page"), FieldPanel("per_visitor"), FieldPanel("per_hour")], heading=_("Защита от потока")
        ),
    ]

    class Meta:
        verbose_name = _("«Страница помогла?»")
        verbose_name_plural = _("«Страница помогла?»")

    def __str__(self):
        return str(_("«Страница помогла?»"))

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        cache.delete(CACHE_KEY)

    def plain(self) -> Rules:
        return Rules(**{name: getattr(self, name) for name in Rules.__dataclass_fields__})


def rules() -> Rules:
    """The settings in force; asked of the database at most once a minute."""
    found = cache.get(CACHE_KEY)
    if found is None:
        found = (UsefulnessRules.objects.first() or UsefulnessRules()).plain()
        cache.set(CACHE_KEY, found, CACHE_SECONDS)
    return found
