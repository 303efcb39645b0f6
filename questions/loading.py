"""Questions for the demo: about measures of the fictional region only, one in every state."""

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from measures.models import Measure
from portal.loading import Outcome

from .models import Question
from .receiving import about

FICTIONAL = "zarechny"
State = Question.State
EXAMPLES = [
    (State.PUBLISHED, "Можно ли прийти с младенцем, если не с кем оставить?", "Да. Там есть уголок для малышей."),
    (State.PUBLISHED, "Это только для тех, кто уже на учёте?", "Нет. Прийти может любая семья, справки не нужны."),
    (State.DRAFTED, "Будут ли занятия по субботам?", "Со следующего квартала — да, с десяти до двух."),
    (State.NEW, "Почему в нашем посёлке ещё не открыли кабинет?", ""),
    (State.REFUSED, "Когда ответят моей соседке?", ""),
]  # fmt: skip


def load(report) -> None:
    """Once: what editors have done since with the examples is theirs."""
    measures = (
        Measure.objects.published().filter(programme__territory__slug=FICTIONAL).order_by("programme", "position")
    )
    label = _("вопрос о мероприятии")
    for number, ((state, text, answer), measure) in enumerate(zip(EXAMPLES, spread(list(measures[:2])), strict=False)):
        _found, made = Question.objects.get_or_create(
            digest=f"demo-{number}", defaults=example(state, text, answer, measure)
        )
        report.count(label, Outcome.CREATED if made else Outcome.UNCHANGED)


def spread(measures: list) -> list:
    """The first measure gets most of the examples."""
    return [measures[0], measures[0], *measures[-1:] * 3] if measures else []


def example(state: State, text: str, answer: str, measure) -> dict:
    fields = {"measure": measure, "about": about(measure), "original": text, "state": state}
    if answer:
        fields |= {"text": text, "answer": answer, "answered_by": "Министерство заботы Заречного края"}
    if state.is_final:
        fields |= {"decided_on": localdate()}
    return fields | ({"refusal": Question.Refusal.PERSONAL} if state == State.REFUSED else {})
