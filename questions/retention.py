"""The words of an asker are kept for their time beside what was published of them, and no longer."""

import datetime

from django.utils import timezone

from .models import Question, rules


def forget() -> int:
    """Erase originals of questions that were decided long enough ago; return how many."""
    old = timezone.localdate() - datetime.timedelta(days=rules().original_days)
    return Question.objects.filter(decided_on__lt=old).exclude(original="").update(original="")
