"""What moderators have said of pairs of organisations that look alike, and what they have made one of."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from .provider import Provider


class DistinctPair(models.Model):
    """Two organisations that look alike and are not the same: nobody is asked about them again."""

    first = models.ForeignKey("services_directory.Provider", models.CASCADE, related_name="+")
    second = models.ForeignKey("services_directory.Provider", models.CASCADE, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("разные организации")
        verbose_name_plural = _("разные организации")
        default_permissions = ()
        permissions = [("merge_provider", _("Объединяет повторы организаций"))]
        constraints = [
            models.UniqueConstraint(name="distinctpair_unique", fields=["first", "second"]),
            models.CheckConstraint(name="distinctpair_in_order", condition=models.Q(first__lt=models.F("second"))),
        ]

    def __str__(self):
        return f"{self.first_id} ≠ {self.second_id}"


class MergedProvider(models.Model):
    """An organisation that became a part of another: who still knows it by one of its names is led to that one.

    When that one is merged in turn, `into` goes over like every other key to it. `traces` is what the merger changed
    (`services_directory.traces`), empty where it cannot be undone.
    """

    number = models.BigIntegerField(unique=True)
    uuid = models.UUIDField(unique=True)
    slug = models.SlugField(max_length=120, db_index=True)
    name = models.CharField(max_length=255, blank=True)
    into = models.ForeignKey("services_directory.Provider", models.CASCADE, related_name="+")
    merged_at = models.DateTimeField(null=True)
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    traces = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        default_permissions = ()
        ordering = ["-pk"]

    def __str__(self):
        return self.slug


def provider_merged_from(**known) -> Provider | None:
    """The public organisation into which the one that was known so was merged; the latest, where a name came again."""
    merged = MergedProvider.objects.filter(**known).filter(into__live=True)
    found = merged.select_related("into").first()
    return found and found.into
