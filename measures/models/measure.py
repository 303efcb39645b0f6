"""Measures: what will be done, by whom, when."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from measures import measure_page
from measures.gathering import INDICATORS_AMONG
from measures.standing import Known, Standing, Step, done_day, standing
from measures.standing_texts import why
from portal.addresses import address
from portal.gathering import gathered
from portal.records import PublishedQuerySet, Record

from .status import Status
from .status_query import NOW, with_status


class MeasureQuerySet(PublishedQuerySet):
    def published(self):
        """Measures that are public: they and their programme are published."""
        return self.filter(live=True, programme__live=True)

    def naming(self, relation: str, record):
        """Those that name a record of the directory; of an organisation, also those that it carries out."""
        linked = models.Q(pk__in=self.model.objects.filter(**{relation: record}).values("pk"))
        if relation == "providers":
            linked |= models.Q(pk__in=Executor.objects.filter(provider=record).values("measure"))
        return self.filter(linked)

    def with_status(self):
        """Each with its status of today as `status_now`, by the same rule as the record's own."""
        return with_status(self)

    def standing_at(self, status: str):
        return self.with_status().filter(**{NOW: status})


class Measure(Record, ClusterableModel):
    """A measure of a programme."""

    class Phase(models.TextChoices):
        """What kind of work is on; apart from how well it goes."""

        PREPARATION = "preparation", _("подготовка")
        ADOPTION = "adoption", _("принятие документов")
        IMPLEMENTATION = "implementation", _("работа с семьями")
        EVALUATION = "evaluation", _("оценка и итоги")
        UNKNOWN = "", _("не указана")

    programme = models.ForeignKey(
        "measures.Programme", models.CASCADE, related_name="measures", verbose_name=_("программа")
    )
    direction = models.ForeignKey(
        "measures.Direction",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="measures",
        verbose_name=_("направление"),
    )
    number = models.CharField(
        _("номер"),
        max_length=12,
        help_text=_("Как в акте, например 7.1"),
        validators=[RegexValidator(r"^[0-9A-Za-zА-Яа-я.-]+$", _("Номер: буквы, цифры, точка и дефис."))],
    )
    title = models.CharField(_("название"), max_length=255, help_text=_("Коротко, своими словами"))
    official_title = models.TextField(_("название в акте"), blank=True)
    expected_result = models.TextField(_("что обещано"), blank=True)
    term = models.CharField(_("срок, как в акте"), max_length=120, blank=True)
    starts_on = models.DateField(_("начало"), null=True, blank=True)
    ends_on = models.DateField(_("конец"), null=True, blank=True)
    phase = models.CharField(_("стадия"), max_length=16, choices=Phase, blank=True)
    reported_status = models.CharField(
        _("состояние, поставленное вручную"),
        max_length=10,
        choices=Status,
        blank=True,
        help_text=_("Пусто: состояние выводится из отчётов, вех и срока"),
    )
    status_reason = models.CharField(
        _("на чём основано"), max_length=500, blank=True, help_text=_("Отчёт, акт, публикация")
    )
    # Written when a report is approved, never by hand: what the executor's last approved report says, and of which day.
    report_outcome = models.CharField(
        _("состояние по последнему отчёту"), max_length=10, choices=Status, blank=True, editable=False
    )
    report_outcome_on = models.DateField(_("последний отчёт составлен на"), null=True, blank=True, editable=False)
    report_phase = models.CharField(
        _("стадия по последнему отчёту"), max_length=16, choices=Phase, blank=True, editable=False
    )
    note = models.TextField(_("примечание к источнику"), blank=True)
    # Why the plan differs from the one published before; asked by measures.amendments.asking, read at publication.
    edition = models.ForeignKey(
        "measures.PlanEdition",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("по какой редакции плана"),
    )
    correction = models.CharField(_("исправление опечатки портала"), max_length=500, blank=True)
    services = ParentalManyToManyField(
        "services_directory.Service", blank=True, related_name="measures", verbose_name=_("услуги")
    )
    providers = ParentalManyToManyField(
        "services_directory.Provider", blank=True, related_name="measures", verbose_name=_("организации")
    )
    categories = ParentalManyToManyField(
        "services_directory.FamilyCategory", blank=True, related_name="measures", verbose_name=_("категории семей")
    )
    practices = ParentalManyToManyField(
        "services_directory.Practice", blank=True, related_name="measures", verbose_name=_("практики")
    )
    indicators = ParentalManyToManyField(
        "measures.Indicator", blank=True, related_name="measures", verbose_name=_("показатели")
    )
    position = models.PositiveSmallIntegerField(_("порядок"), default=0)

    objects = MeasureQuerySet.as_manager()
    page_template = "measures/measure.html"
    address_field = "number"
    territory_path = "programme__territory"
    links = ("services", "providers", "categories", "practices", "indicators")

    class Meta:
        verbose_name = _("мероприятие")
        verbose_name_plural = _("мероприятия")
        ordering = ["programme", "position", "number"]
        constraints = [
            models.UniqueConstraint(
                name="measure_unique_number",
                fields=["programme", "number"],
                violation_error_message=_("Мероприятие с таким номером в этой программе уже есть."),
            ),
            models.CheckConstraint(
                name="measure_dates_in_order",
                condition=models.Q(starts_on=None)
                | models.Q(ends_on=None)
                | models.Q(starts_on__lte=models.F("ends_on")),
                violation_error_message=_("Конец не может быть раньше начала."),
            ),
            models.CheckConstraint(
                name="measure_status_has_reason",
                condition=models.Q(reported_status="") | ~models.Q(status_reason=""),
                violation_error_message=_("Состояние, поставленное вручную, требует основания."),
            ),
        ]

    def __str__(self):
        return f"{self.number}. {self.title}"

    @property
    def status(self) -> Status:
        """What was set by hand or reported, or else what its milestones and dates allow to say today."""
        return self.status_on(timezone.localdate())

    def status_on(self, day) -> Status:
        return Status(standing(self.known, day).status)

    @property
    def standing(self) -> Standing:
        return standing(self.known, timezone.localdate())

    @property
    def known(self) -> Known:
        steps = [Step(row.due_on, done_day(row), row.title) for row in gathered(self, "milestones")]
        reported = self.report_outcome, self.report_outcome_on
        return Known(self.starts_on, self.ends_on, steps, self.reported_status, *reported)

    @property
    def why(self) -> str:
        """Why it has that status, in a plain sentence."""
        return why(self.known, self.standing, self.status_reason)

    @property
    def phase_now(self) -> Phase:
        """As the last approved report says; its editor's, where that says nothing or the status is set by hand."""
        by_hand = self.phase if self.reported_status else ""
        return Measure.Phase(by_hand or self.report_phase or self.phase)

    def public_judging(self) -> list:
        """The published indicators that it is linked with or promises figures of, with their values."""
        keys = {one.pk for one in self.indicators.all()} | {row.indicator_id for row in self.promised.all()}
        return INDICATORS_AMONG(sorted(keys - {None})) if keys - {None} else []

    def with_content_json(self, content):
        """A draft knows only the plan: what reports have said since it was begun stays as it is."""
        written = super().with_content_json(content)
        for name in ("report_outcome", "report_outcome_on", "report_phase"):
            setattr(written, name, getattr(self, name))
        reported = dict(Milestone.objects.filter(measure=self.pk).values_list("pk", "reported_on"))
        for step in written.milestones.all():
            step.reported_on = reported.get(step.pk)
        return written

    def publish(self, *args, **kwargs):
        """The record and the entry of its plan's edition are published together, or not at all."""
        with transaction.atomic():
            return super().publish(*args, **kwargs)

    def get_absolute_url(self):
        return address("measures:measure", self.programme.slug, self.number)

    def is_hidden_by_another_page(self):
        return bool(self.programme_id) and super().is_hidden_by_another_page()

    def page_context(self):
        return measure_page.context(self)

    def clean(self):
        super().clean()
        if self.direction_id and self.direction.programme_id != self.programme_id:
            raise ValidationError({"direction": _("Это направление другой программы.")})


class Executor(Orderable):
    """Who carries a measure out."""

    class Role(models.TextChoices):
        LEAD = "lead", _("отвечает")
        PARTNER = "partner", _("участвует")

    measure = ParentalKey(Measure, related_name="executors")
    name = models.CharField(_("кто"), max_length=300)
    role = models.CharField(_("роль"), max_length=8, choices=Role, default=Role.LEAD)
    by_agreement = models.BooleanField(_("по согласованию"), default=False)
    provider = models.ForeignKey(
        "services_directory.Provider",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("карточка организации"),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("исполнитель")
        verbose_name_plural = _("исполнители")

    def __str__(self):
        return self.name


class Milestone(Orderable):
    """A step of a measure that can be seen to be done: «order adopted», «150 families have been met»."""

    measure = ParentalKey(Measure, related_name="milestones")
    title = models.CharField(_("что должно быть сделано"), max_length=255)
    due_on = models.DateField(_("к какому дню"))
    done_on = models.DateField(_("сделано"), null=True, blank=True, help_text=_("Пусто: ещё не сделано"))
    # Written when a report is approved, never by hand.
    reported_on = models.DateField(_("сделано по отчёту"), null=True, blank=True, editable=False)
    note = models.CharField(_("примечание"), max_length=255, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("веха")
        verbose_name_plural = _("вехи")

    def __str__(self):
        return self.title
