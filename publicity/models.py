"""What was published where, and the section on the institutions' own sites."""

import datetime
import hashlib

from django.conf import settings
from django.core.validators import MinValueValidator, URLValidator
from django.db import models
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from measures.models import Channel
from portal.uploads.whole import private_storage

HTTPS = URLValidator(schemes=["https"], message=_("Адрес должен начинаться с https://."), code="not-https")
FRESH_DAYS = 90


class Publication(models.Model):
    """One line of the log. Who wrote it and the picture of it are for staff; the rest is public once confirmed."""

    programme = models.ForeignKey(
        "measures.Programme",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="publications",
        verbose_name=_("программа"),
    )
    # An item may leave the plan; what was published of it stays in the log.
    item = models.ForeignKey(
        "measures.MediaPlanItem",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="publications",
        verbose_name=_("пункт медиаплана"),
    )
    measure = models.ForeignKey(
        "measures.Measure",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="publications",
        verbose_name=_("мероприятие"),
    )
    institution = models.ForeignKey(
        "services_directory.Provider",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="publications",
        verbose_name=_("учреждение"),
    )
    channel = models.CharField(_("канал"), max_length=20, choices=Channel)
    place = models.CharField(
        _("где"), max_length=200, help_text=_("Сайт, газета, передача, площадка — как их называют")
    )
    published_on = models.DateField(_("когда"))
    link = models.URLField(_("ссылка"), max_length=500, blank=True, validators=[HTTPS])
    page = models.ForeignKey(
        "wagtailcore.Page",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("страница этого портала"),
    )
    issue = models.CharField(_("номер выпуска"), max_length=60, blank=True)
    print_run = models.PositiveIntegerField(_("тираж"), null=True, blank=True, validators=[MinValueValidator(1)])
    note = models.CharField(_("примечание"), max_length=300, blank=True, help_text=_("Без имён частных лиц"))
    screenshot = models.FileField(_("снимок"), upload_to="publications/", storage=private_storage, blank=True)
    is_confirmed = models.BooleanField(_("подтверждено"), default=True)
    logged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    logged_at = models.DateTimeField(auto_now_add=True)
    # Goes up with every save: whoever began with an older one is told.
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("публикация")
        verbose_name_plural = _("журнал публикаций")
        ordering = ["-published_on", "-pk"]
        permissions = [("confirm_publication", _("Подтверждает публикации, о которых сообщили организации"))]
        constraints = [
            models.CheckConstraint(
                name="publication_item_has_programme",
                condition=models.Q(item=None) | models.Q(programme__isnull=False),
                violation_error_message=_("Пункт медиаплана стоит в программе: укажите её."),
            ),
        ]
        indexes = [models.Index(fields=["published_on"], name="publication_in_time")]

    def __str__(self):
        return f"{self.place}, {self.published_on:%d.%m.%Y}"

    @property
    def channel_label(self) -> str:
        return str(Channel(self.channel).label)


class SectionState(models.TextChoices):
    """What a person saw who opened the institution's site."""

    UNKNOWN = "", _("не проверяли")
    HAS = "has", _("есть")
    STALE = "stale", _("есть, но устарел")
    NONE = "none", _("нет")
    NO_SITE = "no-site", _("сайта нет")

    @property
    def tone(self) -> str:
        return {"has": "good", "stale": "warn", "none": "bad", "no-site": "info"}.get(self.value, "neutral")


class SectionOnSite(models.Model):
    """The section «Социальное сопровождение» on an institution's own site.

    What the institution says of it waits beside what was checked: only a check is public.
    """

    provider = models.OneToOneField(
        "services_directory.Provider", models.CASCADE, related_name="own_section", verbose_name=_("учреждение")
    )
    state = models.CharField(_("раздел на сайте"), max_length=7, choices=SectionState, blank=True)
    address = models.URLField(_("адрес раздела"), max_length=500, blank=True)
    published_on = models.DateField(_("опубликован"), null=True, blank=True)
    last_checked_on = models.DateField(_("проверен"), null=True, blank=True)
    note = models.CharField(_("примечание"), max_length=300, blank=True)
    said_address = models.URLField(_("адрес раздела"), max_length=500, blank=True)
    said_published_on = models.DateField(_("опубликован"), null=True, blank=True)
    said_on = models.DateField(null=True, editable=False)

    class Meta:
        verbose_name = _("раздел на сайте учреждения")
        verbose_name_plural = _("разделы на сайтах учреждений")
        default_permissions = ("view", "change")
        permissions = [("check_sectiononsite", _("Подтверждает проверкой разделы на сайтах учреждений"))]
        constraints = [
            models.CheckConstraint(
                name="section_state_was_checked",
                condition=models.Q(state="") | models.Q(last_checked_on__isnull=False),
                violation_error_message=_("Укажите, когда это проверили."),
            ),
        ]

    def __str__(self):
        return str(self.provider)

    def get_absolute_url(self):
        return reverse("publicity:coverage")

    @property
    def outcome(self) -> SectionState:
        return SectionState(self.state)

    @property
    def days_since_check(self) -> int | None:
        return (localdate() - self.last_checked_on).days if self.last_checked_on else None

    @property
    def is_fresh(self) -> bool:
        return self.last_checked_on is not None and self.days_since_check <= FRESH_DAYS

    @property
    def link(self) -> str:
        """What a public page may lead to."""
        return self.address if self.address.startswith("https://") else ""

    @property
    def awaits_check(self) -> bool:
        return self.said_on is not None

    @property
    def stamp(self) -> str:
        """By which what a person began with is told from what there is now; nothing of a record that is not kept."""
        fields = [str(getattr(self, each.attname)) for each in self._meta.concrete_fields]
        return hashlib.sha256(repr(fields).encode()).hexdigest()[:32] if self.pk else ""

    def check_today(self, today: datetime.date) -> None:
        """A look at the site takes over what the institution said of it."""
        if self.awaits_check:
            self.address = self.said_address or self.address
            self.published_on = self.said_published_on or self.published_on
        self.said_address, self.said_published_on, self.said_on = "", None, None
        self.last_checked_on = today


class SectionPromise(models.Model):
    """The measure by which a region promised the section on all sites: the figure of coverage leads to it."""

    measure = models.OneToOneField(
        "measures.Measure", models.CASCADE, related_name="section_promise", verbose_name=_("мероприятие")
    )

    class Meta:
        verbose_name = _("обещание о разделе")
        verbose_name_plural = _("обещания о разделе")
        default_permissions = ()

    def __str__(self):
        return str(self.measure)
