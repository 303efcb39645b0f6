"""Guides that somebody has asked for: what of the directory each holds, and how its making stands."""

from pathlib import Path

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from services_directory.models import Location, Service

from .choosing import Choice


def folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "guide"


class Guide(models.Model):
    """A choice, the file made for it, and the state of the next one. The file stays until another takes its place."""

    class State(models.TextChoices):
        IDLE = "idle", _("готов")
        WAITING = "waiting", _("ждёт очереди")
        MAKING = "making", _("готовится")
        FAILED = "failed", _("не получилось")

    territory = models.ForeignKey(
        "services_directory.Territory", models.CASCADE, null=True, related_name="+", verbose_name=_("территория")
    )
    kind = models.ForeignKey(
        "services_directory.HelpKind", models.CASCADE, null=True, related_name="+", verbose_name=_("вид помощи")
    )
    category = models.ForeignKey(
        "services_directory.FamilyCategory", models.CASCADE, null=True, related_name="+", verbose_name=_("кому")
    )
    state = models.CharField(_("состояние"), max_length=8, choices=State, default=State.WAITING)
    failure = models.CharField(_("почему не получилось"), max_length=300, blank=True)
    begun_at = models.DateTimeField(_("впервые спросили"), auto_now_add=True)
    wanted_at = models.DateTimeField(_("спрашивали"))
    state_since = models.DateTimeField(_("состояние с"))

    # Of the file that is ready.
    made_at = models.DateTimeField(_("сделан"), null=True)
    data_on = models.DateField(_("данные на"), null=True)
    good_until = models.DateField(_("верен по"), null=True, help_text=_("На другой день изменится отметка или цена"))
    fingerprint = models.CharField(max_length=64, blank=True, help_text=_("Данных, по которым проверен файл"))
    mark = models.CharField(max_length=64, blank=True, help_text=_("Содержания файла"))
    pages = models.PositiveIntegerField(_("страниц"), default=0)
    size = models.PositiveIntegerField(_("байт"), default=0)
    seconds = models.FloatField(_("секунд работы"), default=0)
    services = ArrayField(models.BigIntegerField(), default=list, help_text=_("Услуги, о которых сказано в файле"))
    places = ArrayField(models.BigIntegerField(), default=list, help_text=_("Места, чей адрес назван в файле"))

    class Meta:
        verbose_name = _("путеводитель")
        verbose_name_plural = _("путеводители")
        default_permissions = ("view", "change")
        constraints = [
            models.UniqueConstraint(
                name="guide_of_a_choice", fields=["territory", "kind", "category"], nulls_distinct=False
            )
        ]

    def __str__(self):
        return self.choice.title

    @property
    def choice(self) -> Choice:
        return Choice(self.territory, self.kind, self.category)

    @property
    def path(self) -> Path:
        """Named by what is in it, so that the row and the file change in one step."""
        return folder() / f"{self.pk}-{self.mark[:16]}.pdf"

    @property
    def is_ready(self) -> bool:
        """There is a file, and nothing in it has been withdrawn from the public since."""
        return self.made_at is not None and not self.is_withdrawn and self.path.exists()

    @property
    def is_withdrawn(self) -> bool:
        """Something that the file tells is public no more; then even an old file may not be given out."""
        shown = Service.objects.published().shown().filter(pk__in=self.services).count()
        open_places = Location.objects.published().filter(provider__live=True, address_is_confidential=False)
        named = open_places.filter(pk__in=self.places).count()
        return shown != len(self.services) or named != len(self.places)
