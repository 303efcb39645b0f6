"""A filled workbook that was brought back and waits for a person: nothing of it is in the programme yet."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .programme import Programme


class WorkbookReading(models.Model):
    """The cells of a workbook as they were read (`content`: measures.workbook.receiving)."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="workbooks", verbose_name=_("программа"))
    name = models.CharField(_("файл"), max_length=255)
    content = models.JSONField(_("что прочитано"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("кто загрузил")
    )
    made_at = models.DateTimeField(_("когда"), auto_now_add=True)

    class Meta:
        verbose_name = _("таблица программы")
        verbose_name_plural = _("таблицы программ")
        ordering = ["-made_at"]

    def __str__(self):
        return self.name
