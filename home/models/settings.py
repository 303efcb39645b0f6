"""What a region sets once for the whole portal."""

import datetime
from dataclasses import dataclass

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import DatabaseError, models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import Orderable

CACHE_KEY = "home.portal_settings"
# Other processes of the same site see a change after this many seconds.
CACHE_SECONDS = 10


@dataclass(frozen=True)
class Line:
    name: str
    phone: str
    hours: str


@dataclass(frozen=True)
class Emergency:
    text: str
    severity: str
    link: str

    def __str__(self):
        return self.text


@dataclass(frozen=True)
class PublicSettings:
    """What the public pages show of the settings; plain values, so that they can be cached."""

    region_name: str
    contact_email: str
    hotlines: tuple[Line, ...]
    banner: Emergency | None
    banner_until: datetime.datetime | None

    @property
    def emergency_banner(self) -> Emergency | None:
        """The banner, while it is due."""
        over = self.banner_until and self.banner_until <= timezone.now()
        return None if over else self.banner

    @property
    def hotline(self) -> str:
        """The region's first phone, or nothing."""
        return self.hotlines[0].phone if self.hotlines else ""


@register_setting(icon="cog")
class PortalSettings(ClusterableModel, BaseGenericSetting):
    """Region, contacts, emergency banner."""

    class Severity(models.TextChoices):
        INFO = "info", _("сообщение")
        WARN = "warn", _("предупреждение")
        BAD = "bad", _("опасность")

    region_name = models.CharField(
        _("регион"), max_length=160, blank=True, help_text=_("Название региона, которому служит портал")
    )
    contact_email = models.EmailField(_("почта для обращений"), blank=True)
    emergency_text = models.CharField(
        _("срочное сообщение"), max_length=300, blank=True, help_text=_("Полоса наверху каждой страницы")
    )
    emergency_severity = models.CharField(_("насколько серьёзно"), max_length=4, choices=Severity, default="warn")
    emergency_link = models.CharField(
        _("ссылка"),
        max_length=255,
        blank=True,
        validators=[RegexValidator(r"^(/|https://)\S*$", _("Адрес начинается с «/» или с «https://»."))],
    )
    emergency_until = models.DateTimeField(
        _("показывать до"), null=True, blank=True, help_text=_("Потом полоса исчезнет сама")
    )

    panels = [
        FieldPanel("region_name"),
        FieldPanel("contact_email"),
        InlinePanel("hotlines", heading=_("Телефоны региона"), label=_("телефон")),
        MultiFieldPanel(
            [
                FieldPanel("emergency_text"),
                FieldPanel("emergency_severity"),
                FieldPanel("emergency_link"),
                FieldPanel("emergency_until"),
            ],
            heading=_("Срочное сообщение"),
        ),
    ]

    class Meta:
        verbose_name = _("настройки портала")
        verbose_name_plural = _("настройки портала")

    def __str__(self):
        return str(_("Настройки портала"))

    def clean(self):
        super().clean()
        if self.emergency_until and not self.emergency_text:
            raise ValidationError({"emergency_text": _("Срок есть, а сообщения нет.")})

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        cache.delete(CACHE_KEY)

    def public(self) -> PublicSettings:
        banner = Emergency(self.emergency_text, self.emergency_severity, self.emergency_link)
        return PublicSettings(
            region_name=self.region_name,
            contact_email=self.contact_email,
            hotlines=tuple(Line(line.name, line.phone, line.hours) for line in self.hotlines.all()),
            banner=banner if self.emergency_text else None,
            banner_until=self.emergency_until,
        )


class Hotline(Orderable):
    """A phone that the region answers."""

    settings = ParentalKey(PortalSettings, related_name="hotlines")
    name = models.CharField(_("кто ответит"), max_length=160)
    phone = models.CharField(
        _("телефон"),
        max_length=12,
        validators=[RegexValidator(r"^\+7\d{10}$", _("Телефон пишется как +7 и десять цифр, без пробелов."))],
    )
    hours = models.CharField(_("когда отвечают"), max_length=160, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("телефон региона")
        verbose_name_plural = _("телефоны региона")

    def __str__(self):
        return self.name


def portal_settings() -> PublicSettings:
    """The settings as the public sees them; asked of the database seldom.

    Error pages show them too: while the database is down they say nothing instead of failing.
    """
    found = cache.get(CACHE_KEY)
    if found is None:
        try:
            found = (PortalSettings.objects.prefetch_related("hotlines").first() or PortalSettings()).public()
        except DatabaseError:
            return PortalSettings().public()
        cache.set(CACHE_KEY, found, CACHE_SECONDS)
    return found
