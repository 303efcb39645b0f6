"""Legal acts: what every promise, right and figure of the portal rests on."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel

from acts.citing import by_part, citations, pages_of, public_mentions, records_citing
from acts.places import anchor
from portal.addresses import address
from portal.formatting import NBSP, day, nested, years
from portal.records import PublishedQuerySet, Record
from portal.speaking import gettext, label

# What a link to an act shows, and a card of a programme.
LINK = ("slug", "kind", "title", "number", "date")
PROGRAMME = ("act", "slug", "title", "summary", "year_from", "year_to", "territory__name", "territory__short_name")


class LegalActQuerySet(PublishedQuerySet):
    def in_order(self):
        """Federal laws first, then by date, newest first; acts whose date the source does not give come last."""
        return self.order_by("level", models.F("date").desc(nulls_last=True), "number")

    def for_list(self):
        """What a card of the list shows."""
        return self.in_order().only(*LINK, "status", "jurisdiction")


class LegalAct(Record, ClusterableModel):
    """A law, order or other act, as it is cited."""

    class Kind(models.TextChoices):
        CODE = "code", _("кодекс")
        FEDERAL_LAW = "federal-law", _("федеральный закон")
        REGIONAL_LAW = "regional-law", _("закон региона")
        DECREE = "decree", _("указ")
        RESOLUTION = "resolution", _("постановление")
        DISPOSAL = "disposal", _("распоряжение")
        ORDER = "order", _("приказ")
        DECISION = "decision", _("решение")
        AGREEMENT = "agreement", _("соглашение")
        LETTER = "letter", _("письмо")
        OTHER = "other", _("иной акт")

    class Level(models.IntegerChoices):
        FEDERAL = 1, _("федеральный")
        REGIONAL = 2, _("региональный")
        MUNICIPAL = 3, _("муниципальный")

    class Status(models.TextChoices):
        """What the portal's sources say of the act; silence is UNKNOWN, never «in force»."""

        IN_FORCE = "in-force", _("действует")
        AMENDED = "amended", _("действует с изменениями")
        LOST_FORCE = "lost-force", _("утратил силу")
        UNKNOWN = "unknown", _("не проверено")

    slug = models.SlugField(_("адрес на сайте"), max_length=120, unique=True)
    kind = models.CharField(_("вид"), max_length=20, choices=Kind)
    level = models.PositiveSmallIntegerField(_("уровень"), choices=Level)
    jurisdiction = models.CharField(_("где действует"), max_length=120, help_text=_("Россия или регион"))
    body = models.CharField(_("кто принял"), max_length=255, blank=True)
    number = models.CharField(_("номер"), max_length=60, blank=True)
    date = models.DateField(_("дата"), null=True, blank=True)
    title = models.CharField(_("название"), max_length=500, help_text=_("Коротко, своими словами"))
    status = models.CharField(_("состояние"), max_length=12, choices=Status, default=Status.UNKNOWN)
    amends = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="amendments", verbose_name=_("изменяет акт")
    )
    in_force_from = models.DateField(
        _("действует с"), null=True, blank=True, help_text=_("Как сказано в акте. Не знаете — оставьте пустым")
    )
    in_force_until = models.DateField(
        _("последний день действия"), null=True, blank=True, help_text=_("Если акт утратил силу и день известен")
    )
    repealed_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="repeals", verbose_name=_("отменён актом")
    )
    summary = models.TextField(_("о чём этот акт"), blank=True)
    note = models.TextField(_("примечание к источнику"), blank=True, help_text=_("Например, ошибка в дате в тексте"))
    url = models.URLField(_("официальный текст"), blank=True)
    checked_on = models.DateField(_("проверено"), null=True, blank=True)

    objects = LegalActQuerySet.as_manager()
    page_template = "acts/act.html"

    class Meta:
        verbose_name = _("правовой акт")
        verbose_name_plural = _("правовые акты")
        ordering = ["level", "-date", "number"]
        constraints = [
            models.CheckConstraint(
                name="legalact_ends_after_it_begins",
                condition=models.Q(in_force_until__gte=models.F("in_force_from"))
                | models.Q(in_force_from=None)
                | models.Q(in_force_until=None),
                violation_error_message=_("Акт не может кончить действовать раньше, чем начал."),
            )
        ]

    def __str__(self):
        return self.citation

    @property
    def citation(self) -> str:
        """«Приказ от 2 августа 2016 г. № 513-р», with what is known.

        A code goes by its name, as everybody cites it; so does an act without particulars.
        """
        if self.kind == self.Kind.CODE:
            return self.title
        parts = [label(self.Kind(self.kind)).capitalize()]
        if self.date:
            parts.append(years(gettext("от {date} г.").format(date=day(self.date, "j E Y"))))
        if self.number:
            # Neither the year and its «г.» nor the sign and its number part at a line's end.
            parts.append(f"№{NBSP}{self.number}")
        if len(parts) > 1:
            return " ".join(parts)
        return self.title if self.kind == self.Kind.OTHER else nested(f"{parts[0]} «{self.title}»")

    def clean(self):
        super().clean()
        ended = self.in_force_until and self.in_force_until < localdate()
        if ended and self.status in {self.Status.IN_FORCE, self.Status.AMENDED}:
            raise ValidationError({"status": _("Последний день действия прошёл: акт утратил силу.")})

    def get_absolute_url(self):
        return address("acts:act", self.slug)

    def place_url(self, place: str | None) -> str:
        """The act's page, at the article that the place names: «статья 22, часть 1»."""
        return self.get_absolute_url() + anchor(place or "")

    def page_context(self):
        """The act, how it changed, its articles, and everything on the portal that rests on it."""
        mentions = public_mentions(self)
        return {
            "act": self,
            "amends": self.amends if self.amends and self.amends.live else None,
            "repealed_by": self.repealed_by if self.repealed_by and self.repealed_by.live else None,
            "amendments": [each for each in self.amendments.all() if each.live],
            "repeals": [each for each in self.repeals.all() if each.live],
            "editions": list(self.editions.all()),
            "articles": list(self.articles.all()),
            "programmes": self.programmes.published().here().select_related("territory").only(*PROGRAMME),
            "citations": citations(self),
            "pages": pages_of(mentions),
            "quoted": by_part([*mentions, *records_citing(self)]),
        }
