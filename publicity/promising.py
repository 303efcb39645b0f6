"""Which measures promise the section on all institutions' sites: their pages lead to how many have it."""

from django.core.cache import cache
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from .models import SectionPromise

KEY = "publicity.promises"
# Other processes see a change after this many seconds.
SECONDS = 60
TEMPLATE = "publicity/_promised_here.html"


def of_measure(measure) -> tuple[str, dict]:
    """A few measures of a whole region, so all of them are known and no page asks for its own."""
    is_promise = measure.pk in cache.get_or_set(KEY, promised, SECONDS)
    return TEMPLATE, {"region": measure.programme.territory.slug if is_promise else ""}


def promised() -> frozenset[int]:
    return frozenset(SectionPromise.objects.values_list("measure", flat=True))


@receiver([post_save, post_delete], sender=SectionPromise)
def forget(**signal) -> None:
    cache.delete(KEY)
