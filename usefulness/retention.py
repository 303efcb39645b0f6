"""Words of readers are kept for their time, numbers for longer."""

import datetime

from django.utils import timezone

from .models import Reason, Tally, rules


def forget() -> dict[str, int]:
    """Delete what is old; return how many of each."""
    today = timezone.localdate()
    old_words = Reason.objects.filter(day__lt=today - datetime.timedelta(days=rules().text_days))
    old_numbers = Tally.objects.filter(day__lt=today - datetime.timedelta(days=rules().tally_days))
    return {"reasons": old_words.delete()[0], "tallies": old_numbers.delete()[0]}
