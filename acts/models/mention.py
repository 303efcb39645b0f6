"""Where pages speak of acts: kept by acts.mentions, edited by nobody."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from acts.places import Unit


class Mention(models.Model):
    """A page names an act, and maybe a part of it: one row for each part that the place names."""

    act = models.ForeignKey("acts.LegalAct", models.CASCADE, related_name="mentions")
    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="+")
    place = models.CharField(max_length=255, blank=True)
    unit = models.CharField(max_length=8, choices=Unit, blank=True)
    number = models.CharField(max_length=20, blank=True)

    class Meta:
        verbose_name = _("упоминание акта")
        verbose_name_plural = _("упоминания актов")
        constraints = [models.UniqueConstraint(name="mention_once", fields=["act", "page", "place", "unit", "number"])]

    def __str__(self):
        return self.place
