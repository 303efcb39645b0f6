"""A question about a measure: as written, for the editors; as published, with its answer, for everybody."""

from dataclasses import dataclass

from django.core.cache import cache
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from feedback.models import new_receipt

LONGEST_QUESTION, LONGEST_ANSWER = 1000, 4000
CACHE_KEY = "questions.rules"
CACHE_SECONDS = 60


class QuestionQuerySet(models.QuerySet):
    def published(self):
        """Answered questions about measures that anybody may see."""
        return self.filter(state=Question.State.PUBLISHED, measure__live=True, measure__programme__live=True)

    def latest_first(self):
        return self.order_by("-decided_on", "-pk")


class Question(models.Model):
    """Nobody signs it. The original is erased some days after the decision; what is published is written apart."""

    class State(models.TextChoices):
        NEW = "new", _("новый")
        DRAFTED = "drafted", _("ответ готов, ждёт модератора")
        PUBLISHED = "published", _("опубликован с ответом")
        REFUSED = "refused", _("не публикуется")

        @property
        def is_final(self) -> bool:
            return self in (Question.State.PUBLISHED, Question.State.REFUSED)

    class Refusal(models.TextChoices):
        PERSONAL = "personal", _("речь о частном человеке или семье")
        ELSEWHERE = "elsewhere", _("вопрос не об этом мероприятии")
        ANSWERED = "answered", _("на такой вопрос уже ответили")
        RUDE = "rude", _("в тексте брань или реклама")

    receipt = models.SlugField(_("номер"), max_length=11, unique=True, default=new_receipt, editable=False)
    # Of the form that was sent and what stood in it: the same form sent twice is one question.
    digest = models.CharField(max_length=64, unique=True, editable=False)
    measure = models.ForeignKey(
        "measures.Measure", models.SET_NULL, null=True, related_name="questions", verbose_name=_("мероприятие")
    )
    about = models.CharField(_("о чём"), max_length=300, blank=True)
    original = models.TextField(_("как написали"), max_length=LONGEST_QUESTION, blank=True)
    text = models.TextField(
        _("вопрос для публикации"),
        max_length=LONGEST_QUESTION,
        blank=True,
        help_text=_("Без имён, адресов, телефонов и всего, по чему узнают семью"),
    )
    answer = models.TextField(_("ответ"), max_length=LONGEST_ANSWER, blank=True)
    answered_by = models.CharField(
        _("кто отвечает"), max_length=200, blank=True, help_text=_("Организация или должность, без фамилии")
    )
    state = models.CharField(_("состояние"), max_length=9, choices=State, default=State.NEW)
    refusal = models.CharField(_("почему не публикуется"), max_length=9, choices=Refusal, blank=True)
    created_at = models.DateTimeField(_("пришёл"), auto_now_add=True)
    decided_on = models.DateField(_("решено"), null=True)
    # Goes up with every change: of two editors the second is told.
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("вопрос о мероприятии")
        verbose_name_plural = _("вопросы о мероприятиях")
        default_permissions = ("view", "change")
        permissions = [("publish_question", _("Может публиковать ответы и отказывать"))]
        ordering = ["-created_at"]
        indexes = [
            models.Index("state", models.F("created_at").desc(), name="question_queue"),
            models.Index("measure", "state", name="question_of_measure"),
        ]
        constraints = [
            models.CheckConstraint(
                name="question_published_whole",
                condition=~models.Q(state="published")
                | (~models.Q(text="") & ~models.Q(answer="") & ~models.Q(answered_by="")),
            ),
            models.CheckConstraint(
                name="question_refused_with_reason",
                condition=models.Q(state="refused") ^ models.Q(refusal=""),
            ),
            models.CheckConstraint(
                name="question_decided_when_final",
                condition=models.Q(state__in=["new", "drafted"], decided_on=None)
                | models.Q(state__in=["published", "refused"], decided_on__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.receipt

    def get_absolute_url(self):
        return reverse("questions:status", args=[self.receipt])

    @property
    def outcome(self) -> "Question.State":
        return self.State(self.state)


@dataclass(frozen=True)
class Rules:
    """The setting as a plain value, so that it can be cached."""

    original_days: int


@register_setting(icon="help", order=211)
class QuestionRules(BaseGenericSetting):
    """How long the words of the asker are kept beside what was published of them."""

    original_days = models.PositiveSmallIntegerField(
        _("хранить вопрос, как он был написан, дней после решения"),
        default=30,
        validators=[MinValueValidator(1)],
        help_text=_("Потом останется только опубликованное"),
    )

    panels = [FieldPanel("original_days")]

    class Meta:
        verbose_name = _("вопросы о программах")
        verbose_name_plural = _("вопросы о программах")

    def __str__(self):
        return str(_("Вопросы о программах"))

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        cache.delete(CACHE_KEY)


def rules() -> Rules:
    """The setting in force; asked of the database at most once a minute."""
    found = cache.get(CACHE_KEY)
    if found is None:
        kept = QuestionRules.objects.first() or QuestionRules()
        found = Rules(kept.original_days)
        cache.set(CACHE_KEY, found, CACHE_SECONDS)
    return found
