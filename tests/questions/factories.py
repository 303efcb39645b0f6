import datetime

import factory

from questions.models import Question
from tests.factories import Factory, MeasureFactory


class QuestionFactory(Factory):
    class Meta:
        model = Question

    digest = factory.Sequence(lambda n: f"question-{n}")
    measure = factory.SubFactory(MeasureFactory)
    about = "Программа: 1. Мероприятие"
    original = "Когда откроют кабинет? Спрашивает Мария с улицы Лесной."


class AnsweredFactory(QuestionFactory):
    text = "Когда откроют кабинет?"
    answer = "В марте."
    answered_by = "Министерство заботы"
    state = Question.State.PUBLISHED
    decided_on = datetime.date(2026, 5, 3)
