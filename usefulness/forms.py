"""What a reader whom a page did not help may add."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from feedback.forms import TypedText
from questions.forms import PERSONAL

from .models import LONGEST_TEXT, Reason


class ReasonForm(forms.Form):
    """One choice and a few words: neither a name nor a contact is asked for, and none is taken."""

    token = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("Что не так?"),
        choices=Reason.Kind,
        widget=forms.RadioSelect,
        error_messages={"required": _("Выберите, что не так."), "invalid_choice": _("Выберите, что не так.")},
    )
    text = TypedText(
        label=_("Чего не хватило?"),
        max_length=LONGEST_TEXT,
        required=False,
        error_messages={"max_length": _("Слишком длинно: не больше %(limit_value)d знаков.")},
    )
    # People do not see it, robots fill it in.
    remark = forms.CharField(required=False)

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        for pattern, what in PERSONAL:
            if found := pattern.search(text):
                message = _("Похоже, здесь %(what)s: «%(found)s». Уберите: сведения о людях мы не собираем.")
                raise ValidationError(message % {"what": what, "found": found[0]})
        return text
