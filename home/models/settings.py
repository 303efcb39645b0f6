"""What a region sets for its site: how it looks, whom to call, what is urgent, which territory it serves."""

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
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Orderable, Site

from portal import sites
from portal.at_hand import AtHand
from portal.phones import PhoneField, is_whole

CACHE_KEY = "home.portal_settings"
# Other processes of the same site see a change after this many seconds.
CACHE_SECONDS = 10
# A picture that keeps its sides, as high as two lines of the header on a fine screen.
LOGO = "max-320x96|format-png"


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
class Logo:
    url: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class PublicSettings:
    """What the public pages show of the settings; plain values, so that they can be cached."""

    name: str
    region_name: str
    accent: str
    logo: Logo | None
    contact_email: str
    contacts: str
    hotlines: tuple[Line, ...]
    banner: Emergency | None
    banner_until: datetime.datetime | None

    @property
    def emergency_banner(self) -> Emergency | None:
        """The banner, while it is due."""
        over = self.banner_until and self.banner_until <= timezone.now()
        return None if over else self.banner


@register_setting(icon="cog")
class PortalSettings(ClusterableModel, BaseSiteSetting):
    """Of one site: territory, look, contacts, emergency banner."""

    class Accent(models.TextChoices):
        """Colours whose contrast holds in light and in dark; tokens.css has their values, a test measures them."""

        PLUM = "plum", _("сливовый")
        BLUE = "azure", _("синий")
        GREEN = "forest", _("зелёный")
        TEAL = "sea", _("бирюзовый")
        BRICK = "brick", _("кирпичный")

    class Severity(models.TextChoices):
        INFO = "info", _("сообщение")
        WARN = "warn", _("предупреждение")
        BAD = "bad", _("опасность")

    territory = models.ForeignKey(
        "services_directory.Territory",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("территория"),
        help_text=_("Сайт покажет организации, услуги, программы и практики этой территории. Пусто: всех"),
    )
    name = models.CharField(
        _("название сайта"), max_length=60, blank=True, help_text=_("Стоит в шапке. Пусто: «Рядом с семьёй»")
    )
    region_name = models.CharField(
        _("регион"), max_length=160, blank=True, help_text=_("Название региона, которому служит портал")
    )
    accent = models.CharField(_("цвет"), max_length=8, choices=Accent, default=Accent.PLUM)
    logo = models.ForeignKey(
        "wagtailimages.Image", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("знак")
    )
    logo_alt = models.CharField(
        _("что на знаке"), max_length=120, blank=True, help_text=_("Для тех, кто не видит знака: «Герб края»")
    )
    contact_email = models.EmailField(_("почта для обращений"), blank=True)
    contacts = models.TextField(
        _("кто ведёт сайт"), max_length=400, blank=True, help_text=_("Учреждение, адрес, часы. Стоит внизу страниц")
    )
    emergency_text = models.CharField(
        _("срочное сообщение"), max_length=300, blank=True, help_text=_("Полоса наверху каждой страницы")
    )
    emergency_severity = models.CharField(_("насколько серьёзно"), max_length=4, choices=Severity, default="warn")
    emergency_link = models.CharField(
        _("ссылка"),
        max_length=255,
        blank=True,
        validators=[
            RegexValidator(r"^(/(?![/\\])|https://[^\s/\\])[^\s\\]*\Z", _("Адрес начинается с «/» или с «https://»."))
        ],
    )
    emergency_until = models.DateTimeField(
        _("показывать до"), null=True, blank=True, help_text=_("Потом полоса исчезнет сама")
    )

    panels = [
        FieldPanel("territory"),
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldPanel("region_name"),
                FieldPanel("accent"),
                FieldPanel("logo"),
                FieldPanel("logo_alt"),
            ],
            heading=_("Как выглядит сайт"),
        ),
        MultiFieldPanel([FieldPanel("contact_email"), FieldPanel("contacts")], heading=_("Контакты")),
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
        if self.logo_id and not self.logo_alt.strip():
            raise ValidationError({"logo_alt": _("Опишите знак: без описания его не поймут те, кто его не видит.")})

    def save(self, *args, **kwargs):
        """Settings that name no site are the main one's."""
        if self.site_id is None:
            self.site = Site.objects.get(is_default_site=True)
        super().save(*args, **kwargs)
        cache.delete_many([key_of(self.site_id), key_of(None)])
        sites.forget_sites()

    def public(self) -> PublicSettings:
        banner = Emergency(self.emergency_text, self.emergency_severity, self.emergency_link)
        return PublicSettings(
            name=self.name,
            region_name=self.region_name,
            accent=self.accent,
            logo=self.public_logo(),
            contact_email=self.contact_email,
            contacts=self.contacts,
            hotlines=tuple(Line(line.name, line.phone, line.hours) for line in self.hotlines.all()),
            banner=banner if self.emergency_text else None,
            banner_until=self.emergency_until,
        )

    def public_logo(self) -> Logo | None:
        """Twice as high as it is shown; nothing where its file is gone."""
        if self.logo is None:
            return None
        try:
            drawn = self.logo.get_rendition(LOGO)
        except OSError:
            return None
        return Logo(drawn.url, drawn.width, drawn.height, self.logo_alt)


class Hotline(Orderable):
    """A phone that the region answers."""

    settings = ParentalKey(PortalSettings, related_name="hotlines")
    name = models.CharField(_("кто ответит"), max_length=160)
    phone = PhoneField(_("телефон"), max_length=12, validators=[is_whole])
    hours = models.CharField(_("когда отвечают"), max_length=160, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("телефон региона")
        verbose_name_plural = _("телефоны региона")

    def __str__(self):
        return self.name


def key_of(site: int | None) -> str:
    return f"{CACHE_KEY}.{site or 'main'}"


SETTINGS: AtHand[PublicSettings] = AtHand(CACHE_SECONDS)


def portal_settings() -> PublicSettings:
    """The settings of the site that is being answered for, as the public sees them; asked seldom of the database.

    Error pages show them too: while the database is down they say nothing instead of failing.
    """
    try:
        site = sites.current()
        found = SETTINGS.get(key := key_of(site and site.pk))
        if found is None:
            found = (settings_of(site).prefetch_related("hotlines").first() or PortalSettings()).public()
            SETTINGS.set(key, found)
        return found
    except DatabaseError:
        return PortalSettings().public()


def settings_of(site: Site | None) -> models.QuerySet[PortalSettings]:
    """Outside a request, those of the main site."""
    return PortalSettings.objects.filter(**({"site": site} if site else {"site__is_default_site": True}))
