"""Words as editors keep them, and the vocabulary of the index."""

import functools

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from search import language

MOST_PHRASES = 40
MOST_WORDS = 5
# What makes words of danger harmless is of many kinds.
MOST_TURNS = 100
LONGEST_PHRASE = 80
MOST_TITLE = 70


def lines(text: str) -> list[str]:
    """The phrases of a field, one in a line, each once."""
    return list(dict.fromkeys(" ".join(line.split()) for line in text.splitlines() if line.strip()))


class SynonymGroup(models.Model):
    """Words and phrases that mean the same, or everyday words and what they stand for in the directory."""

    class Direction(models.TextChoices):
        SAME = "same", _("значат одно и то же")
        SAID = "said", _("так говорят — вот что искать")
        DANGER = "risk", _("говорят в беде — только показать телефоны")

    code = models.SlugField(_("код"), max_length=60, unique=True, null=True, editable=False)
    direction = models.CharField(_("связь"), max_length=4, choices=Direction, default=Direction.SAME)
    said = models.TextField(
        _("слова и выражения"), help_text=_("По одному в строке, в любой форме. Например: посидеть с ребёнком")
    )
    meant = models.TextField(
        _("что искать"),
        blank=True,
        help_text=_("По одному в строке. Только для связи «так говорят»: как это названо в справочнике"),
    )
    note = models.CharField(_("пояснение"), max_length=255, blank=True, help_text=_("Для редакторов: зачем группа"))
    is_urgent = models.BooleanField(
        _("речь об опасности"), default=False, help_text=_("Над найденным будут телефоны, по которым помогут сразу")
    )
    unless = models.TextField(
        _("не опасность, если сказано"),
        blank=True,
        help_text=_("По одному в строке: «рекорд», «на уроке», «жить с». С этим слова группы опасности не значат"),
    )
    is_active = models.BooleanField(_("действует"), default=True)
    updated_at = models.DateTimeField(_("изменено"), auto_now=True)

    class Meta:
        verbose_name = _("группа слов")
        verbose_name_plural = _("слова поиска")
        ordering = ["said", "pk"]

    def __str__(self):
        return Truncator(", ".join(self.said_phrases)).chars(MOST_TITLE) or str(self._meta.verbose_name)

    @property
    def said_phrases(self) -> list[str]:
        return lines(self.said)

    @property
    def meant_phrases(self) -> list[str]:
        return lines(self.meant)

    @property
    def harmless_turns(self) -> list[str]:
        return lines(self.unless)

    @property
    def is_danger(self) -> bool:
        """Its words bring the phones of help."""
        return self.is_urgent or self.direction == self.Direction.DANGER

    @property
    def means(self) -> str:
        return ", ".join(self.meant_phrases)

    def clean(self):
        super().clean()
        errors = {
            "said": [*wrong(self.said_phrases), *self.too_few(), *self.said_elsewhere()],
            "meant": [*wrong(self.meant_phrases), *self.wrong_meaning()],
            "unless": [*too_long(self.harmless_turns), *self.harmless_without_danger()],
        }
        if any(errors.values()):
            raise ValidationError({name: found for name, found in errors.items() if found})
        self.said, self.meant = "\n".join(self.said_phrases), "\n".join(self.meant_phrases)
        self.unless = "\n".join(self.harmless_turns)

    def too_few(self):
        if self.direction == self.Direction.SAME and len(self.said_phrases) < 2:
            yield _("Нужно хотя бы два слова или выражения: каждое с новой строки.")

    def wrong_meaning(self):
        if self.direction != self.Direction.SAID and self.meant_phrases:
            yield _("Заполняют только для связи «так говорят». Сотрите или смените связь.")
        if self.direction == self.Direction.SAID and not self.meant_phrases:
            yield _("Напишите, что искать: хотя бы одно слово из справочника.")

    def harmless_without_danger(self):
        if self.harmless_turns and not self.is_danger:
            yield _("Заполняют только для слов об опасности: отметьте «Речь об опасности» или смените связь.")

    def said_elsewhere(self):
        """One phrase in two groups of a kind: editors would not know which of them works."""
        if not self.is_active:
            return
        own = {language.key(phrase): phrase for phrase in self.said_phrases}
        others = SynonymGroup.objects.filter(direction=self.direction, is_active=True).exclude(pk=self.pk)
        for said in others.values_list("said", flat=True):
            for key, phrase in own.items():
                if key in keys(said):
                    group = SynonymGroup(said=said)
                    yield _("«%(phrase)s» уже есть в группе «%(group)s».") % {"phrase": phrase, "group": group}


@functools.lru_cache(maxsize=4_000)
def keys(said: str) -> frozenset[str]:
    """The phrases of a field as they are compared: of each group once, though every other one asks."""
    return frozenset(map(language.key, lines(said)))


def wrong(phrases: list[str]):
    """What is wrong with the phrases of a field."""
    if len(phrases) > MOST_PHRASES:
        yield _("Не больше %(most)s строк в одной группе.") % {"most": MOST_PHRASES}
    for phrase in phrases:
        spoken = [token for token in language.tokens(phrase) if language.lemmas(token)]
        if not spoken or len(spoken) > MOST_WORDS or len(phrase) > LONGEST_PHRASE:
            yield _("«%(phrase)s»: нужно от одного до пяти слов, предлоги и союзы не в счёт.") % {
                "phrase": phrase[:LONGEST_PHRASE]
            }


def too_long(turns: list[str]):
    """What is wrong with what makes a phrase harmless; of joining words alone it would do so everywhere."""
    if len(turns) > MOST_TURNS:
        yield _("Не больше %(most)s строк в одной группе.") % {"most": MOST_TURNS}
    for turn in turns:
        if len(turn) > LONGEST_PHRASE or not any(map(language.lemmas, language.tokens(turn))):
            yield _("«%(phrase)s»: нужно хотя бы одно слово, предлоги и союзы не в счёт.") % {
                "phrase": turn[:LONGEST_PHRASE]
            }


class IndexedWord(models.Model):
    """A word of the index and how many entries have it. Written with the index, read by those who correct typing."""

    word = models.CharField(max_length=80, primary_key=True, db_collation="C")
    entries = models.IntegerField(default=1)

    class Meta:
        verbose_name = _("слово указателя")
        verbose_name_plural = _("слова указателя")

    def __str__(self):
        return self.word
