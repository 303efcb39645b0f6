"""Whose pages may show the portal's frames."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

# A name of a site with its port where it has one: no scheme, no path, no star.
LABEL = r"(?!-)[a-z0-9-]{1,63}(?<!-)"
HOST = re.compile(rf"({LABEL}\.)*{LABEL}(:\d{{1,5}})?")
LARGEST_PORT = 65_535


def validate_host(value: str) -> None:
    host, _colon, port = value.partition(":")
    if not HOST.fullmatch(value) or len(host) > 253 or (port and not 0 < int(port) <= LARGEST_PORT):
        raise ValidationError(_("Нужно имя сайта без «https://» и без пути: centr.example.ru"))


def latin(host: str) -> str:
    """«центр.рф» as browsers compare it; what cannot be written so stays, and is refused."""
    name, colon, port = host.strip().lower().partition(":")
    try:
        return name.encode("idna").decode("ascii") + colon + port
    except UnicodeError:
        return host


class EmbedHost(models.Model):
    """A site that may show the portal's cards within its own pages."""

    host = models.CharField(
        _("сайт"),
        max_length=260,
        unique=True,
        validators=[validate_host],
        help_text=_("Имя без «https://» и без пути, например centr.example.ru. Поддомены добавляются отдельно"),
    )
    owner = models.CharField(_("чей это сайт"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("сайт для встраивания")
        verbose_name_plural = _("сайты для встраивания")
        ordering = ["host"]

    def __str__(self):
        return self.host

    def clean_fields(self, exclude=None):
        self.host = latin(self.host)
        super().clean_fields(exclude=exclude)
