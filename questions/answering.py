"""The form of an answer: what is published of a question is written apart from the question itself."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .forms import PERSONAL
from .models import LONGEST_ANSWER, LONGEST_QUESTION, Question

State = Question.State
FINAL = (State.PUBLISHED, State.REFUSED)


class AnswerForm(forms.Form):
    """An editor prepares the answer; who may publish decides. `version` is the one that the form was opened with."""

    text = forms.CharField(
        label=gettext_lazy("Вопрос для публикации"),
        required=False,
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Уберите имена, адреса, диагнозы — всё, по чему узнают семью. Смысл не меняйте."),
    )
    answer = forms.CharField(
        label=gettext_lazy("Ответ"),
        required=False,
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("Коротко и просто, с документом, на котором он стоит"),
    )
    answered_by = forms.CharField(
        label=gettext_lazy("Кто отвечает"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Организация или должность, без фамилии"),
    )
    state = forms.ChoiceField(label=gettext_lazy("Что решили"), widget=forms.RadioSelect)
    refusal = forms.ChoiceField(
        label=gettext_lazy("Если не публикуется, почему"),
        required=False,
        choices=[("", "—"), *Question.Refusal.choices],
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data, *, question: Question, may_publish: bool):
        values = {name: getattr(question, name) for name in ("answer", "answered_by", "state", "refusal", "version")}
        super().__init__(data, initial={**values, "text": question.text or question.original})
        self.may_publish = may_publish
        self.may_decide = may_publish or not question.outcome.is_final
        self.fields["state"].choices = [each for each in State.choices if may_publish or each[0] not in FINAL]

    def clean_text(self) -> str:
        return self.without_personal("text")

    def clean_answer(self) -> str:
        return self.without_personal("answer", allowed=(_("телефон"), _("почта")))

    def without_personal(self, name: str, allowed: tuple[str, ...] = ()) -> str:
        """An answer may name the phone of an institution; a question names nobody's."""
        text = self.cleaned_data[name]
        for pattern, what in PERSONAL:
            if what not in allowed and (found := pattern.search(text)):
                raise forms.ValidationError(
                    _("Похоже, здесь %(what)s: «%(found)s».") % {"what": what, "found": found[0]}
                )
        return text

    def clean(self):
        cleaned = super().clean()
        state = cleaned.get("state")
        if not self.may_decide:
            raise forms.ValidationError(_("Решение принято: изменить его может модератор."))
        if state in (State.DRAFTED, State.PUBLISHED):
            for name in ("text", "answer", "answered_by"):
                if name in cleaned and not cleaned[name]:
                    self.add_error(name, _("Без этого ответ не опубликовать."))
        if state == State.REFUSED and not cleaned.get("refusal"):
            self.add_error("refusal", _("Назовите причину: её увидит тот, кто спросил."))
        if state != State.REFUSED:
            cleaned["refusal"] = ""
        return cleaned
