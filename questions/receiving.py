"""Take a question, or say why not. The same form sent again is one question."""

from django.db import transaction
from django.http import HttpRequest

from feedback.guarding import digest_of, nonce_of, take_all

from .models import Question

FORM = "questions.form"


def receive(request: HttpRequest, measure, cleaned: dict) -> Question:
    digest = digest_of(FORM, nonce_of(cleaned["token"], FORM), str(measure.pk), cleaned["text"])
    with transaction.atomic():
        known = Question.objects.filter(digest=digest).first()
        if known:
            return known
        take_all(request)
        question, _made = Question.objects.get_or_create(
            digest=digest, defaults={"measure": measure, "about": about(measure), "original": cleaned["text"]}
        )
        return question


def about(measure) -> str:
    """What stays readable when the measure is gone."""
    return f"{measure.programme}: {measure}"[:300]
