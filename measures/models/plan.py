"""What the plan said and when it changed: editions of a programme's plan, and each measure as it stood in them."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .measure import Measure
from .programme import Programme

FIRST = 0


class PlanEdition(models.Model):
    """The plan as one act left it. Number 0 is the first plan, by the programme's own act.

    An edition above 0 without an act says the worst honestly: something was published and nobody named the act.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="editions", verbose_name=_("программа"))
    number = models.PositiveSmallIntegerField(_("номер"), editable=False)
    act = models.ForeignKey(
        "acts.LegalAct",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="plan_editions",
        verbose_name=_("каким актом изменён план"),
        help_text=_("Пусто: у первого плана это акт самой программы, у изменения — основание не названо"),
    )
    effective_on = models.DateField(
        _("действует с"), null=True, blank=True, help_text=_("Со дня, с которого изменение действует по акту")
    )
    note = models.CharField(
        _("пояснение для жителей"), max_length=500, blank=True, help_text=_("Коротко: почему план изменили")
    )

    class Meta:
        verbose_name = _("редакция плана")
        verbose_name_plural = _("редакции плана")
        ordering = ["programme", "number"]
        constraints = [
            models.UniqueConstraint(
                name="planedition_unique_number",
                fields=["programme", "number"],
                violation_error_message=_("Редакция с таким номером уже есть."),
            )
        ]

    def __str__(self):
        if self.number == FIRST:
            return gettext("Первый план")
        return gettext("Изменение %(number)s: %(act)s") % {
            "number": self.number,
            "act": self.act.citation if self.act_id else gettext("основание не названо"),
        }


class PlanEntryQuerySet(models.QuerySet):
    def public(self):
        """Entries of measures that the public can see, and of those that an act has removed: no drafts."""
        removals = PlanEntry.objects.filter(
            content__isnull=True, edition__programme=OuterRef("edition__programme"), number=OuterRef("number")
        )
        return self.filter(Q(measure__live=True) | Exists(removals))


class PlanEntry(models.Model):
    """A measure's plan as of an edition (measures.amendments.content); no content: the edition removed the measure.

    Beyond the first plan only a measure that an edition touched has an entry in it: how a measure stood at an edition
    is its latest entry up to that.
    """

    edition = models.ForeignKey(PlanEdition, models.CASCADE, related_name="entries", verbose_name=_("редакция"))
    measure = models.ForeignKey(Measure, models.SET_NULL, null=True, related_name="plan_entries")
    number = models.CharField(_("номер"), max_length=12)
    content = models.JSONField(_("план мероприятия"), null=True)

    objects = PlanEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("план мероприятия в редакции")
        verbose_name_plural = _("планы мероприятий в редакциях")
        ordering = ["edition__number", "number"]
        constraints = [models.UniqueConstraint(name="planentry_one_per_edition", fields=["edition", "measure"])]

    def __str__(self):
        return f"{self.number} · {self.edition_id}"
