"""Questions with answers as editors keep them."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from search import language
from search.wording.models import lines

# Of the answers of one question; more than a page shows nobody reads.
MOST_ANSWERS = 20
# How much an answer is worth by its grade, as in the gain of nDCG: 2 to the power of the grade, less one.
BEST, GOOD, RELATED = 7, 3, 1
GRADED = {"best": BEST, "good": GOOD, "related": RELATED}


def graded(texts: Iterable[str], title: Callable[[str], str] = language.normalise) -> dict[str, int]:
    """The titles that the three fields name, each with its highest grade."""
    found: dict[str, int] = {}
    for text, worth in zip(texts, GRADED.values(), strict=True):
        for line in lines(text):
            found.setdefault(title(line), worth)
    return found


class Precedent(models.Model):
    """A question, and the titles of the cards that somebody would show to whoever asks it."""

    words = models.CharField(
        _("вопрос"), max_length=language.MAX_LENGTH, unique=True, help_text=_("Так, как люди пишут в строке поиска")
    )
    best = models.TextField(
        _("то, что нужно"), blank=True, help_text=_("Названия карточек и страниц, по одному в строке, лучшее — первым")
    )
    good = models.TextField(_("поможет"), blank=True, help_text=_("По одному в строке"))
    related = models.TextField(_("имеет отношение"), blank=True, help_text=_("По одному в строке"))
    is_active = models.BooleanField(_("действует"), default=True)
    # As the release has it: another release brings it up to date, or takes it away.
    is_shipped = models.BooleanField(default=False, editable=False)
    updated_at = models.DateTimeField(_("изменено"), auto_now=True, db_index=True)

    class Meta:
        verbose_name = _("пример ответа")
        verbose_name_plural = _("примеры ответов")
        ordering = ["words", "pk"]

    def __str__(self):
        return self.words

    @property
    def answers(self) -> dict[str, int]:
        """Each title and what it is worth, the best first."""
        return graded([getattr(self, name) for name in GRADED])

    def clean(self):
        super().clean()
        # Whoever fills in the form makes it their own.
        self.is_shipped = False
        self.words = " ".join(self.words.split())
        self.best, self.good, self.related = ("\n".join(lines(text)) for text in (self.best, self.good, self.related))
        errors = {"words": [*self.wrong_words()], "best": [*self.wrong_answers()]}
        if any(errors.values()):
            raise ValidationError({name: found for name, found in errors.items() if found})

    def wrong_words(self) -> Iterator[str]:
        if not language.asked(self.words):
            yield _("Нужно хотя бы одно слово, предлоги и союзы не в счёт.")

    def wrong_answers(self) -> Iterator[str]:
        if not self.answers:
            yield _("Назовите хотя бы одну карточку: здесь, в «Поможет» или в «Имеет отношение».")
        if len(self.answers) > MOST_ANSWERS:
            yield _("Не больше %(most)s ответов на один вопрос.") % {"most": MOST_ANSWERS}

    @property
    def leads_to(self) -> str:
        return ", ".join(lines(self.best) or lines(self.good) or lines(self.related))


class Renaming(models.Model):
    """What a card is called now that examples know by another title.

    A card is renamed, and examples stay as they were written: those of a release come again with the next.
    """

    old = models.CharField(
        _("прежнее название"), max_length=1000, unique=True, help_text=_("Как карточку называют примеры ответов")
    )
    new = models.CharField(
        _("новое название"), max_length=500, help_text=_("Как карточка или страница называется теперь, целиком")
    )
    updated_at = models.DateTimeField(_("изменено"), auto_now=True, db_index=True)

    class Meta:
        verbose_name = _("новое название карточки")
        verbose_name_plural = _("новые названия карточек")
        ordering = ["old", "pk"]

    def __str__(self):
        return f"{self.old} → {self.new}"


class Learned(models.Model):
    """What the classifier has learned of all examples (search.precedents.classifier); one row at most."""

    content = models.BinaryField()
    # As the release has it: another release brings another, unless somebody has learned anew here.
    is_shipped = models.BooleanField(default=False)
    # When the examples were read: who edits one while it is learned must not be forgotten.
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("выученное на примерах")
        verbose_name_plural = _("выученное на примерах")

    def __str__(self):
        return f"{self.updated_at:%d.%m.%Y}"

    @classmethod
    def put(cls, content: bytes, *, is_shipped: bool, read_at: datetime | None = None) -> None:
        """In place of what was learned before, of the examples as they were then, or are now."""
        cls(pk=1, content=content, is_shipped=is_shipped, updated_at=read_at or timezone.now()).save()
