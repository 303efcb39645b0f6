"""What moderators have said of pairs of organisations that look alike."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


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
