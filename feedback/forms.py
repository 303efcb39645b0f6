"""What a reader fills in."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from .models import LONGEST_TEXT, Report

LONGEST_NAME = 140


def tidy_contact(value: str) -> str:
    """An e-mail address in small letters, or a phone as +7 and ten digits."""
    digits = re.sub(r"[^0-9]", "", value)
    if re.fullmatch(r"[0-9\s()+-]+", value) and len(digits) in (10, 11):
        return f"+7{digits[-10:]}"
    validate_email(value)
    return value.lower()


class TypedText(forms.CharField):
    """Words of a text area. Browsers count a new line as one character and send two, which nobody has typed."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n").replace("\0", "")


class ReportForm(forms.Form):
    """A few words are enough; a contact is the reader's choice, and then so is consent."""

    about = TypedText(required=False, widget=forms.HiddenInput)
    token = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("Что неверно?"),
        choices=Report.Kind,
        widget=forms.RadioSelect,
        error_messages={"required": _("Выберите, что неверно."), "invalid_choice": _("Выберите, что неверно.")},
    )
    text = TypedText(
        label=_("Как на самом деле?"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": LONGEST_TEXT}),
        error_messages={"max_length": _("Слишком длинно: не больше %(limit_value)d знаков.")},
    )
    contact = forms.CharField(label=_("Почта или телефон, если нужен ответ"), max_length=120, required=False)
    consent = forms.BooleanField(required=False)
    # People do not see it, robots fill it in.
    remark = forms.CharField(required=False)

    def clean_about(self) -> str:
        """No card has a longer name, and nobody could mend what the form does not show."""
        return self.cleaned_data["about"][:LONGEST_NAME]

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        if not text and self.cleaned_data.get("kind") != Report.Kind.CLOSED:
            raise ValidationError(_("Напишите, как на самом деле: хватит нескольких слов."))
        return text

    def clean_contact(self) -> str:
        value = self.cleaned_data["contact"]
        try:
            return value and tidy_contact(value)
        except ValidationError:
            raise ValidationError(_("Это не похоже ни на почту, ни на телефон. Поле можно оставить пустым.")) from None

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("contact") and not cleaned.get("consent"):
            self.add_error(
                "consent", _("Без согласия мы не можем сохранить контакт. Отметьте его или сотрите контакт.")
            )
        return cleaned
