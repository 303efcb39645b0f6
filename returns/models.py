"""Who reports by which form, and what was reported for a quarter."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.quarters import Quarter

from .figures import NOT_KEPT, Figure
from .forms_of_law import Form, form_choices, forms
from .quarters import FIRST_YEAR, LAST_YEAR


class Respondent(models.Model):
    """An institution that reports by a form, from a quarter on."""

    class Ordinal(models.IntegerChoices):
        FIRST = 1, "I"
        SECOND = 2, "II"
        THIRD = 3, "III"
        FOURTH = 4, "IV"

    form = models.SlugField(_("форма"), max_length=60, choices=form_choices)
    provider = models.ForeignKey(
        "services_directory.Provider", models.PROTECT, related_name="reports_by", verbose_name=_("организация")
    )
    since_year = models.PositiveSmallIntegerField(_("с какого года"))
    since_quarter = models.PositiveSmallIntegerField(_("с какого квартала"), choices=Ordinal)
    until_year = models.PositiveSmallIntegerField(
        _("последний год"), null=True, blank=True, help_text=_("Пусто: отчитывается и дальше")
    )
    until_quarter = models.PositiveSmallIntegerField(_("последний квартал"), choices=Ordinal, null=True, blank=True)

    class Meta:
        verbose_name = _("отчитывающаяся организация")
        verbose_name_plural = _("кто отчитывается")
        ordering = ["form", "provider__name"]
        constraints = [
            models.UniqueConstraint(
                name="respondent_once",
                fields=["form", "provider"],
                violation_error_message=_("Эта организация по этой форме уже отчитывается."),
            ),
            models.CheckConstraint(
                name="respondent_sane_years",
                condition=models.Q(since_year__range=(FIRST_YEAR, LAST_YEAR))
                & (models.Q(until_year=None) | models.Q(until_year__range=(FIRST_YEAR, LAST_YEAR))),
                violation_error_message=_("Год — от 2000 до 2100."),
            ),
            models.CheckConstraint(
                name="respondent_ends_with_a_quarter",
                condition=models.Q(until_year=None, until_quarter=None)
                | models.Q(until_year__isnull=False, until_quarter__isnull=False),
                violation_error_message=_("Укажите и последний год, и последний квартал."),
            ),
        ]

    def __str__(self):
        return f"{self.provider} — {self.blank}"

    @property
    def blank(self) -> Form:
        return forms()[self.form]

    @property
    def since(self) -> Quarter:
        return Quarter(self.since_year, self.since_quarter)

    def owes(self, quarter: Quarter) -> bool:
        ended = self.until_year and quarter > Quarter(self.until_year, self.until_quarter)
        return self.since <= quarter and not ended


class Return(models.Model):
    """What an institution reports for a quarter.

    `cells`: code → digits, or «not-kept»; what is not filled is not there.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("заполняется")
        SENT = "sent", _("отправлен")
        ACCEPTED = "accepted", _("принят")
        RETURNED = "returned", _("возвращён")

    respondent = models.ForeignKey(Respondent, models.CASCADE, related_name="returns", verbose_name=_("кто"))
    year = models.PositiveSmallIntegerField(_("год"))
    quarter = models.PositiveSmallIntegerField(_("квартал"), choices=Respondent.Ordinal)
    state = models.CharField(_("состояние"), max_length=8, choices=State, default=State.DRAFT)
    cells = models.JSONField(_("показатели"), default=dict)
    note = models.TextField(_("пояснение"), blank=True)
    reason = models.TextField(_("почему возвращён"), blank=True)
    # Goes up with every save: whoever began with an older one is told.
    version = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    saved_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(_("отправлен"), null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("отчёт организации")
        verbose_name_plural = _("отчёты организаций")
        ordering = ["-year", "-quarter"]
        permissions = [("decide_return", _("Принимать и возвращать отчёты организаций"))]
        constraints = [
            models.UniqueConstraint(name="return_one_per_quarter", fields=["respondent", "year", "quarter"]),
            models.CheckConstraint(name="return_sane_quarter", condition=models.Q(quarter__range=(1, 4))),
            models.CheckConstraint(
                name="return_sent_has_its_day", condition=models.Q(state="draft") | models.Q(sent_at__isnull=False)
            ),
        ]

    def __str__(self):
        return f"{self.respondent}, {self.period}"

    @property
    def period(self) -> Quarter:
        return Quarter(self.year, self.quarter)

    @property
    def is_reported(self) -> bool:
        """What the consolidated table counts."""
        return self.state in (self.State.SENT, self.State.ACCEPTED)

    @property
    def can_be_edited(self) -> bool:
        return not self.is_reported

    @property
    def given(self) -> dict[str, Figure]:
        """The filled cells."""
        return {code: NOT_KEPT if text == NOT_KEPT else Decimal(text) for code, text in self.cells.items()}

    @property
    def figures(self) -> dict[str, Figure]:
        """All rows of the form, those that are computed among them."""
        return self.respondent.blank.completed(self.given)
