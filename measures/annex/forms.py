"""The rows of a reading as forms: what was recognised stands in them, and a person changes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from measures.models import FundingSource, Programme, Stage
from measures.models.programme import EARLIEST_YEAR, LATEST_YEAR

from .figures import figure
from .preview import NO_YEAR, NOT_REQUIRED, STAGE_WORDS
from .sums import sums

LONGEST_TEXT = 500_000
FEWEST_LINES, MOST_LINES = 3, 12  # of money that are seen at once
TOO_MUCH = Decimal(10) ** 14


@dataclass(frozen=True)
class MoneyLine:
    """A line of a measure's money as a person left it; `amount` is in the unit of the table."""

    year: int | None
    source: FundingSource
    amount: Decimal | None
    not_required: bool
    written: str
    stage: str = Stage.APPROVED


class SourceForm(forms.Form):
    """Where the annex comes from: a file, or text that was copied with its table."""

    programme = forms.ModelChoiceField(
        Programme.objects.filter(live=False).order_by("title"),
        label=gettext_lazy("Черновик программы"),
        help_text=gettext_lazy("Сначала создайте программу и не публикуйте: приложение наполнит её черновик"),
        empty_label=gettext_lazy("— выберите —"),
    )
    file = forms.FileField(
        label=gettext_lazy("Файл"),
        required=False,
        help_text=gettext_lazy("Word (.docx), Excel (.xlsx), CSV или текст. До 10 МБ"),
    )
    text = forms.CharField(
        label=gettext_lazy("Или вставьте таблицу"),
        required=False,
        strip=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 6}),
        help_text=gettext_lazy("Скопируйте таблицу из документа целиком, вместе с шапкой"),
    )

    def clean(self):
        cleaned = super().clean()
        if not self.errors and bool(cleaned.get("file")) == bool(cleaned.get("text", "").strip()):
            raise ValidationError(_("Выберите файл или вставьте таблицу: что-то одно."))
        return cleaned


class UnitForm(forms.Form):
    unit = forms.TypedChoiceField(
        label=gettext_lazy("В чём суммы таблицы"), choices=Programme.Unit, coerce=int, widget=forms.RadioSelect
    )


class MeasureRowForm(forms.Form):
    """A measure. Its money is a line for each sum: «2016; fund; 1 000,00», with «; израсходовано» where it is no plan.

    `sums`: the person takes for the money of years what their quarters make.
    """

    take = forms.BooleanField(label=gettext_lazy("взять"), required=False)
    number = forms.RegexField(
        r"^[0-9A-Za-zА-Яа-я.-]+$",
        label=gettext_lazy("Номер"),
        max_length=12,
        error_messages={"invalid": gettext_lazy("Номер: буквы, цифры, точка и дефис.")},
    )
    title = forms.CharField(label=gettext_lazy("Название"), max_length=255, widget=forms.Textarea({"rows": 3}))
    year_from = forms.IntegerField(
        label=gettext_lazy("С года"), required=False, min_value=EARLIEST_YEAR, max_value=LATEST_YEAR
    )
    year_to = forms.IntegerField(
        label=gettext_lazy("По год"), required=False, min_value=EARLIEST_YEAR, max_value=LATEST_YEAR
    )
    executors = forms.CharField(
        label=gettext_lazy("Исполнители, по одному в строке"), required=False, widget=forms.Textarea({"rows": 3})
    )
    direction = forms.ChoiceField(label=gettext_lazy("Раздел"), required=False)
    sums = forms.BooleanField(label=gettext_lazy("Да, это суммы года: записать"), required=False)
    money = forms.CharField(
        label=gettext_lazy("Деньги: год; источник; сумма"), required=False, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args, sources: Mapping[str, FundingSource], directions: list[tuple[str, str]] = (), **kwargs):
        super().__init__(*args, **kwargs)
        self.sources = sources
        self.fields["direction"].choices = [("", _("— без раздела —")), *directions]
        lines = (self["money"].value() or "").count("\n") + 1
        self.fields["money"].widget.attrs["rows"] = min(max(lines, FEWEST_LINES), MOST_LINES)

    def clean_money(self) -> list[MoneyLine]:
        found = [self.money_line(line) for line in self.money_rows()]
        cells = [(each.year, each.source, each.stage) for each in found]
        if len(set(cells)) != len(cells):
            raise ValidationError(_("Один год и источник названы дважды."))
        return found

    @property
    def suggested(self) -> list[str]:
        return self.initial.get("suggested", [])

    def money_rows(self) -> list[str]:
        """What the person typed, and the sums of quarters where they are agreed to."""
        confirmed = self.suggested if self["sums"].value() else []
        return [line for line in [*(self["money"].value() or "").splitlines(), *confirmed] if line.strip()]

    def readable_money(self) -> tuple[list[tuple[int | None, str, str, Decimal | None]], int]:
        """Of money that does not stand yet: year, source, stage and sum that can be read, and how many lines cannot."""
        found, unread = [], 0
        for line in self.money_rows():
            try:
                year, source, amount, *stage = (part.strip() for part in line.split(";"))
                known = self.sources.get(source.lower())
                found.append((read_year(year), known.code if known else "", read_stage(stage), read_sum(amount)[0]))
            except (ValueError, ValidationError):
                unread += 1
        return found, unread

    def money_line(self, line: str) -> MoneyLine:
        parts = [part.strip() for part in line.split(";")]
        if len(parts) not in (3, 4):
            raise ValidationError(_("«%(line)s»: нужны год, источник и сумма через точку с запятой.") % {"line": line})
        year, source, amount, *stage = parts
        if source.lower() not in self.sources:
            known = ", ".join(sorted({each.name for each in self.sources.values()}))
            raise ValidationError(
                _("«%(source)s» — нет такого источника. Есть: %(known)s.") % {"source": source, "known": known}
            )
        return MoneyLine(
            read_year(year), self.sources[source.lower()], *read_sum(amount), amount[:120], read_stage(stage)
        )

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("year_from"), cleaned.get("year_to")
        if first and last and first > last:
            self.add_error("year_to", _("Конец не может быть раньше начала."))
        return cleaned


def read_year(text: str) -> int | None:
    if text in ("", NO_YEAR, "-", "–"):
        return None
    if not (text.isdecimal() and len(text) == 4 and EARLIEST_YEAR <= int(text) <= LATEST_YEAR):
        raise ValidationError(_("«%(text)s» — не год. Без года поставьте «—».") % {"text": text})
    return int(text)


def read_stage(words: list[str]) -> str:
    """The stage that the fourth word of a line names; a line of three is of the approved plan."""
    text = "".join(words).lower()
    known = {word: stage for stage, word in STAGE_WORDS.items()}
    if text and text not in known:
        raise ValidationError(
            _("«%(text)s»: последним может стоять только одно из: %(known)s.")
            % {"text": text[:40], "known": ", ".join(known)}
        )
    return known[text] if text else Stage.APPROVED


def read_sum(text: str) -> tuple[Decimal | None, bool]:
    """The sum, and whether money is not required."""
    if text.lower() == NOT_REQUIRED:
        return None, True
    found = sums(text)
    if len(found) != 1 or found[0].problem or found[0].words or found[0].amount is None:
        raise ValidationError(
            _("«%(text)s» — не сумма. Напишите число или «не требуется»; строку без суммы удалите.") % {"text": text}
        )
    if found[0].unit:
        raise ValidationError(
            _("«%(text)s»: единица у таблицы одна, она выбрана наверху. Напишите только число.") % {"text": text}
        )
    if found[0].amount >= TOO_MUCH:
        raise ValidationError(_("«%(text)s»: такой большой суммы не бывает.") % {"text": text[:40]})
    return found[0].amount, False


def column_label(column: str) -> str:
    """«план 2016», «до начала»."""
    period, _dash, year = column.partition("-")
    names = {"baseline": _("до начала"), "plan": _("план"), "fact": _("факт"), "end": _("в конце")}
    return f"{names[period]} {year}".strip()


class IndicatorRowForm(forms.Form):
    """An indicator; a field for each column of its table, where «-» says that the act has no figure.

    What is doubtful may stand as the act has it, and its row says how it was read; a person types no such thing.
    """

    take = forms.BooleanField(label=gettext_lazy("взять"), required=False)
    number = forms.CharField(label=gettext_lazy("Номер"), max_length=12)
    name = forms.CharField(label=gettext_lazy("Название"), max_length=255, widget=forms.Textarea({"rows": 3}))
    unit = forms.CharField(label=gettext_lazy("Единица"), max_length=40, required=False)

    def __init__(self, *args, columns: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.columns = columns
        self.as_read: Mapping[str, str] = self.initial.get("as_read", {})
        for column in columns:
            self.fields[column] = forms.CharField(label=column_label(column), required=False, max_length=60)

    @property
    def value_fields(self):
        return [self[column] for column in self.columns]

    def clean(self):
        cleaned = super().clean()
        for column in self.columns:
            text = cleaned.get(column, "")
            value = figure(text)
            if value.problem and value.value is None:
                self.add_error(column, _("Не похоже на число"))
            elif value.problem and text not in self.as_read.values():
                self.add_error(column, value.problem)
        return cleaned
