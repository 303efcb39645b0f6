"""From what happened to what the law promises: situations, rights with their articles, what to ask for, letters."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from acts.models import LegalAct
from portal.addresses import address
from portal.records import PublishedQuerySet, Record


class SituationQuerySet(PublishedQuerySet):
    def in_order(self):
        return self.order_by("position", "title")


class Situation(Record, ClusterableModel):
    """What has happened to a family, in its own words, and what it may count on."""

    slug = models.SlugField(_("адрес на сайте"), max_length=80, unique=True)
    title = models.CharField(
        _("что случилось"), max_length=120, help_text=_("Словами семьи: «Отец не платит на ребёнка»")
    )
    lead = models.TextField(_("коротко"), max_length=400, help_text=_("Что можно сделать: одна-две простые фразы"))
    is_urgent = models.BooleanField(
        _("бывает опасно"), default=False, help_text=_("Сначала телефоны помощи; на странице есть «Быстро уйти»")
    )
    kinds = ParentalManyToManyField(
        "services_directory.HelpKind", blank=True, related_name="situations", verbose_name=_("какая помощь нужна")
    )
    where_to_go = models.TextField(_("куда идти, если не в центр"), blank=True, help_text=_("Суд, опека, школа, МФЦ"))
    reviewed_on = models.DateField(_("проверено юристом"), null=True, blank=True)
    reviewed_by = models.CharField(
        _("кем проверено"), max_length=255, blank=True, help_text=_("Должность и организация, без фамилии")
    )
    position = models.PositiveSmallIntegerField(_("порядок"), default=0)

    objects = SituationQuerySet.as_manager()
    page_template = "rights/situation.html"

    class Meta:
        verbose_name = _("жизненная ситуация")
        verbose_name_plural = _("жизненные ситуации")
        ordering = ["position", "title"]
        constraints = [
            models.CheckConstraint(
                name="situation_review_has_a_day",
                condition=models.Q(reviewed_by="") | models.Q(reviewed_on__isnull=False),
                violation_error_message=_("Укажите, когда проверили: без даты проверка не считается."),
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return address("rights:situation", self.slug)

    def clean(self):
        super().clean()
        if self.reviewed_by and not self.reviewed_on:
            raise ValidationError({"reviewed_on": _("Укажите, когда проверили: без даты проверка не считается.")})

    def changed_laws(self, laws: Iterable[LegalAct]) -> list[tuple[LegalAct, datetime.date | None]]:
        """Those of the laws that have changed since a lawyer looked, each with the day of its last change.

        An act that lost force is one of them, whenever that was.
        """
        found = []
        for act in laws:
            last = max((each.date for each in act.amendments.all() if each.live and each.date), default=None)
            if act.status == LegalAct.Status.LOST_FORCE or (self.reviewed_on and last and last > self.reviewed_on):
                found.append((act, last))
        return found

    def page_context(self) -> dict:
        rights, asks = list(self.rights.all()), list(self.asks.all())
        laws = cited([*rights, *asks])
        return {
            "situation": self,
            "rights": rights,
            "asks": asks,
            "letters": list(self.letters.all()),
            "kinds": list(self.kinds.all()),
            "changed": self.changed_laws(laws),
        }


def cited(rows: list) -> list[LegalAct]:
    """The laws that the rows rest on, with what has amended them; each row gets its own. Two queries for any number."""
    laws = LegalAct.objects.prefetch_related("amendments").in_bulk({row.act_id for row in rows if row.act_id})
    for row in rows:
        row.act = laws.get(row.act_id)
    return list(laws.values())


def act_key():
    return models.ForeignKey(
        "acts.LegalAct", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("закон")
    )


class Right(Orderable):
    """What the law promises here, in plain words, with the article that says so."""

    situation = ParentalKey(Situation, related_name="rights")
    text = models.CharField(_("на что вы вправе рассчитывать"), max_length=400)
    act = act_key()
    place = models.CharField(_("статья"), max_length=120, blank=True, help_text=_("Например: статья 15, часть 2"))

    class Meta(Orderable.Meta):
        verbose_name = _("право")
        verbose_name_plural = _("права")
        constraints = [
            models.CheckConstraint(
                name="right_rests_on_an_article",
                condition=models.Q(act__isnull=False) & ~models.Q(place=""),
                violation_error_message=_("Право держится на статье закона: укажите закон и статью."),
            )
        ]

    def __str__(self):
        return self.text

    def clean(self):
        super().clean()
        if not (self.act_id and self.place.strip()):
            raise ValidationError({"place": _("Право держится на статье закона: укажите закон и статью.")})


class Ask(Orderable):
    """One thing to ask for: of whom, and when they must answer."""

    situation = ParentalKey(Situation, related_name="asks")
    text = models.CharField(_("о чём просить"), max_length=300)
    whom = models.CharField(_("кого"), max_length=200, blank=True)
    term = models.CharField(_("когда ответят"), max_length=160, blank=True)
    act = act_key()
    place = models.CharField(_("статья"), max_length=120, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("о чём просить")
        verbose_name_plural = _("о чём просить")

    def __str__(self):
        return self.text


class Letter(Orderable):
    """A letter to fill in: by hand on paper, or in a text editor."""

    situation = ParentalKey(Situation, related_name="letters")
    title = models.CharField(_("как называется"), max_length=160)
    addressee = models.TextField(_("кому"), help_text=_("Каждая строка печатается отдельно. Пустое место — ____"))
    body = models.TextField(_("текст"), help_text=_("Абзацы разделяйте пустой строкой. Пустое место — ____"))
    attachments = models.TextField(_("что приложить"), blank=True, help_text=_("По одному в строке"))

    class Meta(Orderable.Meta):
        verbose_name = _("образец документа")
        verbose_name_plural = _("образцы документов")

    def __str__(self):
        return self.title

    @property
    def paragraphs(self) -> list[str]:
        """A number of a law stays on the line of its sign."""
        parts = (" ".join(part.split()) for part in self.body.replace("\r", "").split("\n\n"))
        return [part.replace("№ ", "№\N{NO-BREAK SPACE}") for part in parts if part]

    @property
    def addressee_lines(self) -> list[str]:
        return [line.strip() for line in self.addressee.splitlines() if line.strip()]

    @property
    def attachment_lines(self) -> list[str]:
        return [line.strip() for line in self.attachments.splitlines() if line.strip()]
