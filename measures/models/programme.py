"""What was promised: programmes, their directions, and what the act itself states of them."""

from collections.abc import Collection
from functools import cached_property

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from measures import programme_page
from measures.condensing import ledger_of
from measures.gathering import INDICATORS, MEASURES, PROMISING, owing_institutions
from measures.ledger import Ledger
from portal.addresses import address
from portal.records import PublishedQuerySet, Record
from portal.speaking import label

from .media_plan import MediaPlanItem, plan_of

EARLIEST_YEAR, LATEST_YEAR = 1991, 2100


def year_field(label, **options):
    """A calendar year within a sane range; the database's own constraint stands in the model's Meta."""
    validators = [MinValueValidator(EARLIEST_YEAR), MaxValueValidator(LATEST_YEAR)]
    return models.PositiveSmallIntegerField(label, validators=validators, **options)


def sane_year(field: str, *, optional: bool = False) -> models.Q:
    """The condition of a check constraint on that field."""
    sane = models.Q(**{f"{field}__range": (EARLIEST_YEAR, LATEST_YEAR)})
    return sane | models.Q(**{field: None}) if optional else sane


class ProgrammeQuerySet(PublishedQuerySet):
    def in_order(self):
        """The latest first; those whose act sets no term come last."""
        return self.order_by(models.F("year_to").desc(nulls_last=True), "title")


class Programme(Record, ClusterableModel):
    """A «комплекс мер», a media plan or a model programme of a region."""

    class Kind(models.TextChoices):
        COMPLEX = "complex", _("комплекс мер")
        MEDIA_PLAN = "media-plan", _("медиаплан")
        MODEL = "model", _("модельная программа")

    class Unit(models.IntegerChoices):
        """What one unit of a figure in the act's table is worth in roubles."""

        ROUBLE = 1, _("рубли")
        THOUSAND = 1000, _("тысячи рублей")
        MILLION = 1_000_000, _("миллионы рублей")

    slug = models.SlugField(_("адрес на сайте"), max_length=80, unique=True)
    kind = models.CharField(_("что это"), max_length=12, choices=Kind, default=Kind.COMPLEX)
    title = models.CharField(_("название"), max_length=255, help_text=_("Коротко, своими словами"))
    official_title = models.CharField(_("название в акте"), max_length=500, blank=True)
    territory = models.ForeignKey(
        "services_directory.Territory", models.PROTECT, related_name="programmes", verbose_name=_("регион")
    )
    act = models.ForeignKey(
        "acts.LegalAct",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="programmes",
        verbose_name=_("утверждена актом"),
    )
    act_note = models.CharField(
        _("об акте"), max_length=500, blank=True, help_text=_("Если реквизитов нет: скажите, чего не хватает")
    )
    year_from = year_field(_("с года"), null=True, blank=True)
    year_to = year_field(_("по год"), null=True, blank=True)
    goal = models.TextField(_("цель"), blank=True)
    summary = models.TextField(_("коротко для жителей"), blank=True)
    coordinator = models.CharField(_("координатор"), max_length=300, blank=True)
    coordinator_note = models.CharField(_("о координаторе"), max_length=500, blank=True)
    unit = models.PositiveIntegerField(_("единица в таблице акта"), choices=Unit, default=Unit.ROUBLE)
    unit_note = models.CharField(_("об единице"), max_length=500, blank=True)
    # In which unit the last editor entered sums of this programme's measures; the stored sums are roubles all the same.
    entry_unit = models.PositiveIntegerField(choices=Unit, null=True, editable=False)
    money_note = models.CharField(_("о деньгах"), max_length=500, blank=True)
    sustainability = models.TextField(_("что останется после программы"), blank=True)

    objects = ProgrammeQuerySet.as_manager()
    page_template = "measures/programme.html"
    territory_path = "territory"

    class Meta:
        verbose_name = _("программа")
        verbose_name_plural = _("программы")
        ordering = ["-year_to", "title"]
        constraints = [
            models.CheckConstraint(
                name="programme_sane_years",
                condition=sane_year("year_from", optional=True) & sane_year("year_to", optional=True),
                violation_error_message=_("Год — от 1991 до 2100."),
            ),
            models.CheckConstraint(
                name="programme_years_in_order",
                condition=models.Q(year_from=None)
                | models.Q(year_to=None)
                | models.Q(year_from__lte=models.F("year_to")),
                violation_error_message=_("Программа не может кончиться раньше, чем началась."),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def kind_label(self) -> str:
        """As get_kind_display(), which translates and hashes every choice at each call."""
        return label(self.Kind(self.kind))

    @property
    def period(self) -> str:
        """«2016–2017», «2020», or nothing where the act sets no term."""
        years = [str(year) for year in (self.year_from, self.year_to) if year]
        return "–".join(dict.fromkeys(years))

    @property
    def years(self) -> range:
        """Every year of the term; empty where the act sets none."""
        return range(self.year_from, self.year_to + 1) if self.year_from and self.year_to else range(0)

    def with_content_json(self, content):
        """A draft does not say in which unit people enter sums now."""
        written = super().with_content_json(content)
        written.entry_unit = self.entry_unit
        return written

    def get_absolute_url(self):
        return address("measures:programme", self.slug)

    @cached_property
    def measure_count(self) -> int:
        """Of its published measures; a page reads it with the programme."""
        return self.measures.filter(live=True).count()

    @cached_property
    def owing_institutions(self) -> int:
        """How many institutions owe what the media plan asks of each; a page reads it with the programme."""
        return owing_institutions(self.territory_id).count()

    @cached_property
    def media_plan(self) -> list[MediaPlanItem]:
        """The items of the media plan with what was published of each."""
        return plan_of(self)

    def ledger(self) -> Ledger:
        """Its published measures with their money; of a very large programme the database sums it."""
        return ledger_of(self)

    def public_measures(self) -> list:
        """Published measures with executors and money; a programme that was never saved has none."""
        return MEASURES(self.pk) if self.pk else []

    def public_indicators(self) -> list:
        """Published indicators with their values, in the order of the act."""
        return INDICATORS(self.pk) if self.pk else []

    def promising_measures(self) -> list:
        """Published measures that promise figures."""
        return PROMISING(self.pk) if self.pk else []

    def public_notes(self, measures: Collection[str], indicators: Collection[str]) -> list["SourceNote"]:
        """Notes on the programme itself, and on those measures and indicators: the published ones."""
        return [
            note
            for note in self.source_notes.all()
            if (not note.measure_number or note.measure_number in measures)
            and (not note.indicator_number or note.indicator_number in indicators)
        ]

    def neighbours_of(self, measure) -> dict:
        """The published measures before and after it in the order of the act."""
        public = self.measures.filter(live=True).order_by("position", "pk")
        order = list(public.values_list("pk", "number", "title", named=True))
        at = next((index for index, other in enumerate(order) if other.pk == measure.pk), None)
        if at is None:
            return {"previous": None, "next": None}
        return {"previous": order[at - 1] if at else None, "next": order[at + 1] if at + 1 < len(order) else None}

    def page_context(self):
        return programme_page.context(self)


class ProgrammeTask(Orderable):
    """A task that the programme sets itself."""

    programme = ParentalKey(Programme, related_name="tasks")
    text = models.CharField(_("задача"), max_length=500)

    class Meta(Orderable.Meta):
        verbose_name = _("задача")
        verbose_name_plural = _("задачи")

    def __str__(self):
        return self.text


class ExpectedEffect(Orderable):
    """A change by which the programme says it will be judged."""

    programme = ParentalKey(Programme, related_name="effects")
    text = models.CharField(_("ожидаемая перемена"), max_length=500)

    class Meta(Orderable.Meta):
        verbose_name = _("ожидаемая перемена")
        verbose_name_plural = _("ожидаемые перемены")

    def __str__(self):
        return self.text


class Risk(Orderable):
    """A risk that the act names, and what it means to do about it."""

    programme = ParentalKey(Programme, related_name="risks")
    text = models.CharField(_("риск"), max_length=500)
    response = models.CharField(_("что делать"), max_length=500, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("риск")
        verbose_name_plural = _("риски")

    def __str__(self):
        return self.text


class Direction(Orderable):
    """A group of measures."""

    programme = ParentalKey(Programme, related_name="directions")
    number = models.CharField(_("номер"), max_length=12)
    title = models.CharField(_("название"), max_length=255)
    official_title = models.CharField(_("название в акте"), max_length=500, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("направление")
        verbose_name_plural = _("направления")
        constraints = [
            models.UniqueConstraint(
                name="direction_unique_number",
                fields=["programme", "number"],
                violation_error_message=_("Направление с таким номером уже есть."),
            )
        ]

    def __str__(self):
        return f"{self.number}. {self.title}"


class SourceNote(Orderable):
    """A contradiction or gap that the act itself contains. It is shown beside the figure, never repaired."""

    programme = ParentalKey(Programme, related_name="source_notes")
    measure_number = models.CharField(_("к мероприятию"), max_length=12, blank=True)
    indicator_number = models.CharField(_("к показателю"), max_length=12, blank=True)
    text = models.CharField(_("что в акте не сходится"), max_length=500)
    check_number = models.PositiveSmallIntegerField(_("номер проверки"), null=True, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("противоречие в акте")
        verbose_name_plural = _("противоречия в акте")

    def __str__(self):
        return self.text
