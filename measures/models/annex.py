"""An annex that was read and waits for a person: nothing of it is in the programme yet."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .programme import Programme


class AnnexReading(models.Model):
    """What was recognised in an annex, with all that a person has changed since (`content`: measures.annex.preview)."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="annex_readings", verbose_name=_("программа"))
    name = models.CharField(_("откуда"), max_length=255)
    content = models.JSONField(_("что распознано"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("кто загрузил")
    )
    made_at = models.DateTimeField(_("когда"), auto_now_add=True)

    class Meta:
        verbose_name = _("прочитанное приложение")
        verbose_name_plural = _("прочитанные приложения")
        ordering = ["-made_at"]

    def __str__(self):
        return self.name
