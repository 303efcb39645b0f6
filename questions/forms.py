"""What a citizen fills in, and what it must not hold."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from feedback.forms import TypedText
from portal import phones

from .models import LONGEST_QUESTION

# By what one person can be found. Sums and numbers of acts look otherwise.
PERSONAL = (
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), _("почта")),
    (phones.WRITTEN, _("телефон")),
    (re.compile(r"(?<!\d)\d{3}-\d{3}-\d{3}[\s-]\d{2}(?!\d)"), _("СНИЛС")),
    (re.compile(r"(?<!\d)\d{2}\s?\d{2}\s(?:№\s?)?\d{6}(?!\d)"), _("паспорт")),
)


class QuestionForm(forms.Form):
    """One field: neither a name nor a contact is asked for."""

    token = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)
    text = TypedText(
        label=_("Ваш вопрос"),
        max_length=LONGEST_QUESTION,
        min_length=10,
        error_messages={
            "required": _("Напишите вопрос: хватит одного предложения."),
            "min_length": _("Напишите чуть подробнее: хватит одного предложения."),
            "max_length": _("Слишком длинно: не больше %(limit_value)d знаков."),
        },
    )
    # People do not see it, robots fill it in.
    remark = forms.CharField(required=False)

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        for pattern, what in PERSONAL:
            if found := pattern.search(text):
                message = _("Похоже, здесь %(what)s: «%(found)s». Уберите: вопрос и ответ прочтут все.")
                raise ValidationError(message % {"what": what, "found": found[0]})
        return text
