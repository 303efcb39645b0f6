"""Who works in which institution and keeps its cards."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Membership(models.Model):
    """A person who edits the cards of an institution and of its parts."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships", verbose_name=_("сотрудник")
    )
    provider = models.ForeignKey(
        "services_directory.Provider", models.CASCADE, related_name="memberships", verbose_name=_("организация")
    )
    position = models.CharField(_("должность"), max_length=160, blank=True)
    is_active = models.BooleanField(
        _("доступ открыт"),
        default=True,
        help_text=_("Снимите отметку: кабинет закроется сразу, где бы он ни был открыт"),
    )
    made_on = models.DateField(_("открыт с"), auto_now_add=True)

    class Meta:
        verbose_name = _("сотрудник организации")
        verbose_name_plural = _("сотрудники организаций")
        ordering = ["provider__name", "user__last_name", "user__username"]
        constraints = [
            models.UniqueConstraint(
                name="membership_once",
                fields=["user", "provider"],
                violation_error_message=_("Этот сотрудник уже ведёт эту организацию."),
            )
        ]

    def __str__(self):
        return f"{self.person} — {self.provider}"

    @property
    def person(self) -> str:
        return self.user.get_full_name() or self.user.get_username()
