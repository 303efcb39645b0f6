"""What an act consists of: its editions, each with the days it was in force, and its articles."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from acts.places import Unit, part_anchor


class ActEdition(models.Model):
    """The act as it read for some time. A day that no source names is empty, never guessed."""

    act = ParentalKey("acts.LegalAct", related_name="editions")
    in_force_from = models.DateField(_("действует с"), null=True, blank=True, help_text=_("Пусто: не указано"))
    in_force_until = models.DateField(_("последний день"), null=True, blank=True, help_text=_("Пусто: не указано"))
    amended_by = models.ForeignKey(
        "acts.LegalAct", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("каким актом изменён"),
        help_text=_("Пусто: первоначальная редакция"),
    )  # fmt: skip
    changes = models.TextField(_("что изменилось"), blank=True)
    document = models.ForeignKey(
        "wagtaildocs.Document",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("файл"),
    )
    is_scan = models.BooleanField(_("это снимок бумаги"), default=False)
    reading_text = models.TextField(
        _("текст для чтения"), blank=True, help_text=_("Обязателен при снимке: его не прочтёт программа для незрячих")
    )
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("редакция акта")
        verbose_name_plural = _("редакции актов")
        ordering = ["-in_force_from", "pk"]
        constraints = [
            models.CheckConstraint(
                name="actedition_ends_after_it_begins",
                condition=models.Q(in_force_until__gte=models.F("in_force_from"))
                | models.Q(in_force_from=None)
                | models.Q(in_force_until=None),
                violation_error_message=_("Редакция не может кончить действовать раньше, чем начала."),
            ),
            models.CheckConstraint(
                name="actedition_scan_can_be_read",
                condition=models.Q(is_scan=False) | ~models.Q(reading_text=""),
                violation_error_message=_("У снимка должен быть текст для чтения."),
            ),
        ]

    def __str__(self):
        return str(self.in_force_from or _("день начала не указан"))

    def clean(self):
        super().clean()
        if self.is_scan and not self.reading_text.strip():
            raise ValidationError({"reading_text": _("У снимка должен быть текст для чтения.")})

    @property
    def paragraphs(self) -> list[str]:
        return paragraphs(self.reading_text)

    @property
    def document_kilobytes(self) -> int:
        return -(-self.document.get_file_size() // 1024)


class Article(Orderable):
    """A part of an act that pages quote: its exact words, or what it says in short."""

    act = ParentalKey("acts.LegalAct", related_name="articles")
    unit = models.CharField(_("что это"), max_length=8, choices=Unit, default=Unit.ARTICLE)
    number = models.CharField(_("номер"), max_length=20, help_text=_("Только номер: 22, 15.1"))
    heading = models.CharField(_("заголовок"), max_length=300, blank=True)
    text = models.TextField(_("текст"), blank=True, help_text=_("Абзацы — с новой строки"))
    is_exact = models.BooleanField(
        _("слова акта, дословно"), default=False, help_text=_("Без отметки страница скажет, что это пересказ портала")
    )
    as_of = models.DateField(
        _("в какой редакции"), null=True, blank=True, help_text=_("День, на который взяты слова акта")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("статья акта")
        verbose_name_plural = _("статьи актов")
        constraints = [
            models.UniqueConstraint(
                name="article_once_in_an_act",
                fields=["act", "unit", "number"],
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message=_("Такая статья у акта уже есть."),
            ),
            models.CheckConstraint(
                name="article_exact_words_have_a_day",
                condition=models.Q(is_exact=False) | models.Q(as_of__isnull=False),
                violation_error_message=_("Укажите, в какой редакции взяты слова акта."),
            ),
        ]

    def __str__(self):
        return self.label

    def clean(self):
        super().clean()
        if self.is_exact and not self.as_of:
            raise ValidationError({"as_of": _("Укажите, в какой редакции взяты слова акта.")})

    @property
    def label(self) -> str:
        """«Статья 22»."""
        return f"{Unit(self.unit).label} {self.number}"

    @property
    def anchor(self) -> str:
        return part_anchor(self.unit, self.number)

    @property
    def paragraphs(self) -> list[str]:
        return paragraphs(self.text)


def paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
